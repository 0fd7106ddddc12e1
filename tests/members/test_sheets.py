"""导出清单: what one sees of a list as a table; large ones are made by a worker."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from common import clock
from common.exporting import write
from common.listing import LISTINGS
from members import services as members
from members.models import Job, Role
from members.services import jobs, sheets
from members.services import views as arranging
from members.tasks import forget_jobs, run_job
from notices.models import Notice
from tests import factories
from tests.browsing import Person
from tests.conftest import sql
from tests.merging import submitted_by
from tests.test_queries import copies
from workflow.models import Event

LIST, SHEET = reverse("proposals:list"), reverse("lists:sheet", args=["proposals"])


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def by_a_worker(monkeypatch):
    """Every sheet is a large one."""
    monkeypatch.setattr(sheets, "AT_ONCE", 0)


def takes(seat, columns="shown", query="", press=None):
    return Person(seat).post(f"{SHEET}?{query}", press=press or uuid4(), columns=columns)


def table(page):
    assert page.status_code == 200
    return rows_of(b"".join(page.streaming_content))


def rows_of(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def test_the_columns_as_shown_and_dates_are_dates(handed_over, office):
    head, line = table(takes(office))
    assert head == ["案号", "案由", "类别", "承办单位", "期限", "提交", "状态"]
    told = dict(zip(head, line, strict=True))
    assert (told["案号"], told["承办单位"]) == (handed_over.label, "州教育体育局")
    assert isinstance(told["期限"], date)
    assert told["提交"].date() == clock.today()


def test_each_list_says_first_what_would_be_taken_away(here, office):
    lists = [name for name, one in LISTINGS.items() if one.readers(office)]
    asked = Person(office)
    assert {"proposals", "tasks", "obligations"} <= set(lists)
    assert {asked.get(reverse("lists:sheet", args=[name])).status_code for name in lists} == {200}


def test_all_columns_that_one_may_read_and_no_other(delivered, office, member):
    everything = dict(zip(*table(takes(office, "every")), strict=True))
    assert everything["案号（数字）"] == 1
    assert everything["发文字号"] == "彩教函〔2026〕5号"
    assert everything["初审建议"] == "建议立案"
    assert not {"初审建议", "认定类别", "审查会议"} & set(table(takes(member, "every"))[0])


def test_what_was_chosen_and_narrowed_is_what_is_taken(here, submitted, office, other_member):
    submitted_by(here, other_member, "关于发展茶产业的提案")
    arranging.arrange(office, "proposals", ["title", "proposer"])
    head, *lines = table(takes(office, query="q=茶产业"))
    assert head == ["案由", "第一提案人"]
    assert [line[0] for line in lines] == ["关于发展茶产业的提案"]


def test_everybody_takes_only_what_they_see(submitted, office, other_member, elsewhere):
    assert len(table(takes(office))) == 2
    assert len(table(takes(other_member))) == len(table(takes(elsewhere.office))) == 1


def test_who_took_what_is_on_record_once_and_without_the_words(submitted, office):
    press = uuid4()
    for _ in range(2):
        takes(office, query="q=公路&status=submitted", press=press)
    [event] = Event.objects.filter(action="export")
    assert (event.seat_id, event.note) == (office.pk, "导出提案清单（1行）")
    assert event.data["exported"][0]["asked"] == {"q": "（有检索词）", "status": "submitted"}


def test_a_page_shown_again_that_asks_for_something_else_is_on_record_too(submitted, office):
    press = uuid4()
    for columns, query in (("shown", ""), ("shown", ""), ("shown", "q=公路"), ("every", "q=公路")):
        takes(office, columns, query, press)
    assert Event.objects.filter(action="export").count() == 2


def test_going_back_for_all_columns_asks_the_worker_for_all_columns(submitted, office, by_a_worker):
    press = uuid4()
    pages = {takes(office, columns, press=press)["Location"] for columns in ("shown", "every")}
    assert len(pages) == 2
    assert [len(job.told["columns"]) > 10 for job in Job.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.SECADMIN])
def test_who_keeps_accounts_takes_no_more_of_members_than_names(here, member, office, role):
    def head(seat):
        url = reverse("lists:sheet", args=["members"])
        return table(Person(seat).post(url, press=uuid4(), columns="every"))[0]

    personal = {"性别", "党派", "工作单位及职务", "手机", "电子邮箱"}
    assert not personal & {*head(factories.person(here, role))}
    assert head(office)[0] == "姓名"
    assert len({*head(office)} - {*head(factories.person(here, role))}) == 5


def test_accounts_are_taken_in_the_order_in_which_they_are_shown(here, office):
    url = reverse("lists:sheet", args=["people"])
    first = table(Person(office).post(f"{url}?order=newest", press=uuid4(), columns="shown"))[1]
    shown = Person(office).get(reverse("people:list"), order="newest").context["lines"][0]
    assert first[0] == shown.row.name


def test_a_name_that_the_auditor_looked_for_is_not_put_on_record(here, submitted, member):
    auditor, url = factories.person(here, Role.AUDITOR), reverse("lists:sheet", args=["audit"])
    query = f"person={member.user.name}&action=submit"
    Person(auditor).post(f"{url}?{query}", press=uuid4(), columns="shown")
    [event] = Event.objects.filter(action="export")
    told = {"person": "（有检索词）", "action": "submit"}
    assert event.data["exported"][0]["asked"] == told


def test_a_condition_that_is_gone_exports_nothing(submitted, office):
    page = takes(office, query="unit=999999")
    assert page.status_code == 422
    assert "没有导出" in page.content.decode()
    assert not Event.objects.filter(action="export").exists()


def test_a_condition_that_is_not_theirs_exports_nothing(submitted, member):
    """A shared view may ask what its reader may not: left out, it would bring more."""
    assert takes(member, query="grade=1").status_code == 422


def test_no_text_becomes_a_formula():
    out = io.BytesIO()
    risky = ["=1+1", "+86", "-1", "@x", "\t=1", '=HYPERLINK("http://x")']
    write(out, "清单", ["甲"] * 6, [risky, [date(2026, 1, 2), 3, True, None, 1.5, "文"]])
    assert rows_of(out.getvalue())[1] == risky
    assert rows_of(out.getvalue())[2] == [date(2026, 1, 2), 3, "是", "", 1.5, "文"]
    assert b"<f>" not in out.getvalue()


def test_a_large_one_is_made_by_a_worker_and_fetched(submitted, office, director, by_a_worker):
    press = uuid4()
    page = takes(office, press=press)
    job = Job.objects.get()
    assert page["Location"] == takes(office, press=press)["Location"] == job.get_absolute_url()
    person = Person(office)
    for page in (job.get_absolute_url(), reverse("jobs:list")):
        assert "排队中，共 1 件" in person.get(page).content.decode()
    assert (run_job(), run_job()) == (True, False)
    assert "下载" in person.get(job.get_absolute_url()).content.decode()
    fetched = person.get(reverse("jobs:file", args=[job.uid]))
    assert table(fetched)[1][1] == submitted.title
    assert Notice.objects.get(seat=office, about=f"job:{job.pk}").text == "导出提案清单已办完"
    for url in (job.get_absolute_url(), reverse("jobs:file", args=[job.uid])):
        assert Person(director).get(url).status_code == 404


def test_more_than_a_sheet_holds_is_said_and_not_cut_off(submitted, office, monkeypatch):
    monkeypatch.setattr(sheets, "MOST", 0)
    page = takes(office)
    assert page.status_code == 422
    assert "请先缩小筛选范围" in page.content.decode()
    assert not Event.objects.filter(action="export").exists()


def test_what_may_no_longer_be_seen_is_not_in_it(
    here, handed_over, liaison, education, by_a_worker
):
    """Between the press and the worker the seat ended."""
    factories.person(here, Role.LIAISON, unit=education)
    takes(liaison)
    members.dismiss(liaison, by=here.by, reason="调离")
    run_job()
    job = Job.objects.get()
    assert (job.file, job.fault) == ("", jobs.LEFT)


def test_a_worker_that_dies_is_replaced_and_given_up_in_the_end(submitted, office, by_a_worker):
    takes(office)
    sql("UPDATE members_job SET kind = 'nothing'")
    for _ in range(jobs.TRIES):
        assert run_job()
        assert not run_job()  # it may still be alive
        Job.objects.update(beat_at=clock.now() - jobs.SILENT - timedelta(seconds=1))
    run_job()
    assert Job.objects.get().fault == jobs.GIVEN_UP


def test_after_some_days_the_file_is_gone(submitted, office, by_a_worker):
    takes(office)
    run_job()
    job = Job.objects.get()
    assert default_storage.exists(job.place)
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert forget_jobs() == 1
    assert not default_storage.exists(job.place)


def test_many_rows_cost_no_more_questions(handed_over, office):
    copies(handed_over, 9)
    asked(office)  # what is looked up once and kept
    few = asked(office)
    copies(handed_over, 190)
    assert few == asked(office)


def asked(seat):
    with CaptureQueriesContext(connection) as queries:
        table(takes(seat, "every"))
    return len(queries)
