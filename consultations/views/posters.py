"""Posters and sheets with a QR code, to be printed and hung up."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

import segno
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from common.addresses import AT_HOME
from consultations.models import Consultation, Venue
from consultations.rules import office, township_or_partner
from consultations.sheets import SHEETS, token_of
from consultations.views.births import VenueList
from members.http import OfRoles, SeatRequired


class Poster(OfRoles):
    roles, refusal = VenueList.roles, VenueList.refusal

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Venue.objects.visible_to(self.request.seat).filter(status=Venue.Status.OPEN)
        venue = get_object_or_404(visible.select_related("township__committee"), pk=pk)
        url = settings.SITE_URL + reverse("villagers:wish", args=[venue.token])
        context = {"venue": venue, "url": url, "code": drawn(url), "at_home": at_home(url)}
        return render(request, "consultations/poster.html", context)


class Code(SeatRequired):
    """The sheet of one consultation: signing in at the meeting, or rating what was done."""

    def get(self, request: HttpRequest, uid: UUID, word: str) -> HttpResponse:
        seat = self.request.seat
        row = get_object_or_404(Consultation.objects.visible_to(seat).for_page(), case__uid=uid)
        sheet = SHEETS.get(word)
        if sheet is None:
            raise Http404
        if not township_or_partner(seat, row) and not office(seat, row):
            raise PermissionDenied("二维码由乡镇委员工作室和县政协办公室打印")
        if not sheet.is_open(row):
            raise Http404
        url = settings.SITE_URL + reverse(sheet.page, args=[token_of(row, word)])
        context = {"row": row, "sheet": sheet, "url": url, "at_home": at_home(url)}
        context["code"] = drawn(url, f"{sheet.title}的二维码")
        return render(request, "consultations/code.html", context)


def drawn(url: str, title: str = "扫码反映的二维码") -> SafeString:
    """As SVG without style or script; a quarter of it may get dirty (level Q)."""
    code = segno.make(url, error="q", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=4, title=title))


def at_home(url: str) -> bool:
    """Whether only this machine knows the address, so that no phone reaches it."""
    return (urlsplit(url).hostname or "") in AT_HOME
