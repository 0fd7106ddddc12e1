"""Reading the text of a proposal as offices really hold it: run together, wrapped, full of blanks.

Nothing visible is ever lost: only white space is rewritten, and a heading is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

INVESTIGATION, ANALYSIS, ADVICE = "调研情况", "问题分析", "建议"

# The first wordings are those of the form, found even where they run together; the loose ones
# are ordinary words too and count only at the start of a line or of a sentence.
FORM_WORDS = {
    INVESTIGATION: ("调研情况",),
    ANALYSIS: ("问题分析",),
    ADVICE: ("具体建议", "具体意见"),
}
LOOSE_WORDS = {
    INVESTIGATION: ("调查情况", "基本情况"),
    ANALYSIS: ("存在的问题", "存在问题", "主要问题"),
    ADVICE: ("对策建议", "意见建议", "意见和建议", "建议"),
}

_BLANK = r"[\s\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]"
_BLANKS = re.compile(f"{_BLANK}+")
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CHINESE = "[一二三四五六七八九十]{1,3}"
_CLOSERS = "”’」』）)】》\"'"
_ENDS = "(?:[。！？；!?;…]|(?<!\\d)[:：])"
_ENDED = re.compile(f"{_ENDS}[{_CLOSERS}]*$")
_BRACKETED = f"[（(]{_CHINESE}[）)]"
_NUMBER = "|".join(
    (
        f"{_CHINESE}、(?![一二三四五六七八九十]*[、产线级类本期季])",
        _BRACKETED,
        r"\d{1,2}\s?[、．](?!\s?\d{1,2}[、月日号期和])",
        r"\d{1,2}\.(?!\d|\s\d{1,2}(?!\d))",
        r"[（(]\d{1,2}[）)]",
        r"\d{1,2}[）)]",
        "[①-⑳]",
    )
)
_NUMBERED = re.compile(_NUMBER)
_AFTER_SENTENCE = re.compile(f"({_ENDS}[{_CLOSERS}]*)(?={_NUMBER})")
_AFTER_HEADING = re.compile(
    rf"(?<=[\u4e00-\u9fff”》])(?<![第条款见附表图])(?={_BRACKETED}(?![》）、，。；项款条和至期]))"
)
_COMMA = re.compile("[，,]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDLIKE = re.compile(r"[A-Za-z0-9]")
_NEVER_LAST = "，、,（(“‘《【—"
_NEVER_FIRST = "，、,。；：！？）)”’》】%％"

HEADING_LIMIT = 40  # characters: longer ones are sentences without their full stop
WRAPPED_LINE = 25  # characters: a shorter line was not broken by a page's edge
WRAPPED_BREAKS = 5  # broken sentences in one text: fewer are slips, not a wrapped page


@dataclass(frozen=True)
class Section:
    """A headed part of a proposal; `written` is the heading as it stood, e.g. 二、具体建议：."""

    title: str | None
    paragraphs: tuple[str, ...]
    written: str = field(default="", compare=False)


def read_body(raw: str) -> tuple[Section, ...]:
    """The sections of a raw text in their order; a text without headings is one untitled section.

    Each title comes once: when its heading stands twice, the second stays in the text.
    """
    text = _NEWLINE.sub("\n", raw)
    marks = sorted(_headings(text), key=lambda mark: mark[1].start())
    wrapped = _is_wrapped(text)
    starts = [match.start() for _, match in marks] + [len(text)]
    found = [Section(None, _paragraphs(text[: starts[0]], wrapped))]
    for (title, match), end in zip(marks, starts[1:], strict=True):
        body = _paragraphs(text[match.end() : end], wrapped)
        found.append(Section(title, body, match.group().strip()))
    return tuple(section for section in found if section.title or section.paragraphs)


def read_title(raw: str) -> str:
    """A title on one line: a run of blanks is one space, none beside punctuation."""
    return _respaced(raw, between_han=" ")


def plain(sections: tuple[Section, ...]) -> str:
    """The text that is stored: a line per paragraph, a heading alone on its line as 【建议】."""
    lines: list[str] = []
    for section in sections:
        lines += [f"【{section.title}】"] if section.title else []
        lines += section.paragraphs
    return "\n".join(lines)


def sections(text: str) -> tuple[Section, ...]:
    """A stored text read back for the screen: sections(plain(x)) == x."""
    parts: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in text.splitlines():
        title = line[1:-1] if line[:1] == "【" and line[-1:] == "】" else None
        if title in FORM_WORDS and all(title != known for known, _ in parts):
            parts.append((title, []))
        elif line:
            parts[-1][1].append(line)
    return tuple(Section(title, tuple(lines)) for title, lines in parts if title or lines)


def visible(text: str) -> str:
    """Only the characters a reader sees: what two forms of one text have in common."""
    return _BLANKS.sub("", text)


def _headings(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for title in FORM_WORDS:
        for pattern in _patterns(title):
            if match := pattern.search(text):
                yield title, match
                break


def _patterns(title: str) -> Iterator[re.Pattern[str]]:
    """Surest first: in brackets, the form's own words, run together, loose words."""
    form, loose = "|".join(FORM_WORDS[title]), "|".join(LOOSE_WORDS[title])
    numbered = f"(?:{_NUMBER}){_BLANK}*"
    number = f"(?:{numbered})?"
    mark = rf"{_BLANK}*(?:[:：]|(?=\n|\Z))"
    start = r"(?:^|(?<=[。！？；：!?;]))[^\S\n]*"
    yield re.compile(f"【{title}】")
    yield re.compile(rf"(?:^|(?<=[。！？；：!?;”）\s])){number}(?:{form}){_BLANK}*[:：]", re.M)
    yield re.compile(rf"^[^\S\n]*{number}(?:{form})[^\S\n]*$", re.M)
    yield re.compile(f"(?<![的下出些条点项几个本与和、，,列])(?:{form}){_BLANK}*[:：]")
    yield re.compile(f"{start}(?:{number}(?:{loose}){mark}|{numbered}(?:{loose}){_BLANK})", re.M)


def _paragraphs(text: str, wrapped: bool) -> tuple[str, ...]:
    text = _AFTER_HEADING.sub("\n\n", _AFTER_SENTENCE.sub(r"\1\n\n", text))
    done: list[str] = []
    line, start = "", 0
    for gap in _BLANKS.finditer(text):
        line, right = line + text[start : gap.start()], text[gap.end() : gap.end() + 8]
        if line and right:
            if _parts(line, gap.group(), right, wrapped):
                done.append(line)
                line = ""
            else:
                line += _space(line, gap.group(), right)
        start = gap.end()
    return tuple(part for part in (*done, line + text[start:]) if part)


def _parts(line: str, gap: str, right: str, wrapped: bool) -> bool:
    """Whether the blanks between `line` and `right` part two paragraphs."""
    ended = bool(_ENDED.search(line[-8:]))
    if gap.count("\n") > 1:
        return True
    if _NUMBERED.match(right) and (ended or gap != " "):
        return True
    if "\n" in gap:
        return ended or _line_ends(line, gap, right, wrapped)
    if ended:
        return gap != " "
    return bool(_HAN.match(right)) and gap != " " and _is_heading(line, strict=len(gap) == 1)


def _line_ends(line: str, gap: str, right: str, wrapped: bool) -> bool:
    if line[-1] in _NEVER_LAST or right[0] in _NEVER_FIRST:
        return False
    if _WORDLIKE.match(line[-1]) and _WORDLIKE.match(right):
        return False
    indented = len(gap.rpartition("\n")[2]) > 1
    return indented or _is_heading(line, strict=wrapped)


def _is_heading(line: str, *, strict: bool) -> bool:
    """Whether the unfinished end of a line reads as a heading and not as half a sentence."""
    words = re.split("[。！？；!?;]", line[-2 * HEADING_LIMIT :])[-1].strip()
    numbered, comma = _NUMBERED.match(words), _COMMA.search(words)
    if numbered and numbered.end() == len(words):
        return False
    if strict:
        return bool(numbered and not comma and len(words) < WRAPPED_LINE)
    loose = not comma and not re.search("[:：]", words)
    return len(words) <= HEADING_LIMIT and bool(numbered or loose)


def _is_wrapped(text: str) -> bool:
    """Whether a page's edge, not the writer, broke most lines of this text."""
    lines = [line.strip() for line in text.split("\n")][:-1]
    broken = [n for n in lines if len(n) >= WRAPPED_LINE and not _ENDED.search(n)]
    return len(broken) >= WRAPPED_BREAKS and 3 * len(broken) >= len(lines)


def _respaced(text: str, between_han: str) -> str:
    line, start = "", 0
    for gap in _BLANKS.finditer(text):
        line, right = line + text[start : gap.start()], text[gap.end() : gap.end() + 1]
        if line and right:
            both_han = _HAN.match(line[-1]) and _HAN.match(right)
            line += between_han if both_han else _space(line, gap.group(), right)
        start = gap.end()
    return line + text[start:]


def _space(line: str, gap: str, right: str) -> str:
    """One space where a number or a Latin word needs it, else nothing."""
    left, right = line[-1], right[0]
    if "\n" in gap:
        return " " if _WORDLIKE.match(left) and _WORDLIKE.match(right) else ""
    if left.isascii() and right.isascii():
        return " "
    pair = (left, right)
    mixed = any(map(_WORDLIKE.match, pair)) and any(map(_HAN.match, pair))
    return " " if mixed else ""
