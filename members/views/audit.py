"""审计记录: who did what, when and from where; to be read and taken away, never changed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse_lazy

from common.columns import fields_of
from common.listing import Listing, More, declare
from common.templatetags.ui import Column, stamp
from members.audit import BESIDE_EVENT, audited_by, change_of, who
from members.forms_audit import EventFilter
from members.http import SeatRequired
from members.listed import ListPage
from members.models import Role, Seat
from workflow.models import Event
from workflow.telling import verb


def cells(event: Event) -> dict[str, Any]:
    return {
        "at": stamp(event.at),
        "who": {"text": who(event), "note": str(event.seat) if event.seat else ""},
        "what": {"text": verb(event), "note": change_of(event)},
        "case": {"text": event.case.caption, "note": event.note},
        "address": event.address or "",
    }


def account(event: Event) -> str:
    return event.user.username if event.user else ""


def subject(event: Event) -> str:
    return f"{event.subject_type}:{event.subject_id}"


def record_for(seat: Seat) -> Any:
    return audited_by(seat).select_related(*BESIDE_EVENT)


def auditor(seat: Seat) -> bool:
    return seat.role == Role.AUDITOR


RECORD = Listing(
    name="audit",
    title="审计记录",
    url=reverse_lazy("audit:list"),
    rows=record_for,
    readers=auditor,
    columns=(
        Column("时间", "at", "fit first", tells=("at",)),
        Column("经办", "who", "", "noted", note="身份", tells=("user", "seat")),
        Column("事项", "what", "", "noted", note="变化", tells=("action", "source", "target")),
        Column("案件", "case", "wide", "noted", note="说明", tells=("note",)),
        Column("地址", "address", "fit hide", tells=("address",)),
    ),
    cells=cells,
    filterset=EventFilter,
    more=(
        More(Column("账号", "account", "fit", tells=("user",)), account),
        More(Column("对象", "subject", tells=("subject_type", "subject_id")), subject),
        *fields_of(Event, on_behalf_of="代录对象", request_id="请求编号"),
        *fields_of(Event, version="序号", hash="校验值"),
    ),
)
declare(RECORD)


class AuditorPage(SeatRequired):
    """Only for the 审计管理员."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role != Role.AUDITOR:
            raise PermissionDenied("审计记录只供审计管理员查阅")
        return super().dispatch(request, *args, **kwargs)


class Audit(ListPage, AuditorPage):
    listing = RECORD
    template_name = "members/audit.html"
