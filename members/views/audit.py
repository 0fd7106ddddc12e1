"""审计记录: who did what, when and from where; to be read and exported, never changed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse_lazy

from common import clock
from common.listing import Listing, declare
from common.templatetags.ui import Column, stamp
from members.audit import BESIDE_EVENT, audited_by, change_of, who
from members.forms_audit import EventFilter
from members.http import SeatRequired
from members.listed import ListPage
from members.models import Role, Seat
from workflow.models import Event
from workflow.telling import verb

log = structlog.get_logger(__name__)
HEADINGS = (
    *("时间", "姓名", "账号", "身份", "代录对象", "案件", "对象", "事项", "变化"),
    *("说明", "地址", "请求编号", "序号", "校验值"),
)


def cells(event: Event) -> dict[str, Any]:
    return {
        "at": stamp(event.at),
        "who": {"text": who(event), "note": str(event.seat) if event.seat else ""},
        "what": {"text": verb(event), "note": change_of(event)},
        "case": {"text": event.case.caption, "note": event.note},
        "address": event.address or "",
    }


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
)
declare(RECORD)


class AuditorPage(SeatRequired):
    """Only for the 审计管理员."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role != Role.AUDITOR:
            raise PermissionDenied("审计记录只供审计管理员查阅")
        return super().dispatch(request, *args, **kwargs)

    def events(self) -> Any:
        return record_for(self.request.seat)


class Audit(ListPage, AuditorPage):
    listing = RECORD
    template_name = "members/audit.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"query": self.request.GET.urlencode()}


class AuditExport(AuditorPage):
    """What the filters leave, as a table that Excel and WPS open; the export itself is logged."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = EventFilter(request.GET, queryset=self.events(), request=request).qs
        log.info("audit exported", seat=self.request.seat.pk, query=request.GET.urlencode())
        answer = StreamingHttpResponse(
            table(found.order_by("pk")), content_type="text/csv; charset=utf-8"
        )
        name = f"audit-{clock.today():%Y%m%d}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Cache-Control"] = "no-store"
        return answer


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def table(events: Any) -> Iterator[str]:
    """Line by line, however many there are; the mark in front tells Excel that it is UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for event in events.iterator(chunk_size=2000):
        yield writer.writerow([harmless(value) for value in line(event)])


def line(event: Event) -> tuple[Any, ...]:
    return (
        *(stamp(event.at), who(event), event.user.username if event.user else ""),
        *(str(event.seat) if event.seat else "", event.on_behalf_of, event.case.caption),
        *(f"{event.subject_type}:{event.subject_id}", verb(event), change_of(event)),
        *(event.note, event.address or "", event.request_id, event.version, event.hash),
    )


def harmless(value: Any) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
