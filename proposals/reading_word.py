"""A proposal from Word: what the usual layouts say, a table or lines, and what is doubtful."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from common.files import DOC, DOCX, FileError, inspect
from proposals.reading_text import plain, read_body, read_title

MOST_TEXT = 8 * 1024 * 1024  # bytes of one part inside the file
LONGEST_BODY = 50_000  # characters
NAMES = {
    "title": ("案由", "题目", "提案题目", "提案名称", "提案标题", "标题"),
    "proposer": ("提案人", "第一提案人", "提案者", "提案单位", "提案委员", "提案人姓名", "姓名"),
    "cosigners": ("联名人", "联名委员", "附议人", "联名提案人", "其他提案人"),
    "sector": ("界别", "所属界别", "所在界别"),
    "phone": ("联系电话", "电话", "手机", "手机号码", "手机号", "联系方式", "移动电话"),
    "category": ("内容分类", "类别", "提案类别", "分类", "提案分类"),
    "units": ("建议承办单位", "承办单位建议", "希望承办单位", "主办单位", "拟承办单位", "承办单位"),
    "body": ("正文", "提案内容", "提案正文", "内容", "提案内容及建议", "情况分析及建议"),
    "": ("通讯地址", "工作单位", "单位及职务", "职务", "邮编", "提交日期", "日期", "案号", "编号",
         "委员证号", "届次", "提案形式", "电子邮箱", "备注", "提案号", "工作单位及职务", "地址"),
}  # fmt: skip
LABELS = {label: name for name, labels in NAMES.items() for label in labels}
_BLANKS = re.compile(r"[\s\u3000]+")
_COLON = "[：:]"
_ONE = "|".join(
    r"[\s\u3000]*".join(map(re.escape, label)) for label in sorted(LABELS, key=len, reverse=True)
)
_INLINE = re.compile(
    rf"(?:^|(?<=[\s\u3000；;，,]))({_ONE})(?:[（(][^）)]{{0,20}}[）)])?[\s\u3000]*{_COLON}"
)
_TITLE = re.compile(r"^关于.{2,90}(?:提案|建议|意见)$")
_BARE_TITLE = re.compile(r"^(?![一二三四五六七八九十\d（(【]).{8,60}的(?:提案|建议|意见)$")
_ENDED = re.compile("[。！？；：:;!?]$|^[（(【]|^[一二三四五六七八九十]+、")
LONGEST_LINE = 60  # characters of a title that nothing marks as one
FIRST_LINES = 5  # among which a title stands that no label names
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SAID_LATE = ("units", "phone", "proposer", "cosigners", "sector", "category", "")
SHORT = 80  # characters of a label, and of what it can say on its line


@dataclass
class Found:
    """What one file says, as it says it."""

    name: str
    said: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    body: str = ""
    doubts: list[str] = field(default_factory=list)

    def hear(self, what: str, value: str) -> None:
        """The first word on a matter holds."""
        value = _BLANKS.sub(" ", value).strip(" ：:；;")
        if what and value:
            self.said.setdefault(what, value)


def read_word(data: bytes, name: str) -> Found:
    """FileError: why it can't be read, and what to do about it."""
    return recognised(parts_of(opened(data, name)), name)


def opened(data: bytes, name: str) -> Any:
    kind = inspect(data, name).kind
    if kind is DOC:
        raise FileError("这是旧版 Word（.doc）文件，请用 Word 或 WPS 打开，另存为 .docx 后再传。")
    if kind is not DOCX:
        raise FileError("只能识别 Word 文件（.docx），请另存为 .docx 后再传。")
    without_tricks(data)
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # a spoilt file fails in ways that python-docx doesn't name
        raise FileError("文件打不开，可能已损坏，请用 Word 或 WPS 重新保存后再传。") from error


def without_tricks(data: bytes) -> None:
    """No part of text beyond all measure, no declared entities in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if not part.lower().endswith((".xml", ".rels")):
                continue
            text = package.read(part)
            if len(text) > MOST_TEXT:
                raise FileError("文件内部过于复杂，请只保留提案的文字，重新保存后再传。")
            if _ENTITY.search(text.replace(b"\0", b"")):
                raise FileError("文件含有不应有的内容，请把文字复制到新文件中保存后再传。")


Cells = list[str]
Part = str | Cells  # a line, or the cells of a row of a table


def parts_of(paper: Any) -> Iterator[Part]:
    """Lines and rows as they stand one after the other; a merged cell comes once."""
    yield from inside(paper.element.body)


def inside(parent: Any) -> Iterator[Part]:
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            yield text_of(child)
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                yield [cell_text(cell) for cell in row.iterchildren(qn("w:tc"))]
        elif child.tag == qn("w:sdt") and (inner := child.find(qn("w:sdtContent"))) is not None:
            yield from inside(inner)


def text_of(paragraph: Any) -> str:
    signs = {qn("w:tab"): "\u3000", qn("w:br"): "\n", qn("w:cr"): "\n"}
    wanted = (qn("w:t"), *signs)
    return "".join(signs.get(one.tag, one.text or "") for one in paragraph.iter(*wanted))


def cell_text(cell: Any) -> str:
    """Its own words: the rows of a table inside it come by themselves."""
    own = [one for one in cell.iter(qn("w:p")) if next(one.iterancestors(qn("w:tc"))) is cell]
    return "\n".join(map(text_of, own)).strip()


def label_of(text: str) -> str | None:
    """What a cell or line that holds nothing but a label asks for; "" for what is not used."""
    bare = _BLANKS.sub("", text)
    if len(bare) > SHORT:  # a text; looking for its brackets may take hours
        return None
    return LABELS.get(re.sub(r"[（(].*?[）)]", "", bare).strip("：:*＊"))


def recognised(parts: Iterator[Part], name: str) -> Found:
    found = Found(name)
    above: list[str | None] = []
    for part in parts:
        if isinstance(part, str):
            for line in part.split("\n"):
                take_line(found, line.strip())
        else:
            above = take_row(found, part, above)
    settle(found)
    return found


def take_row(found: Found, cells: Cells, above: list[str | None]) -> list[str | None]:
    """A label and its value side by side, a row of labels over a row of values, or text."""
    labels = [label_of(cell) for cell in cells]
    if len(cells) > 1 and all(one is not None for one in labels):
        return labels
    if above and len(above) == len(cells) and not any(one is not None for one in labels):
        for what, value in zip(above, cells, strict=True):
            found.hear(what or "", value)
        return []
    waiting: str | None = None
    for label, cell in zip(labels, cells, strict=True):
        if label is not None:
            waiting = label
        elif waiting is not None and waiting != "body":
            found.hear(waiting, cell)
            waiting = None
        else:
            for line in cell.split("\n"):
                take_line(found, line.strip())
    return []


def take_line(found: Found, line: str) -> None:
    """A line with labels is heard; of the others the title is the first, the rest is the text."""
    marks = [] if len(found.lines) and len(line) > SHORT else list(_INLINE.finditer(line))
    known = [LABELS[_BLANKS.sub("", mark[1])] for mark in marks]
    if marks and not line[: marks[0].start()].strip() and allowed(found, known[0]):
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for what, mark, end in zip(known, marks, ends, strict=True):
            say(found, what, line[mark.end() : end].strip())
    elif line and not found.lines and not found.said.get("title") and is_title(line):
        found.hear("title", line)
    elif line and (found.lines or not is_heading(line)):
        found.lines.append(line)


def allowed(found: Found, what: str) -> bool:
    """Once the text has begun, 案由 or 内容 with a colon are words of the text."""
    return not found.lines or what in SAID_LATE


def say(found: Found, what: str, value: str) -> None:
    if what == "body":
        found.lines += [value] if value else []
    else:
        found.hear(what, value)


def is_title(line: str) -> bool:
    return bool(_TITLE.match(_BLANKS.sub("", line)))


def is_heading(line: str) -> bool:
    """The head of the form: 政协某某州十一届委员会第二次会议提案, 提案表."""
    bare = _BLANKS.sub("", line)
    formal = bare.startswith(("政协", "中国人民政治协商会议")) and len(bare) < 50
    return formal or bare in ("提案", "提案表", "委员提案", "集体提案", "提案纸", "提案登记表")


def unlabelled_title(found: Found) -> None:
    """A title below a date or a name is taken out of the text, nothing else is."""
    for place, line in enumerate(found.lines[:FIRST_LINES]):
        if is_title(line) or _BARE_TITLE.match(_BLANKS.sub("", line)):
            found.hear("title", found.lines.pop(place))
            return
    first = found.lines[0] if len(found.lines) > 1 else ""
    if first and len(first) <= LONGEST_LINE and not _ENDED.search(first):
        found.hear("title", found.lines.pop(0))
        found.doubts.append("案由取自第一行，请核对")


def settle(found: Found) -> None:
    """The text in its sections; what is missing is told."""
    if not found.said.get("title"):
        unlabelled_title(found)
    found.body = plain(read_body("\n".join(found.lines)))[:LONGEST_BODY]
    title = read_title(found.said.get("title", ""))
    found.said["title"] = title[:200]
    if not title:
        found.doubts.append("没有认出案由，请填写")
    elif len(title) > 200:
        found.doubts.append("案由超过 200 字，已截短，请核对")
    if not found.body:
        found.doubts.append("没有认出正文，请从文件中复制")
    elif "【建议】" not in found.body:
        found.doubts.append("没有认出“建议”部分，请核对正文的分段")
    if "cosigners" in found.said:
        found.doubts.append("联名人不会自动加入，请在草稿中邀请联名")
