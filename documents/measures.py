"""The sheet of GB/T 9704-2012: sizes in millimetres and points, and the names of its fonts."""

from __future__ import annotations

# 5.1–5.2: A4; 天头 37, 订口 28, 版心 156 × 225 (each ± 1).
WIDE, HIGH = 210, 297
TOP, LEFT = 37, 28
TEXT_WIDE, TEXT_HIGH = 156, 225
RIGHT, BOTTOM = WIDE - LEFT - TEXT_WIDE, HIGH - TOP - TEXT_HIGH
FOOT = 23  # 7.5: the page number's line stands 7 below the 版心
# 5.2.2–5.2.3: 22 lines of 28 characters of 三号.
LINE = 28.95  # points
GRID_LINE, GRID_SIGN = 579, -849  # twentieths of a point, 4096ths of a point
CLOSER_SIGN = -6  # twentieths of a point: 28 fit without a grid too
CLOSER = round(GRID_SIGN / 4096, 3)  # points between two characters, so that 28 fit

HEAD_SIZE, HEAD_LINE = 30.0, 46.0  # 发文机关标志: smaller than the title page's 小初
TWO, THREE, FOUR = 22.0, 16.0, 14.0  # 二号, 三号, 四号, in points
RED = "FF0000"

TITLE, BODY, HEAD, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif CJK JP")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
# What stands in where a machine has not bought the font of that name: nothing is left blank.
LIKE: dict[str, tuple[str, ...]] = {
    TITLE: ("小标宋", "FZXiaoBiaoSong-B05S", "STZhongsong", *SERIF, *SANS),
    BODY: ("仿宋", "FangSong", "STFangsong", *SERIF, *SANS),
    HEAD: ("SimHei", "STHeiti", *SANS, *SERIF),
    KAI: ("楷体", "KaiTi", "STKaiti", *SERIF, *SANS),
    SONG: ("SimSun", "STSong", *SERIF, *SANS),
}
THICK = frozenset({TITLE})  # drawn bold where only an ordinary serif stands in


def family(name: str) -> str:
    """The CSS list of fonts for one that is named in a Word file."""
    names = (name, *LIKE.get(name, (*SERIF, *SANS)), "DejaVu Sans")
    return ", ".join(f'"{one}"' for one in names)
