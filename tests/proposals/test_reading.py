"""Proposals read from an office's table: invented rows, and the 436 real ones."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from common.tables import TableError, read
from proposals.reading import read_proposals, source_key
from proposals.reading_text import Section, plain, read_body, sections, visible

REAL = Path(__file__).parents[3] / "shared" / "data" / "proposals_2019.csv"
HEADER = "提案号,年度,提交时间,案由,类别,提案形式,集体提案者,联名人数,内容,提案人,联名人"
PLAIN = {
    "number": "",
    "year": "2026",
    "at": "",
    "title": "关于修路的建议",
    "category": "城乡建设",
    "form": "个人",
    "organisation": "",
    "count": "",
    "body": "路不平。",
    "proposer": "",
    "names": "",
}


def _file(*rows: dict[str, str]) -> bytes:
    lines = [",".join(f'"{cell}"' for cell in {**PLAIN, **row}.values()) for row in rows]
    return "\n".join([HEADER, *lines, ""]).encode()


def _reading(*rows: dict[str, str]):
    return read_proposals(read(_file(*rows)))


def _kept(parts: tuple[Section, ...]) -> str:
    return "".join(visible(part.written + "".join(part.paragraphs)) for part in parts)


def test_a_full_row_is_read_as_the_office_wrote_it() -> None:
    row = {
        "number": "0007",
        "at": "2026-01-12 16:04:48",
        "title": "关于 修路\n的建议",
        "form": "联名",
        "count": "2",
        "proposer": "张三",
        "names": "李四、王五",
    }
    (proposal,) = _reading(row).good
    assert (proposal.row, proposal.number, proposal.year) == (2, "0007", 2026)
    assert (proposal.form, proposal.co_signers) == ("joint", 2)
    assert proposal.proposers == ("张三", "李四", "王五")
    assert proposal.submitted_at is not None
    assert proposal.submitted_at.isoformat() == "2026-01-12T16:04:48+08:00"
    assert proposal.submitted_at.utcoffset() == timedelta(hours=8)
    assert proposal.body == "路不平。"


@pytest.mark.parametrize("written", ["2026-1-5", "2026/01/05", "2026年1月5日", "2026.1.5"])
def test_a_date_may_be_written_in_every_usual_way(written: str) -> None:
    (proposal,) = _reading({"at": written}).good
    assert proposal.submitted_at is not None
    assert proposal.submitted_at.date().isoformat() == "2026-01-05"


@pytest.mark.parametrize(
    ("row", "field", "advice"),
    [
        ({"title": "　"}, "案由", "没有填写案由"),
        ({"title": "长" * 201}, "案由", "201 字，最多 200 字"),
        ({"body": "\u00a0"}, "内容", "请补上正文"),
        ({"body": "调研情况：　问题分析："}, "内容", "请补上正文"),
        ({"body": "字" * 50_001}, "内容", "最多 50000 字"),
        ({"form": "口头"}, "提案形式", "个人、联名或集体"),
        ({"form": ""}, "提案形式", "个人、联名或集体"),
        ({"form": "集体"}, "集体提案者", "没有写明提案单位"),
        ({"count": "3"}, "提案形式", "请改为联名"),
        ({"form": "联名", "count": "几"}, "联名人数", "请写数字"),
        ({"form": "联名", "count": "3", "names": "李四"}, "联名人数", "有 1 位"),
        ({"year": "一九"}, "年度", "四位数字"),
        ({"at": "2026-02-30"}, "提交时间", "2019-01-12"),
        ({"at": "去年冬天"}, "提交时间", "不是时间"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_read(
    row: dict[str, str], field: str, advice: str
) -> None:
    reading = _reading({"number": "1"}, {"number": "2", **row})
    (complaint,) = reading.bad
    assert (complaint.row, complaint.field) == (3, field)
    assert advice in complaint.reason
    assert [proposal.number for proposal in reading.good] == ["1"]


def test_of_a_long_cell_a_fault_tells_as_much_as_finds_it_again() -> None:
    long = "长" * 5_000
    told = _reading(PLAIN | dict.fromkeys(("number", "year", "at", "form", "count"), long)).bad
    assert {f"“{'长' * 40}…”不是" in bad.reason for bad in told[1:]} == {True}
    assert max(len(bad.reason) for bad in told) < 100


def test_all_faults_of_one_row_are_told_at_once() -> None:
    assert len(_reading({"title": "", "form": "", "body": "", "at": "x"}).bad) == 4


def test_a_number_given_twice_is_an_error_however_it_is_written() -> None:
    reading = _reading({"number": "0007"}, {"number": "7"}, {"number": "7", "year": "2025"})
    assert [str(bad) for bad in reading.bad] == [
        "第 3 行“提案号”：“7”与第 2 行重复，请核对后改正。"
    ]
    assert [proposal.row for proposal in reading.good] == [2, 4]


def test_the_same_row_pasted_twice_is_taken_once() -> None:
    reading = _reading({}, {"body": "路 不平。"})
    assert [(bad.row, bad.field) for bad in reading.bad] == [(3, "整行")]


def test_a_repeated_title_is_a_flag_and_no_error() -> None:
    reading = _reading({"number": "1"}, {"number": "2", "title": "关于 修路的建议"})
    assert [proposal.repeats for proposal in reading.good] == [(3,), (2,)]
    assert reading.bad == ()


def test_a_file_without_its_needed_columns_is_refused_naming_them() -> None:
    with pytest.raises(TableError, match="缺少这些列：提案形式、内容。现有的列是：“标题”、“编号”"):
        read_proposals(read("标题,编号\n修路,1\n".encode()))


def test_other_offices_names_for_the_columns_are_understood() -> None:
    data = "编号,题目,提案类型,正文,第一提案人\n3,修路,个人提案,路不平。,张三\n".encode()
    (proposal,) = read_proposals(read(data)).good
    assert (proposal.number, proposal.title, proposal.proposers) == ("3", "修路", ("张三",))
    assert proposal.year is None


def test_a_row_has_the_same_key_whether_a_csv_or_a_spreadsheet_brought_it() -> None:
    assert source_key(2019, "0001", "甲", "乙") == source_key(2019, "1", "另题", "另文")
    assert source_key(2019, "1", "甲", "乙") != source_key(2020, "1", "甲", "乙")
    assert source_key(None, "1", "甲", "乙 丙") == source_key(None, "", "甲", "乙\u00a0丙")
    assert source_key(None, "", "甲", "乙") != source_key(None, "", "甲乙", "")


# The 436 real proposals


@pytest.fixture(scope="module")
def real():
    if not REAL.exists():
        pytest.skip("旁边没有真实提案数据 proposals_2019.csv，跳过真实数据的检验。")
    return read(REAL.read_bytes())


def test_exactly_436_real_proposals_are_read_and_none_is_bad(real) -> None:
    reading = read_proposals(real)
    assert (len(reading.good), reading.bad) == (436, ())
    assert len({proposal.source_key for proposal in reading.good}) == 436
    assert Counter(p.form for p in reading.good) == Counter(individual=268, collective=86, joint=82)


def test_the_one_title_that_two_real_proposals_share_is_flagged(real) -> None:
    flagged = {p.title: p.repeats for p in read_proposals(real).good if p.repeats}
    assert list(flagged) == ["关于推进江苏高校内涵发展的几点建议"]


def test_the_sections_of_the_real_proposals_are_recognised_where_they_stand(real) -> None:
    shapes = Counter(tuple(s.title for s in p.sections) for p in read_proposals(real).good)
    assert shapes == {
        ("调研情况", "问题分析", "建议"): 423,
        (None,): 11,
        (None, "问题分析", "建议"): 2,
    }


def test_no_real_text_loses_a_character_and_each_is_read_back(real) -> None:
    body = real.header.index("内容")
    for row in real.rows:
        parts = read_body(row.cells[body])
        assert _kept(parts) == visible(row.cells[body]), row.number
        assert sections(plain(parts)) == parts, row.number


def test_hardly_any_paragraph_of_the_real_texts_looks_torn(real) -> None:
    paragraphs = [q for p in read_proposals(real).good for s in p.sections for q in s.paragraphs]
    torn = [q for q in paragraphs if q[0] in "，、。；：！？）”》%" or "  " in q or "\u00a0" in q]
    unended = [q for q in paragraphs if len(q) > 40 and q[-1] not in "。！？；：!?;:…”》）)\"'"]
    assert torn == []
    assert len(paragraphs) > 3_500
    assert len(unended) <= 20
