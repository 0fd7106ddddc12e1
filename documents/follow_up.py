"""跟踪检查报告: what was drawn, what was found, and what came of it."""

from __future__ import annotations

from documents.cleaning import Facts, day
from documents.facts import named
from members.models import Entry, Seat
from proposals.models import FollowUp, Regrading, Visit

Finding = Visit.Finding


def follow_up_facts(seat: Seat, about: FollowUp) -> Facts:
    known = ("proposal", "member", "regrading__old", "regrading__new", "promise")
    visits = list(about.visits.select_related(*known))
    found = [one.finding for one in visits]
    changed = [one.regrading for one in visits if one.regrading]
    return {
        "届次": named(seat.committee.short_name, str(about.session)),
        "落款": f"{seat.committee}提案委员会",
        "落款日期": day(about.ended_on),
        **{"名称": about.name, "方式": about.get_manner_display(), "类别": labels(about)},
        "开展日期": day(about.started_on),
        "符合条件": about.population,
        "抽取方式": f"随机抽取{len(visits)}件（种子{about.seed}）" if about.seed else "全部走访",
        "走访": sum(bool(one) for one in found),
        "相符": found.count(Finding.TRUE),
        "部分相符": found.count(Finding.PARTLY),
        "不符": found.count(Finding.FALSE),
        "重列": sum(one.promise is not None for one in visits),
        "提请改定": len(changed),
        "已改定": sum(one.status == Regrading.Status.ACCEPTED for one in changed),
        "结论": about.conclusion or "（结束时填写）",
        "清单": [row(one) for one in visits],
    }


def labels(about: FollowUp) -> str:
    book = Entry.objects.filter(committee=about.committee_id, book=Entry.Book.GRADE)
    names = dict(book.order_by("position").values_list("code", "label"))
    return "、".join(names.get(code, code) for code in about.grade_codes)


def row(visit: Visit) -> Facts:
    dropped = visit.status == Visit.Status.DROPPED
    return {
        "案号": visit.proposal.label,
        "案由": visit.proposal.title,
        "走访": visit.visitor,
        "结论": visit.get_finding_display() or visit.get_status_display(),
        "情况": visit.words or "——",
        "处理": "；".join(visit.came_of(inside=True)) or ("——" if dropped else "待处理"),
    }
