"""How the text of a proposal is made readable without losing a character of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.reading_text import Section, plain, read_body, read_title, sections, visible


def _texts(raw: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(section.title, section.paragraphs) for section in read_body(raw)]


def _kept(parts: tuple[Section, ...]) -> str:
    return "".join(visible(part.written + "".join(part.paragraphs)) for part in parts)


def test_headings_that_run_together_are_set_apart() -> None:
    assert _texts("调研情况：路很差。问题分析：没人修。具体建议：1、修。2、管。") == [
        ("调研情况", ("路很差。",)),
        ("问题分析", ("没人修。",)),
        ("建议", ("1、修。", "2、管。")),
    ]


def test_headings_on_their_own_lines_and_with_numbers_are_recognised() -> None:
    assert _texts("一、基本情况\n路很差。\n二、存在问题：\n没人修。\n三、建议\n修。") == [
        ("调研情况", ("路很差。",)),
        ("问题分析", ("没人修。",)),
        ("建议", ("修。",)),
    ]


def test_a_form_heading_is_found_even_where_the_writer_forgot_his_full_stop() -> None:
    titles = [title for title, _ in _texts("调研情况：实地调研问题分析：没人修具体建议：修。")]
    assert titles == ["调研情况", "问题分析", "建议"]


@pytest.mark.parametrize(
    "raw",
    ["为此，我们建议：修路。", "现提出以下具体建议：修路。", "路的问题分析如下，建议尽快修。"],
)
def test_the_same_words_inside_a_sentence_are_no_heading(raw: str) -> None:
    assert _texts(raw) == [(None, (raw,))]


def test_a_heading_that_stands_twice_opens_one_section_and_loses_nothing() -> None:
    raw = "具体建议：要综合施策。具体建议：一是管。"
    assert [title for title, _ in _texts(raw)] == ["建议"]
    assert _kept(read_body(raw)) == raw


def test_a_text_without_headings_is_one_untitled_section() -> None:
    assert _texts("路不平。\n灯不亮。") == [(None, ("路不平。", "灯不亮。"))]


def test_lines_broken_by_a_pages_edge_are_joined_again() -> None:
    line = "这条路从县城一直通到最远的那个自然村沿途经过六个村民小组"
    raw = "\n".join([line] * 6) + "，全长 12\n公里。\n第二段从这里开始。"
    assert _texts(raw) == [(None, (line * 6 + "，全长 12公里。", "第二段从这里开始。"))]


def test_a_short_heading_keeps_its_own_line() -> None:
    raw = "1、休息站普及不够\n经走访发现，土地匮乏。"
    assert _texts(raw) == [(None, ("1、休息站普及不够", "经走访发现，土地匮乏。"))]


def test_a_line_broken_after_a_comma_is_one_sentence() -> None:
    assert _texts("路不平，\n灯不亮。") == [(None, ("路不平，灯不亮。",))]


@pytest.mark.parametrize(
    ("raw", "read_as"),
    [
        ("2019\u00a0年，全\u3000省 有 3 个 APP\u00a0Store 。", "2019 年，全省有 3 个 APP Store。"),
        ("占比 25.1% 、41.5% 和 7. 8%", "占比 25.1%、41.5%和 7. 8%"),
        ("泄漏检测（Leak\u00a0 Detection And\nRepair）", "泄漏检测（Leak Detection And Repair）"),
    ],
)
def test_blanks_go_except_where_numbers_and_latin_words_need_them(raw: str, read_as: str) -> None:
    assert _texts(raw) == [(None, (read_as,))]


@pytest.mark.parametrize(
    "raw",
    [
        "开支如下：1.5万元用于修路。",
        "要推动融合。一、二、三产业都要参与。",
        "时间为：8:30、9:30两班。",
        "见文件第（一）项规定。",
        "《关于修路的意见（一）》已印发。",
    ],
)
def test_a_number_that_only_looks_like_a_list_opens_no_paragraph(raw: str) -> None:
    assert _texts(raw) == [(None, (raw,))]


def test_a_title_keeps_the_space_between_its_two_halves() -> None:
    assert (
        read_title("政府与社会资本合作 \u3000 助力\u00a0，乡村 ") == "政府与社会资本合作 助力，乡村"
    )


def test_the_stored_text_has_each_heading_alone_on_its_line() -> None:
    stored = plain(read_body("调研情况：路很差。具体意见：修。"))
    assert stored == "【调研情况】\n路很差。\n【建议】\n修。"
    assert [section.title for section in sections(stored)] == ["调研情况", "建议"]


WORDS = [
    "调研情况",
    "问题分析",
    "具体建议",
    "建议",
    "【建议】",
    "：",
    ":",
    "。",
    "，",
    "一、",
    "（二）",
]
PIECES = [
    *WORDS,
    "1.",
    "2、",
    "路",
    "修好",
    "A",
    "7",
    "\n",
    "\r\n",
    " ",
    "\u00a0",
    "\u3000",
    "\u2028",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_no_text_whatever_loses_a_visible_character_or_its_order(raw: str) -> None:
    assert _kept(read_body(raw)) == visible(raw)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_every_stored_text_is_read_back_as_it_was(raw: str) -> None:
    parts = read_body(raw)
    assert sections(plain(parts)) == parts


def test_the_longest_permitted_text_full_of_blanks_is_read_in_a_moment() -> None:
    raw = "路\u00a0 " * 40_000
    assert visible("".join(read_body(raw)[0].paragraphs)) == "路" * 40_000
