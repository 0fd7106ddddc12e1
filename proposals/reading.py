"""Reading proposals from an office's table: what can be taken, and why the rest can't."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from common.clock import SHANGHAI
from common.tables import BadRow, Reading, Row, Table, columns, fields, overflow, quoted
from proposals.reading_text import Section, plain, read_body, read_title, visible

# The first name of each column is its label in messages and in the template.
COLUMNS = {
    "number": ("提案号", "编号", "案号"),
    "year": ("年度", "年份"),
    "submitted_at": ("提交时间", "提交日期"),
    "title": ("案由", "标题", "题目"),
    "category": ("类别", "分类"),
    "form": ("提案形式", "提案类型"),
    "organisation": ("集体提案者", "提案单位"),
    "co_signers": ("联名人数",),
    "body": ("内容", "正文"),
    "proposer": ("提案人", "第一提案人"),
    "co_signer_names": ("联名人",),
}
REQUIRED = ("title", "form", "body")
FORMS = {
    "individual": ("个人", "个人提案", "委员个人提案"),
    "joint": ("联名", "联名提案", "委员联名", "委员联名提案"),
    "collective": (
        *("集体", "集体提案", "党派提案", "团体提案", "界别提案", "委员小组提案"),
        *("专委会提案", "专门委员会提案"),
    ),
}
TITLE_LIMIT, BODY_LIMIT, SHORT_LIMIT = 200, 50_000, 100  # characters

_FORM_OF = {word: form for form, words in FORMS.items() for word in words}
_DATE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}:\d{2}(?::\d{2})?))?"
)
_SEPARATORS = re.compile(r"[、，,；;/\n]+")


@dataclass(frozen=True)
class ReadProposal:
    """A proposal as its row says it; `repeats` are the other rows of the file with its title."""

    row: int
    source_key: str
    number: str
    year: int | None
    submitted_at: datetime | None
    title: str
    category: str
    form: str
    organisation: str
    co_signers: int
    proposers: tuple[str, ...]
    sections: tuple[Section, ...]
    repeats: tuple[int, ...] = ()

    @property
    def body(self) -> str:
        """The text that is stored, its headings alone on their lines."""
        return plain(self.sections)


def read_proposals(table: Table) -> Reading[ReadProposal]:
    """Every row either read or complained of; TableError when a column that must be is not."""
    places = columns(table, COLUMNS, REQUIRED)
    good: list[ReadProposal] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = fields(row, dict.fromkeys(COLUMNS, len(row.cells)) | places)
        complaints = overflow(table, row) or [*_complaints(row, cells), *_twins(row, cells, seen)]
        bad += complaints
        if not complaints:
            good.append(_proposal(row, cells))
    return Reading(_flagged(good), tuple(bad))


def source_key(year: int | None, number: str, title: str, body: str) -> str:
    """The identity of a row between two files: year and number, else a digest of its words."""
    if year and number:
        return f"no:{year}:{_same(number)}"
    words = f"{visible(title)}\n{visible(body)}"
    return "text:" + hashlib.sha256(words.encode()).hexdigest()


def _proposal(row: Row, cells: dict[str, str]) -> ReadProposal:
    names = _names(cells["co_signer_names"])
    return ReadProposal(
        row=row.number,
        source_key=_key(cells),
        number=cells["number"],
        year=_year(cells["year"]),
        submitted_at=_moment(cells["submitted_at"]),
        title=read_title(cells["title"]),
        category=read_title(cells["category"]),
        form=_FORM_OF[visible(cells["form"])],
        organisation=read_title(cells["organisation"]),
        co_signers=_count(cells["co_signers"]) or len(names),
        proposers=(*_names(cells["proposer"]), *names),
        sections=read_body(cells["body"]),
    )


def _complaints(row: Row, cells: dict[str, str]) -> Iterator[BadRow]:
    for key, check in _CHECKS.items():
        if reason := check(cells):
            yield BadRow(row.number, COLUMNS[key][0], reason)


def _twins(row: Row, cells: dict[str, str], seen: dict[str, int]) -> Iterator[BadRow]:
    """A number, or without numbers a whole text, that an earlier row already has."""
    number = _same(cells["number"])
    key = f"{visible(cells['year'])}:{number}" if number else _key(cells)
    first = seen.setdefault(key, row.number)
    if first != row.number and number:
        reason = f"{quoted(cells['number'])}与第 {first} 行重复，请核对后改正。"
        yield BadRow(row.number, COLUMNS["number"][0], reason)
    elif first != row.number:
        yield BadRow(row.number, "整行", f"案由和内容与第 {first} 行完全相同，请删去一行。")


def _flagged(good: list[ReadProposal]) -> tuple[ReadProposal, ...]:
    rows = defaultdict(list)
    for proposal in good:
        rows[visible(proposal.title)].append(proposal.row)
    return tuple(
        replace(p, repeats=tuple(n for n in rows[visible(p.title)] if n != p.row)) for p in good
    )


def _check_title(cells: dict[str, str]) -> str:
    length = len(read_title(cells["title"]))
    if not length:
        return "没有填写案由，请补上。"
    return f"案由有 {length} 字，最多 {TITLE_LIMIT} 字，请缩短。" if length > TITLE_LIMIT else ""


def _check_body(cells: dict[str, str]) -> str:
    length = len(visible(cells["body"]))
    if not any(section.paragraphs for section in read_body(cells["body"])):
        return "没有内容，请补上正文。"
    too_long = f"内容有 {length} 字，最多 {BODY_LIMIT} 字，请把附带材料作为附件。"
    return too_long if length > BODY_LIMIT else ""


def _check_form(cells: dict[str, str]) -> str:
    form = _FORM_OF.get(visible(cells["form"]))
    if form is None:
        return f"{quoted(cells['form'])}不是提案形式，请写：个人、联名或集体。"
    if form == "individual" and _count(cells["co_signers"]):
        return "个人提案不应有联名人，请改为联名，或把联名人数改为 0。"
    return ""


def _check_organisation(cells: dict[str, str]) -> str:
    collective = _FORM_OF.get(visible(cells["form"])) == "collective"
    if collective and not visible(cells["organisation"]):
        return "集体提案没有写明提案单位，请补上。"
    return _short(cells["organisation"])


def _check_co_signers(cells: dict[str, str]) -> str:
    given, count = visible(cells["co_signers"]), _count(cells["co_signers"])
    if count is None:
        return f"{quoted(given)}不是人数，请写数字，例如 3。" if given else ""
    names = len(_names(cells["co_signer_names"]))
    return f"写的是 {count} 人，列出的联名人有 {names} 位，请核对。" if 0 < names != count else ""


def _check_year(cells: dict[str, str]) -> str:
    given = visible(cells["year"])
    wrong = given and _year(given) is None
    return f"{quoted(given)}不是年度，请写四位数字，例如 2019。" if wrong else ""


def _check_moment(cells: dict[str, str]) -> str:
    given = cells["submitted_at"]
    wrong = visible(given) and _moment(given) is None
    return f"{quoted(given)}不是时间，请写成 2019-01-12 或 2019-01-12 16:04。" if wrong else ""


def _short(text: str) -> str:
    return f"超过 {SHORT_LIMIT} 字，请缩短。" if len(text) > SHORT_LIMIT else ""


_CHECKS: dict[str, Callable[[dict[str, str]], str]] = {
    "number": lambda cells: _short(cells["number"]),
    "year": _check_year,
    "submitted_at": _check_moment,
    "title": _check_title,
    "category": lambda cells: _short(cells["category"]),
    "form": _check_form,
    "organisation": _check_organisation,
    "co_signers": _check_co_signers,
    "body": _check_body,
}


def _key(cells: dict[str, str]) -> str:
    return source_key(_year(cells["year"]), cells["number"], cells["title"], cells["body"])


def _same(number: str) -> str:
    """A number in the form in which 0001, １ and 1 (as a spreadsheet keeps it) are one."""
    bare = visible(unicodedata.normalize("NFKC", number)).upper()
    return bare.lstrip("0") or "0" if bare.isdecimal() else bare


def _year(text: str) -> int | None:
    bare = visible(text).removesuffix("年度").removesuffix("年")
    return int(bare) if re.fullmatch(r"(?:19|20)\d\d", bare, re.ASCII) else None


def _count(text: str) -> int | None:
    bare = visible(text).removesuffix("人").removesuffix("位").removesuffix("名")
    return int(bare) if re.fullmatch(r"\d{1,4}", bare, re.ASCII) else None


def _moment(text: str) -> datetime | None:
    """An aware instant in Asia/Shanghai, a bare date as its first minute; None if it is none."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    hour, minute, second = [*map(int, (match[4] or "0:0").split(":")), 0][:3]
    try:
        day = (int(match[1]), int(match[2]), int(match[3]))
        return datetime(*day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        return None


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in _SEPARATORS.split(text) if (name := read_title(part)))
