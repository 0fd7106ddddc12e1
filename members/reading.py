"""Reading the rolls of members and of units from an office's table; nothing is ever invented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from common.tables import BadRow, Reading, Table, columns, fields, overflow, quoted
from members.reading_checks import MEMBER_CHECKS, UNIT_CHECKS, YES, Check

# The first name of each column is its label in messages and in the template.
MEMBER_COLUMNS = {
    "name": ("姓名", "委员姓名"),
    "gender": ("性别",),
    "sector": ("界别", "所在界别"),
    "term": ("届次", "届"),
    "party": ("党派", "政治面貌"),
    "position": ("单位职务", "单位及职务", "工作单位及职务", "工作单位职务"),
    "phone": ("手机", "手机号", "手机号码", "联系电话", "电话"),
    "email": ("邮箱", "电子邮箱", "电子邮件"),
    "certificate": ("委员证号", "证号"),
    "standing": ("是否常委", "常委"),
    "account": ("账号", "帐号", "登录名"),
}
MEMBER_REQUIRED = ("name", "sector")
UNIT_COLUMNS = {
    "name": ("单位名称", "单位", "名称"),
    "short": ("简称", "单位简称"),
    "system": ("系统", "所属系统"),
    "parent": ("上级单位", "主管单位"),
    "liaison_account": ("经办账号", "经办人账号"),
    "liaison_name": ("经办姓名", "经办人姓名", "经办人"),
    "head_account": ("负责人账号",),
    "head_name": ("负责人姓名", "负责人", "主要负责同志"),
}
UNIT_REQUIRED = ("name",)
LIMIT = 100  # characters in a cell

_ACCOUNTS = ("account", "liaison_account", "head_account")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True)
class ReadMember:
    """A member as the roll says it; what the roll leaves blank is an empty text."""

    row: int
    name: str
    gender: str
    sector: str
    term: str
    party: str
    position: str
    phone: str
    email: str
    certificate: str
    standing: bool
    account: str


@dataclass(frozen=True)
class ReadUnit:
    """A unit as the roll says it; `parent` is a name that the file or the register knows."""

    row: int
    name: str
    short: str
    system: str
    parent: str
    liaison_account: str = ""
    liaison_name: str = ""
    head_account: str = ""
    head_name: str = ""


Line = tuple[int, dict[str, str]]  # row number, cells by column key


def read_members(table: Table) -> Reading[ReadMember]:
    """The roll of members: every row either read or complained of."""
    good, bad = _rows(table, MEMBER_COLUMNS, MEMBER_REQUIRED, MEMBER_CHECKS)
    kept = _without(good, _member_twins(good), bad)
    return Reading(tuple(_member(row, cells) for row, cells in kept), tuple(bad))


def read_units(table: Table) -> Reading[ReadUnit]:
    """The roll of units, in the file's order: a parent may stand below its sub-office."""
    good, bad = _rows(table, UNIT_COLUMNS, UNIT_REQUIRED, UNIT_CHECKS)
    kept = _without(good, _repeated(good, UNIT_COLUMNS, ("name", "short")), bad)
    kept = _without(kept, _circles(kept), bad)
    return Reading(tuple(ReadUnit(row, **cells) for row, cells in kept), tuple(bad))


def _rows(
    table: Table,
    names: Mapping[str, Sequence[str]],
    required: Sequence[str],
    checks: Mapping[str, Check],
) -> tuple[list[Line], list[BadRow]]:
    places, good, bad = columns(table, names, required), list[Line](), list[BadRow]()
    for row in table.rows:
        given = dict.fromkeys(names, "") | fields(row, places)
        cells = {key: _tidy(key, text) for key, text in given.items()}
        reasons = ((key, _reason(key, cells, checks)) for key in names)
        wrong = [BadRow(row.number, names[key][0], why) for key, why in reasons if why]
        wrong = overflow(table, row) or wrong
        bad += wrong
        if not wrong:
            good.append((row.number, cells))
    return good, bad


def _without(lines: list[Line], wrong: Iterator[BadRow], bad: list[BadRow]) -> list[Line]:
    """The lines that `wrong` doesn't complain of; its complaints are added to `bad`."""
    complaints = list(wrong)
    bad += complaints
    rows = {complaint.row for complaint in complaints}
    return [line for line in lines if line[0] not in rows]


def _member(row: int, cells: Mapping[str, str]) -> ReadMember:
    texts = {key: text for key, text in cells.items() if key != "standing"}
    return ReadMember(row, **texts, standing=cells["standing"] in YES)


def _tidy(key: str, text: str) -> str:
    """A cell in its plain form: 张　三 is 张三, 138-0000-0000 is 13800000000."""
    one_line = " ".join(text.split())
    if key in ("name", "liaison_name", "head_name"):
        return _HAN_GAP.sub("", one_line).replace("•", "·").replace("・", "·")
    if key in (*_ACCOUNTS, "phone", "email", "certificate", "standing"):
        one_line = unicodedata.normalize("NFKC", one_line).replace(" ", "")
    if key == "phone":
        return re.sub(r"[-()]", "", one_line).removeprefix("+86")
    return one_line.lower() if key in (*_ACCOUNTS, "email") else one_line


def _reason(key: str, cells: Mapping[str, str], checks: Mapping[str, Check]) -> str:
    if len(cells[key]) > LIMIT:
        return f"超过 {LIMIT} 字，请缩短。"
    return checks[key](cells) if key in checks else ""


def _member_twins(lines: list[Line]) -> Iterator[BadRow]:
    """Marks of a person that two rows share, and namesakes that nothing tells apart."""
    yield from _repeated(lines, MEMBER_COLUMNS, ("phone", "email", "certificate", "account"))
    seen: dict[str, Line] = {}
    for row, cells in lines:
        first, other = seen.setdefault(cells["name"], (row, cells))
        marks = [(cells[key], other[key]) for key in ("certificate", "phone")]
        if first != row and not any(one and two for one, two in marks):
            reason = f"与第 {first} 行同名，请在两行都填委员证号或手机加以区分，或删去一行。"
            yield BadRow(row, MEMBER_COLUMNS["name"][0], reason)


def _repeated(
    lines: list[Line], names: Mapping[str, Sequence[str]], keys: Sequence[str]
) -> Iterator[BadRow]:
    seen: dict[tuple[str, str], int] = {}
    for row, cells in lines:
        for key in filter(cells.get, keys):
            first = seen.setdefault((key, cells[key]), row)
            if first != row:
                reason = f"{quoted(cells[key])}与第 {first} 行重复，请核对。"
                yield BadRow(row, names[key][0], reason)


def _circles(lines: list[Line]) -> Iterator[BadRow]:
    """Units that come back to themselves when one follows 上级单位 upwards."""
    above = {cells["name"]: cells["parent"] for _, cells in lines}
    for row, cells in lines:
        passed, name = set[str](), cells["parent"]
        while name and name != cells["name"] and name not in passed:
            passed.add(name)
            name = above.get(name, "")
        if name == cells["name"]:
            yield BadRow(row, UNIT_COLUMNS["parent"][0], "上级单位绕回了自己，请核对。")
