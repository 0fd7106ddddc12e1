"""Whom to sign in as, and what to try first."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import east_asian_width

from members.models import Seat
from proposals.demo.beside import BESIDE
from proposals.demo.story import password

TRY_FIRST = {
    "office": "初审新收提案，为已立案提案编号、移交，准备下次审查会议",
    "director": "查看下次审查会议的议程（会议当天起作出决定），处理暂缓办结的一件",
    "lead": "看本人领办的重点提案，登记一件批示",
    "dispatcher": "审核今天到期的答复，交办一件待交办提案（政府系统）",
    "party_dispatcher": "审核宣传部的答复，交办一件待交办提案（党群系统）",
    "liaison": "签收今天到期的一件，送达已签发的答复，续写逾期的答复稿",
    "unit_head": "签发一件审核通过的答复",
    "member": "修改退回的提案，对已送达的答复反馈意见，续写草稿",
    "member2": "查看本人提案的办理进度，续写草稿",
    "contact": "起草集体提案，上传盖章件，送负责人审定",
    "org_head": "审定本单位的集体提案",
    "sysadmin": "查看账号与身份，重置一个账号的密码",
    "secadmin": "查看期限设置，试改一项期限，先看影响",
    "auditor": "查阅审计记录，导出一份",
    "neighbour": "确认看不到彩云州的任何一件提案（另一州的办公室）",
}


class Row(NamedTuple):
    """One line of the list."""

    account: str
    password: str
    name: str
    role: str
    first: str


HEAD = Row("账号", "密码", "姓名", "身份", "先试什么")


def rows() -> list[Row]:
    """The accounts that are there, in the order of the list; none where no demo is loaded."""
    wanted = dict(TRY_FIRST)
    for one in BESIDE:
        wanted |= one.accounts
    seats = Seat.objects.held().with_scope().filter(user__username__in=wanted)
    known = {seat.user.username: seat for seat in seats}
    return [
        Row(name, password(), known[name].user.name, str(known[name]), first)
        for name, first in wanted.items()
        if name in known
    ]


def table() -> list[str]:
    """The list in columns that line up, Chinese characters counted as two."""
    lines = [HEAD, *rows()]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell + " " * (room - width(cell)) for cell, room in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "FW" else 1 for sign in text)
