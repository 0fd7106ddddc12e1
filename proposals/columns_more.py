"""Columns of the list of proposals that are there for who wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from common.columns import fields_of
from common.listing import More
from common.templatetags.ui import Column
from members.models import Seat
from proposals.models import Assignment, Feedback, Mark, Proposal, Reply
from proposals.share_facts import READERS, shares_of


def staff(seat: Seat) -> bool:
    return seat.is_staff_of_committee


def reader(seat: Seat) -> bool:
    return seat.role in READERS


def with_co_units(rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
    given = Assignment.objects.live().filter(duty=Assignment.Duty.CO)
    known = given.select_related("unit").order_by("pk")
    return rows.prefetch_related(Prefetch("assignments", known, to_attr="co_shares"))


def co_units(row: Any) -> str:
    return "、".join(str(one.unit) for one in row.co_shares if one.round == row.round)


def with_letters(rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
    """With the delivered letters of the seat's own business."""
    ours = shares_of(seat).values("pk")
    sent = Reply.objects.filter(delivered_on__isnull=False, assignment__in=ours)
    known = sent.select_related("grade", "assignment").order_by("pk")
    return rows.prefetch_related(Prefetch("replies", known, to_attr="letters_sent"))


def letters(row: Any) -> list[Reply]:
    """Of the round that goes on."""
    return [one for one in row.letters_sent if one.assignment.round == row.round]


def grades(row: Any) -> str:
    return "、".join(str(one.grade) for one in letters(row) if one.grade)


def letter_numbers(row: Any) -> str:
    return "、".join(one.letter_number for one in letters(row) if one.letter_number)


def with_feedback(rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
    said = Feedback.objects.filter(status=Feedback.Status.RECORDED).select_related("assignment")
    return rows.prefetch_related(Prefetch("feedback", said.order_by("pk"), to_attr="heard"))


def ratings(field: str) -> Callable[[Any], str]:
    """How often each was said in the round that goes on: 满意2、不满意1."""

    def value(row: Any) -> str:
        said = [getattr(one, field) for one in row.heard if one.assignment.round == row.round]
        told = [(label, said.count(code)) for code, label in Feedback.Rating.choices]
        return "、".join(f"{label}{count}" for label, count in told if count)

    return value


def into(row: Proposal) -> str:
    return row.merged_into.label if row.merged_into else ""


def with_merged(rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
    return rows.select_related("merged_into")


def with_marks(rows: Any, seat: Seat) -> Any:
    mine = Mark.objects.filter(seat=seat, proposal=OuterRef("pk"))
    return rows.annotate(marked_by_me=Exists(mine))


def marked(row: Any) -> str:
    return "★" if row.marked_by_me else ""


MORE = (
    More(Column("标记", "marked", "fit"), marked, with_marks),
    *fields_of(Proposal, number="案号（数字）", receipt="收件号"),
    More(Column("第一提案人", "proposer", tells=("member", "organisation")), lambda r: r.proposer),
    *fields_of(Proposal, cosigners="联名人数"),
    More(Column("届次", "session", "fit", tells=("session",)), lambda row: str(row.session)),
    *fields_of(Proposal, proposer_kind="提案形式", occasion="大会或平时", publication="公开意愿"),
    More(
        Column("五大建设", "field", "fit"),
        lambda row: row.category.get_field_display() if row.category else "",
    ),
    More(Column("会办单位", "co_units"), co_units, with_co_units),
    *fields_of(Proposal, filed_on="立案日期", notice_on="交办通知日期", replied_on="办复日期"),
    *fields_of(Proposal, closed_on="办结日期", round="办理轮次"),
    More(Column("认定类别", "grade", "fit"), grades, with_letters, reader),
    More(Column("发文字号", "letter_number"), letter_numbers, with_letters, reader),
    More(Column("办理态度评价", "attitude"), ratings("attitude"), with_feedback),
    More(Column("办理结果评价", "result"), ratings("result"), with_feedback),
    *fields_of(Proposal, offered=staff, recommendation="初审建议", meeting="审查会议"),
    *fields_of(Proposal, offered=staff, ground="不予立案理由", disposition="去向"),
    More(Column("并入", "merged_into", "fit", tells=("merged_into",)), into, with_merged, staff),
    *fields_of(Proposal, offered=staff, passed_on="转送日期", on_hold="暂缓办结"),
)
