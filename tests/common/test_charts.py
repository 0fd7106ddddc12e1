"""Charts: each bar is told in words, its pieces are as long as what they count."""

from django.template import Context, Template

from common.charts import Bar, Piece, drawn

BARS = [
    Bar("桐汀镇", [Piece("已落实", 3, "ok"), Piece("逾期", 1, "late")]),
    Bar("云台镇", [Piece("已落实", 2, "ok"), Piece("逾期", 0, "late")]),
    Bar("石门乡", []),
]


def test_the_longest_bar_has_the_whole_width_and_the_others_their_part():
    rows = drawn(BARS)["rows"]
    widths = [[piece["width"] for piece in row["pieces"]] for row in rows]
    assert widths == [["75.00", "25.00"], ["50.00"], []]
    assert [piece["x"] for piece in rows[0]["pieces"]] == ["0.00", "75.00"]


def test_what_is_drawn_is_said_and_only_what_occurs_is_in_the_legend():
    chart = drawn(BARS)
    assert [row["words"] for row in chart["rows"]] == ["已落实 3，逾期 1", "已落实 2", "没有"]
    assert chart["legend"] == [("ok", "已落实"), ("late", "逾期")]
    assert drawn(BARS[1:])["legend"] == [("ok", "已落实")]


def test_the_picture_has_a_name_a_description_and_its_words():
    page = Template("{% load charts %}{% chart 1 '各乡镇' '每行一个乡镇' bars %}")
    words = page.render(Context({"bars": BARS}))
    assert 'role="img"' in words
    assert 'aria-labelledby="chart1' in words
    for told in ("各乡镇", "每行一个乡镇", "桐汀镇", "已落实 3，逾期 1"):
        assert told in words
    assert "style=" not in words
