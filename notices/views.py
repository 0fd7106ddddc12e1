"""The inbox."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from common.listing import Listing
from common.templatetags.ui import Column, stamp
from members.http import SeatRequired
from notices.models import Notice
from notices.services import mark_read


class NoticeFilter(django_filters.FilterSet):
    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()


def cells(notice: Notice) -> dict[str, Any]:
    url = reverse("notices:open", args=[notice.pk])
    mark = {"code": "unread", "label": "未读", "tone": "seal"}
    return {
        "at": stamp(notice.at),
        "text": {"text": notice.text, "url": url, "note": ""},
        "state": None if notice.read_at else mark,
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


class Inbox(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Notice.objects.visible_to(self.request.seat)
        return render(request, "notices/list.html", INBOX.page(request, rows))

    def post(self, request: HttpRequest) -> HttpResponse:
        mark_read(self.request.seat)
        return redirect("notices:list")


class OpenNotice(SeatRequired):
    """Reading a notice leads to where one acts."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(Notice.objects.visible_to(self.request.seat), pk=pk)
        mark_read(self.request.seat, [notice.pk])
        return redirect(notice.url)


class Unread(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        unread = Notice.objects.visible_to(self.request.seat).unread()
        return JsonResponse({"unread": unread.count()})
