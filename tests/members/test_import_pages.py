"""The office imports a table in the browser: upload, preview, confirm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from common import clock
from common.tables import TableError, read
from config.urls import urlpatterns as site
from members.models import Member, Role, Unit, User
from proposals.models import Proposal
from tests import factories
from tests.conftest import at_once
from tests.members.test_import_rolls import HEADER, LI, UNITS, ZHANG
from tests.proposals.test_import import HEADER as PROPOSALS
from tests.proposals.test_import import line

urlpatterns = [
    *site,
    path("imports/", include("members.urls_importing")),
    path("imports/", include("proposals.urls_importing")),
]
pytestmark = pytest.mark.urls(__name__)
KINDS = ("members", "units", "proposals")


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client, office):
    client.force_login(office.user)
    return client


def file(*lines: str, name="表.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([*lines, ""]).encode(), "text/csv")


def upload(desk, kind: str, *lines: str, **answers):
    return desk.post(reverse(f"import_{kind}"), {"file": file(*lines), **answers})


def previewed(desk, kind: str, *lines: str, **answers):
    """The address of the preview, and the page."""
    sent = upload(desk, kind, *lines, **answers)
    assert sent.status_code == 302, sent.content.decode()
    return sent.url, desk.get(sent.url)


def kept() -> list[str]:
    return default_storage.listdir("imports")[1]


def test_the_office_sees_what_would_come_and_nothing_has_come_yet(desk, here):
    other = line("2", "二", category="医卫体育")
    _, page = previewed(desk, "proposals", PROPOSALS, line("1"), other)
    text = page.content.decode()
    assert "2019年度（新建）" in text
    assert "第 2 行　1　关于修路的提案" in text
    assert "医卫体育" in text
    assert not Proposal.objects.exists()


def test_what_the_office_confirms_comes_in_and_the_file_goes(desk, here):
    url, _ = previewed(desk, "proposals", PROPOSALS, line("1"))
    page = desk.post(url, follow=True)
    assert "导入 1 件，已有 0 件。" in page.content.decode()
    assert Proposal.objects.get().number == 1
    assert kept() == []


def test_pressing_twice_is_one_import_with_the_same_answer(desk, here):
    url, _ = previewed(desk, "proposals", PROPOSALS, line("1"))
    answers = [desk.post(url, follow=True).content.decode() for _ in range(2)]
    assert all("导入 1 件，已有 0 件。" in answer for answer in answers)
    assert Proposal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_are_one_import_with_the_same_answer(desk, here):
    url, _ = previewed(desk, "proposals", PROPOSALS, line("1"))

    def press(_):
        person = Client()
        person.cookies = desk.cookies
        return person.post(url, follow=True).content.decode()

    answers = at_once(8, press)
    assert ["导入 1 件，已有 0 件。" in answer for answer in answers] == [True] * 8
    assert Proposal.objects.count() == 1


def test_a_file_with_a_bad_row_comes_in_only_without_that_row(desk, here):
    url, page = previewed(desk, "proposals", PROPOSALS, line("1"), line("2", "二", form="口头"))
    assert "第 3 行“提案形式”" in page.content.decode()
    refused = desk.post(url)
    assert refused.status_code == 422
    assert "请勾选跳过" in refused.content.decode()
    assert not Proposal.objects.exists()
    desk.post(url, {"skip_bad": "on"})
    assert Proposal.objects.count() == 1


def test_the_proposals_can_be_put_into_a_session_that_the_office_chooses(desk, here):
    previewed_at, _ = previewed(
        desk, "proposals", PROPOSALS, line("1"), session=str(here.session.pk)
    )
    desk.post(previewed_at)
    assert Proposal.objects.get().session == here.session


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_another_kind_is_refused_where_it_was_sent(desk, here, kind):
    answers = {"term": str(here.term.pk)} if kind == "members" else {}
    page = upload(desk, kind, "甲,乙", "1,2", **answers)
    assert page.status_code == 422
    assert "表里缺少这些列" in page.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_press_without_a_file_is_told_so(desk, kind):
    assert desk.post(reverse(f"import_{kind}")).status_code == 422


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_can_be_filled_in_and_sent_back(desk, here, kind):
    response = desk.get(reverse(f"import_{kind}_template"))
    assert response["Content-Disposition"] == f'attachment; filename="{kind}.xlsx"'
    with pytest.raises(TableError, match="只有一行"):
        read(response.content)
    assert desk.get(reverse(f"import_{kind}")).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_office_finds_these_pages(client, here, director, member, kind):
    for address in (f"import_{kind}", f"import_{kind}_template"):
        assert client.get(reverse(address)).status_code == 302
    for seat in (director, member):
        client.force_login(seat.user)
        assert client.get(reverse(f"import_{kind}")).status_code == 403
        assert client.get(reverse(f"import_{kind}_template")).status_code == 403
        assert client.post(reverse(f"import_{kind}_preview", args=["x"])).status_code == 403
        client.logout()


def test_a_colleague_or_a_neighbour_cannot_confirm_what_somebody_else_uploaded(
    desk, client, here, elsewhere
):
    url, _ = previewed(desk, "proposals", PROPOSALS, line("1"))
    for seat in (factories.person(here, Role.OFFICE), elsewhere.office):
        client.force_login(seat.user)
        assert "预览已过期" in client.post(url, follow=True).content.decode()
    assert not Proposal.objects.exists()


def test_an_upload_of_one_kind_is_not_confirmed_as_another(desk, here):
    url, _ = previewed(desk, "units", UNITS, "县水务局,,政府系统,")
    assert desk.post(url.replace("units", "proposals")).status_code == 302
    assert not Unit.objects.exists()


def test_a_preview_is_forgotten_after_an_hour(desk, here, office):
    with clock.frozen(clock.now()) as start:
        url, _ = previewed(desk, "units", UNITS, "县水务局,,政府系统,")
    with clock.frozen(start + timedelta(minutes=61)):
        client_page = desk.post(url, follow=True).content.decode()
        assert "预览已过期，请重新上传文件。" in client_page
        previewed(desk, "units", UNITS, "县交通局,,政府系统,")
    assert len(kept()) == 1, "过期的文件应已删除"
    assert not Unit.objects.exists()


def test_first_passwords_are_shown_once_and_kept_nowhere(desk, here):
    row = "张三,,农业界,,,,,,A1,,zhang1"
    url, _ = previewed(desk, "members", HEADER, row, LI, term=str(here.term.pk))
    page = desk.post(url)
    shown = page.content.decode()
    assert "只在本页显示这一次" in shown
    assert page["Cache-Control"].count("no-store") == 1
    password = shown.partition("<code>")[2].partition("</code>")[0]
    assert User.objects.get(username="zhang1").check_password(password)
    again = desk.post(url, follow=True).content.decode()
    assert "初始密码只显示过一次" in again
    assert password not in again
    assert Member.objects.count() == 2


def test_known_members_are_brought_up_to_date_only_when_the_box_is_ticked(desk, here):
    term = {"term": str(here.term.pk)}
    desk.post(previewed(desk, "members", HEADER, ZHANG, **term)[0])
    moved = ZHANG.replace("农技站站长", "县一中校长")
    url, page = previewed(desk, "members", HEADER, moved, **term)
    assert "单位职务：农技站站长 → 县一中校长" in page.content.decode()
    assert "更新 0 人，保持原样 1 人" in desk.post(url, follow=True).content.decode()
    url, _ = previewed(desk, "members", HEADER, moved, **term)
    assert "更新 1 人" in desk.post(url, {"apply_changes": "on"}, follow=True).content.decode()
    assert Member.objects.get().employer == "县一中校长"


def test_a_term_of_the_neighbour_is_no_choice(desk, here, elsewhere):
    assert upload(desk, "members", HEADER, ZHANG, term=str(elsewhere.term.pk)).status_code == 422


def test_a_preview_costs_the_same_number_of_queries_for_a_long_table(desk, here):
    counts = []
    for many in (5, 60):
        lines = [line(str(n), f"第{n}件") for n in range(1, many + 1)]
        url = upload(desk, "proposals", PROPOSALS, *lines).url
        with CaptureQueriesContext(connection) as queries:
            desk.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
