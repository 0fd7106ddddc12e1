"""The inbox."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from common.listing import Listing
from common.templatetags.ui import Column, stamp
from common.whole import whole
from members.http import CHOSEN, SeatRequired
from notices.models import Notice
from notices.services import mark_read


class NoticeFilter(django_filters.FilterSet):
    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()


def cells(notice: Notice) -> dict[str, Any]:
    url = reverse("notices:open", args=[notice.pk])
    unread = {"code": "unread", "label": "未读", "tone": "seal"}
    settled = {"code": "settled", "label": "已办", "tone": "none"}
    return {
        "at": stamp(notice.at),
        "text": {"text": notice.text, "url": url, "note": ""},
        "state": settled if notice.settled else None if notice.read_at else unread,
    }


INBOX = Listing(
    columns=(
        Column("消息", "text", "wide", "title"),
        Column("时间", "at", "fit first"),
        Column("状态", "state", "fit", "badge"),
    ),
    cells=cells,
    filterset=NoticeFilter,
)


def newest(rows: QuerySet[Notice], context: dict[str, Any]) -> int:
    """Up to which message the inbox was read; it is asked for on later pages only."""
    if context["lines"] and not context["page"]["first_url"]:
        return int(context["lines"][0].pk)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


class Inbox(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Notice.objects.visible_to(self.request.seat)
        context = INBOX.page(request, rows)
        context["newest"] = newest(rows, context)
        return render(request, "notices/list.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        mark_read(self.request.seat)
        return redirect("notices:list")


class OpenNotice(SeatRequired):
    """Reading a notice leads to where one acts, from that of one's seats which was told."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(Notice.objects.filter(seat__in=self.request.seats), pk=pk)
        if notice.seat_id != self.request.seat.pk:
            request.session[CHOSEN] = notice.seat_id
            messages.info(request, f"现以“{notice.seat}”的身份办理")
        mark_read(notice.seat, [notice.pk])
        return redirect(notice.url)


class Unread(SeatRequired):
    """How many are unread; for an open inbox also how many came after its newest."""

    def get(self, request: HttpRequest) -> HttpResponse:
        unread = Notice.objects.visible_to(self.request.seat).unread()
        told = {"unread": unread.count()}
        since = whole(request.GET.get("since"))
        if since is not None:
            told["came"] = unread.filter(pk__gt=since).count()
        return JsonResponse(told)
