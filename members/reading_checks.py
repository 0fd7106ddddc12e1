"""What a cell of a roll may say: each check answers with what is wrong, or with nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

YES, _NO = ("是", "常委", "√", "1"), ("", "否", "不是", "×", "0")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
ACCOUNT = re.compile(r"[A-Za-z0-9_.@+-]{2,60}")
MISSPELT = "账号请用 2 至 60 个字母、数字或 _ . @ + -。"
_NAME = re.compile(r"[^\W\d_]+(?:[·.\- ][^\W\d_]+)*")

Check = Callable[[Mapping[str, str]], str]


def _check_name(cells: Mapping[str, str]) -> str:
    if not cells["name"]:
        return "没有填写姓名，请补上。"
    known = _NAME.fullmatch(cells["name"])
    return "" if known else f"“{cells['name']}”不像姓名，请去掉数字和符号，一格只写一位。"


def _check_gender(cells: Mapping[str, str]) -> str:
    return "" if cells["gender"] in ("", "男", "女") else "请写男或女，不清楚的留空。"


def _check_phone(cells: Mapping[str, str]) -> str:
    phone = cells["phone"]
    known = not phone or _MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone)
    return "" if known else f"“{phone}”不是手机号或带区号的电话，一格只写一个号码。"


def _check_email(cells: Mapping[str, str]) -> str:
    known = not cells["email"] or _EMAIL.fullmatch(cells["email"])
    return "" if known else f"“{cells['email']}”不是邮箱地址，请核对。"


def _check_standing(cells: Mapping[str, str]) -> str:
    return "" if cells["standing"] in (*YES, *_NO) else "请写是或否，留空即为否。"


def _account(key: str) -> Check:
    def check(cells: Mapping[str, str]) -> str:
        known = not cells[key] or ACCOUNT.fullmatch(cells[key])
        return "" if known else MISSPELT

    return check


def _person(key: str, other: str, what: str) -> dict[str, Check]:
    """An account and the name of its owner, told together or not at all."""

    def account(cells: Mapping[str, str]) -> str:
        lacking = cells[other] and not cells[key]
        return f"没有填写{what}账号，请补上。" if lacking else _account(key)(cells)

    def name(cells: Mapping[str, str]) -> str:
        lacking = cells[key] and not cells[other]
        return f"没有填写{what}姓名，请补上。" if lacking else ""

    return {key: account, other: name}


def _needs(key: str, what: str) -> Check:
    return lambda cells: "" if cells[key] else f"没有填写{what}，请补上。"


def _check_system(cells: Mapping[str, str]) -> str:
    """A sub-office follows its parent's system, anything else must say its own."""
    known = cells["system"] or cells["parent"]
    return "" if known else "没有填写系统（如党委系统、政府系统），请补上。"


def _check_parent(cells: Mapping[str, str]) -> str:
    return "上级单位不能是自己，请核对。" if cells["parent"] == cells["name"] else ""


MEMBER_CHECKS: dict[str, Check] = {
    "name": _check_name,
    "gender": _check_gender,
    "sector": _needs("sector", "界别"),
    "phone": _check_phone,
    "email": _check_email,
    "standing": _check_standing,
    "account": _account("account"),
}
UNIT_CHECKS: dict[str, Check] = {
    "name": _needs("name", "单位名称"),
    "system": _check_system,
    "parent": lambda cells: _check_parent(cells) if cells["name"] else "",
    **_person("liaison_account", "liaison_name", "经办"),
    **_person("head_account", "head_name", "负责人"),
}
