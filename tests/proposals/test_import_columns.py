"""Old ledgers with columns of their own: guessed, put right, remembered; a report for each row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.tables import Row, Table, read
from proposals.column_map import guessed
from proposals.models import LedgerColumns, Proposal
from proposals.services.importing_columns import remember_columns, remembered
from tests import factories
from tests.browsing import Person, told
from tests.factories import hand
from tests.proposals.test_import import HEADER as TEMPLATE
from tests.proposals.test_import import line

PAGE = reverse("import_proposals")
TEXT = "建议在学校门口设置护学岗，划定临时停靠区，放学时段由交警疏导。" * 3
LEDGER = (
    "序号,年份（届）,收到日期,提案题目,提案者,附议人,承办,提案内容摘要",
    f"1,2019,2019-01-12,关于护学岗的提案,李示例,,教育局,{TEXT}",
    f"2,2019,2019-01-13,关于种树的提案,王示例,赵示例、钱示例,林草局,{TEXT}种树",
    "3,2019,2019-01-14,,周示例,,林草局,没有案由的一行",
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(office):
    return Person(office)


def sent(desk, *lines, name="台账.csv"):
    file = SimpleUploadedFile(name, "\n".join([*lines, ""]).encode("gb18030"), "text/csv")
    return desk.post(PAGE, file=file)["Location"]


def shown(page):
    return {bound.name: bound.value() or "" for bound in page.context["form"]}


def sheet(page):
    """Each line: row, number, title, result, why."""
    return [row.cells for row in read(page.content).rows]


def test_the_columns_are_guessed_by_name_and_by_what_stands_in_them():
    rows = (Row(2, ("1", "2019", "关于种树的提案", TEXT)),)
    places = guessed(Table(("案号", "年份（届）", "提案案由", "具体情况"), rows), {})
    assert places == {"number": 0, "year": 1, "title": 2, "body": 3}
    assert guessed(Table(("甲", "乙"), rows), {"乙": "title"})["title"] == 1


def test_a_ledger_is_mapped_previewed_and_comes_in_once(desk, here):
    columns = sent(desk, *LEDGER)
    assert columns.endswith("/columns/")
    page = desk.get(columns)
    guess = shown(page)
    assert {key: guess[key] for key in ("year", "submitted_at", "title", "proposer", "body")} == {
        "year": "1", "submitted_at": "2", "title": "3", "proposer": "4", "body": "7"
    }  # fmt: skip
    assert guess["co_signer_names"] == "5"
    assert "如：李示例" in page.content.decode()
    assert "请选择，或勾选下面的“按提案人推定”" in desk.post(columns, **guess).content.decode()
    preview = desk.post(columns, **guess | {"form_told": "on", "number": "0"})["Location"]
    text = desk.get(preview).content.decode()
    assert "第 4 行“案由”：没有填写案由，请补上。" in text
    assert not Proposal.objects.exists()
    before = sheet(desk.get(f"{preview}rows/"))
    assert [row[3] for row in before] == ["将导入", "将导入", "未导入"]
    done = desk.post(preview, skip_bad="on")
    assert told(done)[0] == "导入 2 件，已有 0 件，跳过有误的 1 行。"
    after = sheet(desk.get(f"{preview}rows/"))
    assert [(row[0], row[3]) for row in after] == [
        ("2", "已导入"),
        ("3", "已导入"),
        ("4", "未导入"),
    ]
    assert "没有填写案由" in after[2][4]
    kinds = Proposal.objects.order_by("number").values_list("proposer_kind", "cosigners")
    assert list(kinds) == [("member", 0), ("joint", 2)]


def test_the_same_ledger_again_is_known_and_its_columns_are_remembered(desk, here):
    other = ["案名,谁提的,说了什么,哪年", f"关于护学岗的提案,李示例,{TEXT},2019"]
    columns = sent(desk, *other)
    chosen = shown(desk.get(columns)) | {
        "title": "0", "proposer": "1", "body": "2", "year": "3",
        "form_told": "on", "day": "2019-01-10",
    }  # fmt: skip
    desk.post(desk.post(columns, **chosen)["Location"])
    assert Proposal.objects.get().submitted_at.year == 2019
    assert LedgerColumns.objects.get().labels["案名"] == "title"
    again = sent(desk, *other)
    guess = shown(desk.get(again))
    said = [guess[name] for name in ("title", "proposer", "body", "year")]
    assert said == ["0", "1", "2", "3"]
    more = {"form_told": "on", "day": "2019-01-10"}
    preview = desk.post(again, **guess | more)["Location"]
    assert [row[3] for row in sheet(desk.get(f"{preview}rows/"))] == ["已有"]
    assert Proposal.objects.count() == 1


def test_a_column_that_the_clerk_took_off_a_meaning_is_forgotten(here, office):
    rows = (Row(2, (TEXT, TEXT)),)
    for header, place in ((("内容", "备注"), 0), (("内容", "正文"), 1)):
        remember_columns(here.body, Table(header, rows), {"body": place}, by=hand(office))
    assert guessed(Table(("内容", "正文"), rows), remembered(here.body))["body"] == 1


def test_one_column_cannot_say_two_things_and_what_was_chosen_stays(desk, here):
    columns = sent(desk, *LEDGER)
    words = shown(desk.get(columns)) | {"number": "3", "form_told": "on"}
    page = desk.post(columns, **words)
    assert page.status_code == 422
    assert "这一列已对应“提案号”，请另选" in page.content.decode()
    assert page.context["form"]["number"].value() == "3"


def test_a_ledger_without_texts_comes_in_where_the_clerk_says_so(desk, here):
    columns = sent(desk, "年度,日期,题目,姓名", "2019,2019-01-12,关于种树的提案,李示例")
    words = shown(desk.get(columns)) | {"form_told": "on", "no_text": "on"}
    desk.post(desk.post(columns, **words)["Location"])
    assert Proposal.objects.get().body() == "（原台账未载正文）"


def test_the_template_needs_no_mapping_but_it_may_be_looked_at(desk, here):
    preview = sent(desk, TEMPLATE, line("1"))
    assert not preview.endswith("/columns/")
    assert f"{preview}columns/" in desk.get(preview).content.decode()
    assert shown(desk.get(f"{preview}columns/"))["title"] != ""


def test_who_comes_before_the_columns_were_told_is_asked_for_them(desk, here):
    columns = sent(desk, *LEDGER)
    preview = columns.removesuffix("columns/")
    for answer in (desk.get(preview), desk.get(f"{preview}rows/"), desk.post(preview)):
        assert answer["Location"] == columns


def test_an_upload_is_its_owners_own(desk, here):
    preview = sent(desk, *LEDGER)
    stranger = Person(factories.person(here, "office"))
    assert stranger.get(preview)["Location"] == PAGE
    assert stranger.get(preview.replace("columns", "rows"))["Location"] == PAGE
