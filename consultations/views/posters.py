"""The poster of a place with its QR code, to be printed and hung up."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from common.addresses import AT_HOME
from consultations.models import Venue
from consultations.views.births import VenueList
from consultations.views.pages import OfRoles


class Poster(OfRoles):
    roles, refusal = VenueList.roles, VenueList.refusal

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Venue.objects.visible_to(self.request.seat).filter(status=Venue.Status.OPEN)
        venue = get_object_or_404(visible.select_related("township__committee"), pk=pk)
        url = settings.SITE_URL + reverse("villagers:wish", args=[venue.token])
        context = {"venue": venue, "url": url, "code": drawn(url), "at_home": at_home(url)}
        return render(request, "consultations/poster.html", context)


def drawn(url: str) -> SafeString:
    """As SVG without style or script; a quarter of it may get dirty (level Q)."""
    code = segno.make(url, error="q", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=4, title="扫码反映的二维码"))


def at_home(url: str) -> bool:
    """Whether only this machine knows the address, so that no phone reaches it."""
    return (urlsplit(url).hostname or "") in AT_HOME
