"""Which addresses are pages to be photographed, and why the others are none."""

from __future__ import annotations

import re
from pathlib import Path

from django.urls import URLResolver, get_resolver

FINDINGS = Path(__file__).resolve().parents[3] / "docs" / "pictures" / "README.md"
NAMED = re.compile(r"^\| `([a-z_:-]+)` \|", re.M)

DOWNLOAD, PRESS, JUMP, MACHINE = "下载", "只接受提交", "跳转", "给程序，不给人看"
ONLY_THEN = "只在会议当天或群众评议期间打得开；样式同扫码反映"
ALIKE = "办理页，与同一应用的办理页同一样式；演示数据中没有处于这一步的"
LEFT_OUT = {
    **dict.fromkeys(
        (
            *("proposals:file", "proposals:board_sheet", "consultations:file"),
            *("consultations:board_sheet", "consultations:yearly_sheet", "documents:case"),
            *("documents:share", "documents:list", "documents:compilation_file"),
            *("documents:template_file", "documents:template_try", "calendar_ics"),
            *("import_members_template", "import_units_template", "import_proposals_template"),
            *("import_proposals_rows", "jobs:file", "proposals:yearly_sheet"),
            *("documents:results", "documents:year", "documents:follow_up"),
            *("documents:keys", "documents:warning"),
        ),
        DOWNLOAD,
    ),
    **dict.fromkeys(
        (
            *("logout", "members:switch_seat", "proposals:autosave", "opinions:autosave"),
            *("proposals:as_recommended", "documents:template_drop", "notices:switch"),
            *("notices:try", "dictionary_retire", "dictionary_restore", "reminding_drop"),
            *("workdays:publish", "workdays:drop_day", "workdays:drop_local"),
            *("consultations:ahead", "opinions:turn", "webhooks:again"),
            *("lists:open", "lists:drop"),
        ),
        PRESS,
    ),
    **dict.fromkeys(("notices:open", "proposals:queue", "workdays:this_year"), JUMP),
    **dict.fromkeys(("healthz", "readyz", "notices:unread"), MACHINE),
    **dict.fromkeys(
        (
            *("proposals:consult_act", "proposals:referral_act", "proposals:regrade_act"),
            *("consultations:guidance_act", "limits:give_up", "people:reopen"),
            *("keys:list_part_act", "webhooks:new", "proposals:follow_up_act"),
        ),
        ALIKE,
    ),
    **dict.fromkeys(("consultations:code", "villagers:sign_in", "villagers:rating"), ONLY_THEN),
}
HELPED = frozenset({"help", "help_index"})  # that explain the others
API = ("api:",)  # answers to programs; people read docs/api.md and api:docs


def names(resolver=None, space: str = "") -> set[str]:
    """Every named address of the site."""
    found: set[str] = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= names(one, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            found.add(space + one.name)
    return found


def pages() -> frozenset[str]:
    """Whatever people look at; each of them is explained (本页说明)."""
    unseen = {name for name, why in LEFT_OUT.items() if why in (DOWNLOAD, PRESS, JUMP, MACHINE)}
    return frozenset(one for one in names() - unseen if not one.startswith(API))


def wanted() -> frozenset[str]:
    """The pages to be photographed."""
    return pages() - frozenset(LEFT_OUT)


def found_about() -> list[str]:
    """The pages that have a written finding, in the order of the list."""
    return NAMED.findall(FINDINGS.read_text(encoding="utf-8"))
