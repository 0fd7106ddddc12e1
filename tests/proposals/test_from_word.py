"""起草、代录 from Word: recognised, looked over, kept as drafts; harm is refused in plain words."""

import csv
import io
import time
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from common.files import FileError
from proposals import services
from proposals.models import Draft, Proposal
from proposals.reading_text import plain, read_body, visible
from proposals.reading_word import label_of, read_word
from tests.browsing import Person, told
from tests.factories import hand
from tests.papers import bomb, legacy, package

PAGE = reverse("proposals:word")
REAL = Path(__file__).parents[3] / "shared" / "data" / "proposals_2019.csv"
TITLE = "关于改善城区小学门前交通秩序的提案"
TEXT = [
    "调研情况：校门前车辆拥堵。",
    "问题分析：没有临时停靠区。",
    "建议：一、增设护学岗。",
    "二、划定停靠区。",
]
BODY = (
    "【调研情况】\n校门前车辆拥堵。\n【问题分析】\n没有临时停靠区。\n"
    "【建议】\n一、增设护学岗。\n二、划定停靠区。"
)


def saved(paper):
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def in_lines(*lines):
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    return saved(paper)


def as_form(*rows, after=()):
    """A table of the form's layout: a row of cells each, shorter rows merged to the right."""
    paper = Document()
    wide = max(map(len, rows))
    table = paper.add_table(rows=len(rows), cols=wide)
    for place, row in enumerate(rows):
        cells = table.rows[place].cells
        if len(row) < wide:
            cells[len(row) - 1].merge(cells[-1])
        for cell, words in zip(cells, row, strict=False):
            cell.text = words
    for line in after:
        paper.add_paragraph(line)
    return saved(paper)


LAYOUTS = {
    "lines": in_lines(
        "政协彩云州第十一届委员会第五次会议提案", "", f"案　由：{TITLE}",
        "提案人：李示例　　界别：农业界　　联系电话：13800000000",
        "内容分类：教育事业类", *TEXT, "承办单位建议：州教育体育局、州公安局",
    ),
    "side by side": as_form(
        ["案  由", TITLE], ["提案人", "李示例", "界　别", "农业界"],
        ["联系电话（手机）", "13800000000", "内容分类", "教育事业"],
        ["提案内容", "\n".join(TEXT)], ["建议承办单位", "州教育体育局；州公安局"],
    ),
    "heads above": as_form(
        ["提案人", "界别", "联系电话", "类别"], ["李示例", "农业界", "13800000000", "教育事业"],
        [f"案由：{TITLE}"], ["建议承办单位：州教育体育局，州公安局"], ["\n".join(TEXT)],
    ),
    "title alone": in_lines(
        TITLE, "提案人：李示例  界别：农业界", "联系电话：13800000000  类别：教育事业",
        "希望承办单位：州教育体育局 州公安局", *TEXT,
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_usual_layouts_say_the_same(layout):
    found = read_word(LAYOUTS[layout], "提案.docx")
    assert found.said["title"] == TITLE
    assert found.said["proposer"] == "李示例"
    assert found.said["sector"] == "农业界"
    assert found.said["phone"] == "13800000000"
    assert found.said["category"].startswith("教育事业")
    assert {"州教育体育局", "州公安局"} <= set(
        found.said["units"].replace("；", "、").replace("，", "、").replace(" ", "、").split("、")
    )
    assert found.body == BODY
    assert found.doubts == []


def test_words_of_the_text_are_not_taken_for_labels():
    text = "建议由州公安局牵头。联系电话：在校门口公布，内容：上下学时段安排。"
    found = read_word(in_lines(TITLE, "一、现状", "车多。", text, "提案人：李示例"), "a.docx")
    assert text in found.body
    assert found.said["proposer"] == "李示例"
    assert "phone" not in found.said


@pytest.mark.prove
def test_real_proposals_are_read_whole_in_every_layout():
    if not REAL.exists():
        pytest.skip("旁边没有真实提案数据 proposals_2019.csv，跳过真实数据的检验。")
    for row in csv.DictReader(io.StringIO(REAL.read_text("utf-8-sig"))):
        title, body = row["案由"], "".join(c for c in row["内容"] if c >= " " or c == "\n")
        papers = (
            in_lines(f"案由：{title}", "提案人：某某", *body.split("\n")),
            as_form(["案由", title], ["提案人", "某某", "界别", "农业"], ["正文", body]),
            in_lines(title, *body.split("\n")),
        )
        for data in papers:
            found = read_word(data, "提案.docx")
            assert visible(found.said["title"]) == visible(title)
            assert visible(found.body) == visible(plain(read_body(body)))


def test_a_table_inside_a_table_is_read_once():
    paper = Document()
    inside = paper.add_table(rows=1, cols=1).rows[0].cells[0].add_table(rows=2, cols=2)
    for row, (label, words) in zip(
        inside.rows, [("案由", TITLE), ("正文", "\n".join(TEXT))], strict=True
    ):
        row.cells[0].text, row.cells[1].text = label, words
    found = read_word(saved(paper), "a.docx")
    assert (found.said["title"], found.body) == (TITLE, BODY)


def test_no_text_of_brackets_keeps_the_server_busy():
    """Looked through for notes in brackets, this one took a quarter of an hour."""
    began = time.process_time()
    assert label_of("（" * 200_000) is None
    assert label_of("联系电话（办公、手机）：") == "phone"
    assert time.process_time() - began < 1


def test_what_is_missing_is_told():
    doubts = read_word(in_lines("随便写的几句话。"), "a.docx").doubts
    assert [one.partition("，")[0] for one in doubts] == ["没有认出案由", "没有认出“建议”部分"]
    assert "没有认出正文" in "".join(read_word(in_lines(TITLE), "a.docx").doubts)


def doctored(**parts):
    """A real file with other parts in it."""
    out = io.BytesIO(in_lines(TITLE, *TEXT))
    with zipfile.ZipFile(out, "a") as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha">]><x>&a;</x>'
HOSTILE = {
    "zip bomb": (bomb(), "过大"),
    "large part": (doctored(word__extra=b" " * (9 * 1024 * 1024)), "内部过于复杂"),
    "entities": (doctored(word__extra=ENTITY), "不应有的内容"),
    "entities in utf-16": (doctored(word__extra=ENTITY.decode().encode("utf-16")), "不应有"),
    "macros": (package("docm", word__document=b"<x/>"), "含有宏"),
    "old Word renamed": (legacy("WordDocument"), "另存为 .docx"),
    "a table": (package("xlsx"), "只能识别 Word 文件"),
    "a PDF": (b"%PDF-1.7\n%%EOF", "只能识别 Word 文件"),
    "50 MB": (b"PK" + bytes(50 * 1024 * 1024), "超过 20 MB"),
    "spoilt": (package("docx", word__document=b"<w"), "打不开"),
    "empty": (b"", "空的"),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_harm_is_refused_with_advice(harm):
    data, words = HOSTILE[harm]
    with pytest.raises(FileError, match=words):
        read_word(data, "提案.docx")


def files(**named):
    return [SimpleUploadedFile(f"{name}.docx", data) for name, data in named.items()]


def shown(page):
    """What the browser would send of the preview as it is shown."""
    sheets = page.context["sheets"]
    words = {f"sheets-{name}": sheets.management_form[name].value()
             for name in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip
    for form in sheets.forms:
        words |= {bound.html_name: bound.value() or "" for bound in form}
    return words


def test_a_member_looks_it_over_and_has_a_draft_and_no_proposal(member, education, police):
    person = Person(member)
    page = person.post(PAGE, papers=files(提案=LAYOUTS["lines"]))
    assert page.status_code == 200
    assert not Draft.objects.exists()
    text = page.content.decode()
    assert "文件写的提案人是“李示例”" in text
    assert "13800000000" in text
    words = shown(page) | {"sheets-0-title": "关于改善小学门前秩序的提案"}
    kept = person.post(PAGE, **words)
    draft = Draft.objects.get()
    assert kept["Location"] == reverse("proposals:draft", args=[draft.uid])
    assert (draft.title, draft.body) == ("关于改善小学门前秩序的提案", BODY)
    assert draft.category.label == "教育事业"
    assert set(draft.units.all()) == {education, police}
    assert draft.member == member.member
    person.post(PAGE, **words)
    assert Draft.objects.count() == 1
    assert not Proposal.objects.exists()


def test_the_office_enters_several_at_once(office, member, other_member, education, police):
    one, other = member.member.name, other_member.member.name
    made = {
        "甲": in_lines(TITLE, f"提案人：{one}", "类别：教育事业", *TEXT),
        "乙": in_lines("关于种树的提案", f"提案人：{other}等3人", "类别：林业", *TEXT),
        "丙": legacy("WordDocument"),
    }
    person = Person(office)
    page = person.post(PAGE, papers=files(**made))
    text = page.content.decode()
    assert "丙.docx：这是旧版 Word" in text
    assert "词典中没有类别“林业”" in text
    words = shown(page)
    assert [words[f"sheets-{n}-proposer"] for n in (0, 1)] == [
        f"m{member.member_id}", f"m{other_member.member_id}"
    ]  # fmt: skip
    kept = person.post(PAGE, **words)
    assert kept["Location"] == reverse("proposals:drafts")
    assert told(kept) == ["已存为2件草稿，尚未提交，请逐件核对后提交"]
    assert {(one.member.name, one.title) for one in Draft.objects.all()} == {
        (one, TITLE), (other, "关于种树的提案")
    }  # fmt: skip


def test_what_is_wrong_in_the_preview_is_told_and_nothing_is_kept(office, member):
    person = Person(office)
    page = person.post(PAGE, papers=files(甲=in_lines(TITLE, *TEXT), 乙=in_lines(TITLE, "别的话")))
    assert "没有认出提案人" in page.content.decode()
    words = shown(page) | {
        "sheets-1-units": "州不存在局",
        "sheets-0-proposer": f"m{member.member_id}",
    }
    again = person.post(PAGE, **words)
    assert again.status_code == 422
    assert "名册中没有“州不存在局”" in again.content.decode()
    assert not Draft.objects.exists()
    del words["sheets-1-take"]
    assert person.post(PAGE, **words).status_code == 302
    assert Draft.objects.get().title == TITLE


def test_the_office_keeps_nothing_in_nobodys_name(office):
    """Also where the registers hold nobody yet."""
    person = Person(office)
    page = person.post(PAGE, papers=files(甲=in_lines(TITLE, *TEXT)))
    assert person.post(PAGE, **shown(page)).status_code == 422
    with pytest.raises(ValidationError, match="请选择提案人"):
        services.draft_as_read(by=hand(office), title=TITLE, body=BODY)
    assert not Draft.objects.exists()


def test_nothing_chosen_or_too_many_is_said(member):
    person = Person(member)
    assert person.post(PAGE).status_code == 422
    many = [SimpleUploadedFile(f"{n}.docx", b"x") for n in range(21)]
    page = person.post(PAGE, papers=many)
    assert "一次最多20个文件" in page.content.decode()
    hostile = person.post(PAGE, papers=files(旧=legacy("WordDocument")))
    assert hostile.status_code == 422
    assert "另存为 .docx" in hostile.content.decode()
