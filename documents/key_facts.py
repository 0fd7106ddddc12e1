"""重点提案督办情况报告: what it says of a year's list and of every key proposal on it."""

from __future__ import annotations

from typing import Any

from common import clock
from documents.cleaning import Facts, day, joined, paragraphs
from documents.facts import named
from members.models import Seat, chinese
from proposals.models import (
    KeyLeader,
    KeyList,
    KeyProposal,
    KeyVisit,
    MediaReport,
    PlanItem,
    WarningLetter,
)
from proposals.showing_keys import units_of

IN_FORCE = (PlanItem.Status.OPEN, PlanItem.Status.REPORTED, PlanItem.Status.DONE)
NOTED = 80  # characters of what was seen on a visit


def key_facts(row: KeyList, seat: Seat) -> Facts:
    """As of today; what was taken off the list is left out."""
    seen = KeyProposal.objects.visible_to(seat).standing().filter(keylist=row).for_list()
    keys = list(
        seen.prefetch_related(
            "keyleaders", "planitems__unit", "keyvisits__sort", "keyinstructions", "mediareports"
        ).order_by("proposal__number", "pk")
    )
    told = [of_one(key, n) for n, key in enumerate(keys, 1)]
    items = [one for key in keys for one in items_of(key)]
    committee = row.case.committee
    return {
        "届次": named(committee.short_name, str(row.session)),
        "落款": f"{committee}提案委员会",
        "落款日期": day(clock.today()),
        "名单": row.name,
        "审定会议": row.fixed_by or "主席会议",
        "纪要文号": row.minutes_number or "——",
        "件数": len(keys),
        "完成数": sum(key.status == KeyProposal.Status.DONE for key in keys),
        "事项数": len(items),
        "事项完成数": sum(one.status == PlanItem.Status.DONE for one in items),
        "活动数": sum(len(held(key)) for key in keys),
        "批示数": sum(len(said(key)) for key in keys),
        "报道数": sum(len(reported(key)) for key in keys),
        "案件": told,
    }


def of_one(key: KeyProposal, number: int) -> Facts:
    items = items_of(key)
    agreed = KeyLeader.Status.CONSENTED
    leaders = [one for one in key.keyleaders.all() if one.status == agreed]
    return {
        "序": chinese(number),
        "案号": key.proposal.label,
        "案由": key.proposal.title,
        "提案人": key.proposal.proposer,
        "领导": joined(f"{one}（{one.get_duty_display()}）" for one in leaders),
        "单位": joined(units_of(key.proposal, items)),
        "状态": f"{key.get_status_display()}；提案{key.proposal.get_status_display()}",
        "成效": key.result,
        "事项": [item_said(one) for one in items],
        "活动": [visit_said(one) for one in held(key)],
        "报道": [f"{day(one.on)}{one.outlet}《{one.title}》" for one in reported(key)],
    }


def items_of(key: KeyProposal) -> list[PlanItem]:
    return [one for one in key.planitems.all() if one.status in IN_FORCE]


def item_said(item: PlanItem) -> str:
    return f"{item}（{item.handler}，{day(item.due_on)}前）：{item.get_status_display()}"


def held(key: KeyProposal) -> list[KeyVisit]:
    rows = [one for one in key.keyvisits.all() if one.status == KeyVisit.Status.HELD]
    return sorted(rows, key=lambda one: (one.held_on, one.pk))


def visit_said(visit: KeyVisit) -> str:
    seen = visit.notes if len(visit.notes) <= NOTED else f"{visit.notes[:NOTED]}……"
    return f"{day(visit.held_on)}{visit.sort}，{visit.place}：{seen}"


def said(key: KeyProposal) -> list[Any]:
    return [one for one in key.keyinstructions.all() if one.status != "void"]


def reported(key: KeyProposal) -> list[MediaReport]:
    rows = key.mediareports.all()
    return [one for one in rows if one.status == MediaReport.Status.RECORDED]


def warning_facts(letter: WarningLetter) -> Facts:
    """What a 督办函 says to its unit, as it was last sent."""
    about = ("assignment__proposal__member", "assignment__proposal__organisation")
    items = list(letter.items.select_related(*about))
    return {
        "落款": f"{letter.case.committee}提案委员会",
        "落款日期": day(letter.issued_on),
        "文号": letter.label,
        "主送单位": letter.unit.name,
        "事由": letter.reason,
        "正文": paragraphs(letter.words),
        "答复期限": day(letter.due_on),
        "件数": len(items),
        "次数": letter.times,
        "清单": [case_said(one.assignment) for one in items],
    }


def case_said(share: Any) -> Facts:
    proposal = share.proposal
    return {
        "案号": proposal.label,
        "案由": proposal.title,
        "提案人": proposal.proposer,
        "方式": share.get_duty_display(),
    }
