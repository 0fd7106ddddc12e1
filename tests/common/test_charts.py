"""Charts are for everybody: a name, a description, every number in words, never colour alone."""

from __future__ import annotations

import re

from django.template import Context, Template

from common.charts import Bar, Piece
from common.charts import drawn as measured

BARS = [
    Bar("社会建设", [Piece("立案", 3, "ok"), Piece("并入", 1, "link"), Piece("其他", 0, "none")]),
    Bar("<b>文化", [Piece("立案", 0, "ok"), Piece("并入", 2, "link")]),
]


def drawn(bars):
    text = "{% load charts %}{% chart 1 title about bars %}"
    context = {"title": "按领域", "about": "每一条是收到的提案", "bars": bars}
    return Template(text).render(Context(context))


def test_a_chart_is_one_picture_with_its_name_and_all_its_numbers_in_words():
    shown = drawn(BARS)
    named = re.search(r'<svg[^>]*role="img" aria-labelledby="(\S+) (\S+)"', shown)
    title, told = (re.search(rf'id="{one}">([^<]*)<', shown)[1] for one in named.groups())
    assert title == "按领域"
    assert told == "每一条是收到的提案。社会建设：立案 3，并入 1；&lt;b&gt;文化：并入 2"
    for words in ("立案 3，并入 1", "并入 2"):  # beside each bar too, for who sees it
        assert f">{words}</tspan>" in shown


def test_what_a_colour_means_is_told_by_a_pattern_and_a_word_too():
    shown = drawn(BARS)
    assert shown.count('fill="url(#chart1-link)"') == 3  # two pieces and the key
    assert [label for _, label in re.findall(r"(</svg>)(立案|并入|其他)</span>", shown)] == [
        "立案", "并入",
    ]  # fmt: skip
    assert "style=" not in shown  # the pages' policy would not let it


def test_of_nothing_a_chart_says_so():
    shown = drawn([Bar("文化", [Piece("立案", 0, "ok")])])
    assert "文化：没有" in shown
    assert "<rect class" not in shown.partition("</defs>")[2]


def test_the_longest_bar_has_the_whole_width_and_the_others_their_part():
    rows = measured(BARS)["rows"]
    widths = [[piece["width"] for piece in row["pieces"]] for row in rows]
    assert widths == [["75.00", "25.00"], ["50.00"]]
    assert [piece["x"] for piece in rows[0]["pieces"]] == ["0.00", "75.00"]
