"""A list as its reader has arranged it: with their views, in their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from common.listing import Listing
from common.narrowing import conditions
from common.whole import whole
from members.http import SeatRequired
from members.models import SavedView, Seat

ALL_ROWS = "?view=0"  # past the view that the list opens with


class Shelf(NamedTuple):
    """The views of one list that a seat has: one question. own: how it stands without any."""

    views: list[SavedView]
    own: SavedView | None

    @classmethod
    def of(cls, seat: Seat, listing: Listing) -> Shelf:
        found = list(SavedView.objects.visible_to(seat).filter(listing=listing.name))
        own = next((one for one in found if not one.name and one.seat_id == seat.pk), None)
        return cls([one for one in found if one.name], own)

    def view(self, pk: str | None) -> SavedView | None:
        wanted = whole(pk)
        return next((one for one in self.views if one.pk == wanted), None)

    @property
    def opening(self) -> SavedView | None:
        wanted = self.own.opening_id if self.own else None
        return next((one for one in self.views if one.pk == wanted), None)

    def columns(self, view: SavedView | None) -> Sequence[str]:
        """The keys in their order; nothing: the usual ones."""
        chosen = (view.columns if view else None) or (self.own.columns if self.own else None)
        return chosen if isinstance(chosen, list) else []

    def chips(self, view: SavedView | None) -> list[dict[str, Any]]:
        """The views as links, with the one that is open; without views none."""
        if not self.views:
            return []
        named = [(one.name, one.address, one == view) for one in self.views]
        shown = [("全部", ALL_ROWS, view is None), *named]
        return [{"label": label, "url": url, "current": now} for label, url, now in shown]


class ListPage(SeatRequired):
    """A list with its views; it opens with the one that its reader wants to see first."""

    listing: ClassVar[Listing]
    template_name = ""

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        """What the page says besides."""
        return context

    def get(self, request: HttpRequest) -> HttpResponse:
        seat, listing = self.request.seat, self.listing
        assert listing.rows
        shelf = Shelf.of(seat, listing)
        if not request.GET and shelf.opening:
            return redirect(f"{request.path}{shelf.opening.address}")
        view = shelf.view(request.GET.get("view"))
        context = listing.page(request, listing.rows(seat), shelf.columns(view))
        context |= tools(listing, shelf, view, request.GET)
        return render(request, self.template_name, self.told(context))


def tools(
    listing: Listing, shelf: Shelf, view: SavedView | None, query: QueryDict
) -> dict[str, Any]:
    """The ways to the pages that arrange this list."""
    now = conditions(query).urlencode()
    beside = f"&view={view.pk}" if view else ""
    return {
        "views": shelf.chips(view),
        "view": view,
        "columns_url": f"{reverse('lists:columns', args=[listing.name])}?{now}{beside}",
        "views_url": reverse("lists:views", args=[listing.name]),
        "sheet_url": f"{reverse('lists:sheet', args=[listing.name])}?{now}{beside}",
        "save_url": f"{reverse('lists:save', args=[listing.name])}?{now}{beside}",
    }
