"""工作日历: whoever keeps it enters the notice, corrects days, publishes; others only look."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from common.sheets import sheet
from deadlines.keeping import seed_calendar
from deadlines.models import CalendarYear, Obligation, Recomputation, SpecialDay
from deadlines.recomputing import go_on
from deadlines.workdays import calendar_of
from members.models import Level, Role
from tests import factories
from tests.browsing import Person, told
from workflow.models import Event

pytestmark = pytest.mark.django_db
LINES = "日期\t休/班\t名称\n1月1日至3日\t休\t元旦\n2月5日至12日\t休\t春节\n2月6日\t班\t调休"
GOOD = LINES.replace("2月6日", "2月20日")
SOURCE = "国办发明电〔2026〕9号"


@pytest.fixture(autouse=True)
def late_in_the_year():
    with clock.frozen(date(2026, 11, 24)):
        yield


@pytest.fixture
def keeper(here):
    seed_calendar(here.body)
    return Person(factories.person(here, Role.SYSADMIN))


@pytest.fixture
def county(here):
    return factories.committee("河口县", code="539001", level=Level.COUNTY, parent=here.body)


def url(name, year=2027, *more):
    return reverse(f"workdays:{name}", args=[year, *more])


def sends(person, address, **answers):
    """Look at it first, as the page asks, then confirm with what it repeats."""
    page = person.get(address)
    fields = {one.html_name: one.value() for one in page.context["form"]} | answers
    fields = {name: value for name, value in fields.items() if value is not None}
    seen = person.post(address, **fields)
    if seen.status_code != 200 or "seen" not in seen.context:
        return seen
    again = {one.html_name: one.value() for one in seen.context["form"] if one.name != "file"}
    return person.post(address, **again, confirm="1")


@pytest.fixture
def drafted(keeper):
    sends(keeper, url("notice"), lines=GOOD, source=SOURCE)
    return keeper


def test_everybody_sees_the_year_and_that_it_is_tentative(member, keeper):
    page = Person(member).get(url("year")).content.decode()
    assert "暂定" in page
    assert "登记放假安排" not in page
    assert "暂定" not in Person(member).get(url("year", 2026)).content.decode()


def kinds_in(page, month):
    """Day of the month → how the year page draws it."""
    weeks = page.context["months"][month - 1]["weeks"]
    return {one.day.day: one.kind for week in weeks for one in week if one}


def test_every_day_of_rest_says_so_and_the_weekends_of_a_holiday_belong_to_it(member):
    page = Person(member).get(url("year", 2026))
    days = kinds_in(page, 10)  # 国庆 1–7 日，10 日周六上班，17 日是普通周末
    assert {days[day] for day in range(1, 8)} == {"off"}
    assert (days[8], days[10], days[11], days[17]) == ("work", "made", "rest", "rest")
    assert kinds_in(page, 1)[3] == "off"  # 元旦 1–3 日, the 3rd is a Saturday
    text = page.content.decode()
    for kind, said in (("off", "休"), ("rest", "休"), ("made", "班")):
        cells = re.findall(rf'<td class="d-{kind}"[^>]*>(.*?)</td>', text)
        assert cells
        assert all(f"<small>{said}</small>" in cell for cell in cells)
    assert not any("<small>" in cell for cell in re.findall(r'<td class="d-work".*?</td>', text))


def test_the_notice_is_looked_at_before_it_is_kept(keeper, here):
    answers = {"lines": GOOD, "source": SOURCE}
    page = keeper.get(url("notice"))
    form = {one.html_name: one.value() or "" for one in page.context["form"] if one.name != "file"}
    seen = keeper.post(url("notice"), **(form | answers))
    assert "登记2027年工作日历，共12日" in seen.content.decode()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_the_notice_is_kept_and_changes_nothing_yet(drafted, here):
    assert CalendarYear.objects.get(year=2027).published is False
    assert SpecialDay.objects.filter(day__year=2027).count() == 12
    assert not calendar_of(here.body.pk).is_sure(date(2027, 2, 9))
    event = Event.objects.filter(case=here.registry.case.pk).latest("version")
    assert event.note == "登记2027年工作日历，共12日"
    assert event.data["deadlines"][0]["source"] == SOURCE


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("notice.csv", "日期,休/班,名称\n10月1日至7日,休,国庆节\n".encode()),
        (
            "notice.xlsx",
            sheet("安排", ["日期", "休/班", "名称"], [["10月1日至7日", "休", "国庆节"]]),
        ),
    ],
)
def test_a_spreadsheet_will_do(keeper, name, table):
    sends(keeper, url("notice"), file=SimpleUploadedFile(name, table), source=SOURCE)
    assert SpecialDay.objects.filter(day__year=2027, name="国庆节").count() == 7


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (LINES, "第 4 行“日期”：2027-02-06与第 3 行重复"),
        ("13月1日 休 元旦", "不是日期"),
        ("1月1日 假 元旦", "请填写“休”或“班”"),
        ("2026-10-01 休 国庆节", "不在2027年"),
        ("10月7日至1日 休 国庆节", "起止不对"),
        ("", "请选择文件，或粘贴放假安排"),
    ],
)
def test_each_line_that_cannot_be_read_says_why_and_what_was_typed_stays(keeper, lines, words):
    page = sends(keeper, url("notice"), lines=lines, source=SOURCE)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert SOURCE in page.content.decode()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_publishing_says_what_it_moves_before_it_moves_it(drafted, signed_for):
    tentative = Obligation.objects.open().filter(provisional=True).count()
    assert tentative
    seen = drafted.get(url("publish"))
    assert seen.context["seen"].settled == tentative
    assert f"{tentative} 项由暂定转为确定" in seen.content.decode()
    assert "法定节日 2027年4月5日、" in seen.content.decode()  # the draft forgot them
    assert Obligation.objects.open().filter(provisional=True).count() == tentative
    form = {one.html_name: one.value() for one in seen.context["form"]}
    page = drafted.post(url("publish"), **form, confirm="1")
    assert "2027年工作日历公布" in told(page)[0]
    assert "正在核定" in drafted.get(url("year")).content.decode()
    assert go_on() == tentative
    page = Person(signed_for.proposal.case.events.first().seat).get(
        signed_for.proposal.get_absolute_url()
    )
    assert "暂定" not in page.content.decode()


def test_pressed_twice_it_is_published_once(drafted):
    form = {one.html_name: one.value() for one in drafted.get(url("publish")).context["form"]}
    drafted.post(url("publish"), **form, confirm="1")
    drafted.post(url("publish"), **form, confirm="1")
    assert Recomputation.objects.count() == 1


def test_what_was_changed_after_the_look_is_looked_at_again(drafted):
    form = {one.html_name: one.value() for one in drafted.get(url("publish")).context["form"]}
    sends(drafted, url("notice"), lines=GOOD.replace("8日", "9日"), source="更正")
    SpecialDay.objects.filter(day=date(2027, 1, 3)).delete()
    page = drafted.post(url("publish"), **form, confirm="1")
    assert "请重新核对后公布" in told(page)[-1]
    assert not CalendarYear.objects.get(year=2027).published


def test_a_year_without_days_is_not_published(keeper):
    page = keeper.get(url("publish"))
    assert "请先登记2027年的放假安排" in told(page)[0]


def test_a_single_day_of_a_published_year_is_corrected_and_taken_back(keeper, here):
    day = date(2026, 12, 1)
    answers = {"day": "2026-12-01", "working": "rest", "name": "临时放假", "source": "通知"}
    sends(keeper, url("day", 2026), **answers)
    assert not calendar_of(here.body.pk).is_workday(day)
    page = keeper.get(url("drop_day", 2026, "2026-12-01"))
    form = {one.html_name: one.value() for one in page.context["form"]}
    keeper.post(url("drop_day", 2026, "2026-12-01"), **form, confirm="1")
    assert calendar_of(here.body.pk).is_workday(day)


def test_a_local_day_holds_here_and_below_and_nowhere_else(here, county, elsewhere, office):
    festival = {"day": "2027-04-15", "working": "rest", "name": "州庆", "source": "州条例"}
    sends(Person(office), url("local"), **festival)
    day = date(2027, 4, 15)
    assert not calendar_of(here.body.pk).is_workday(day)
    assert not calendar_of(county.body.pk).is_workday(day)
    assert calendar_of(elsewhere.body.pk).is_workday(day)


def test_a_county_may_work_on_the_prefectures_day(here, county, office):
    festival = {"day": "2027-04-15", "working": "rest", "name": "州庆", "source": "州条例"}
    sends(Person(office), url("local"), **festival)
    work = festival | {"working": "work", "name": "县里上班"}
    sends(Person(county.office), url("local"), **work)
    assert calendar_of(county.body.pk).is_workday(date(2027, 4, 15))
    assert not calendar_of(here.body.pk).is_workday(date(2027, 4, 15))


def test_a_county_has_the_days_of_the_top(drafted, county):
    form = {one.html_name: one.value() for one in drafted.get(url("publish")).context["form"]}
    drafted.post(url("publish"), **form, confirm="1")
    assert calendar_of(county.body.pk).is_workday(date(2027, 2, 20))
    assert calendar_of(county.body.pk).is_sure(date(2027, 2, 9))


def test_only_the_administrator_of_the_top_keeps_the_notice(here, county, keeper, office):
    county_admin = factories.person(county, Role.SYSADMIN)
    for seat in (office, county_admin):
        for name in ("notice", "publish", "day"):
            assert Person(seat).get(url(name)).status_code == 403
    assert keeper.get(url("local")).status_code == 403
    assert Person(office).get(url("year", 1900)).status_code == 404
