"""保存视图、选择栏目: how a list stands for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters import FilterSet

from common.listing import LISTINGS, Listing
from common.narrowing import chips_of, conditions, read_together
from members.doors import add_errors
from members.forms_lists import ChangeForm, ViewForm
from members.http import SeatRequired, hand_of
from members.listed import ALL_ROWS, Shelf
from members.models import SavedView
from members.services import views as services

UP, DOWN = "up", "down"


class OfList(SeatRequired):
    """About one list, by its name."""

    @cached_property
    def listing(self) -> Listing:
        found = LISTINGS.get(self.kwargs["name"])
        if found is None:
            raise Http404
        if not found.readers(self.request.seat):
            raise PermissionDenied(f"您的身份没有{found.title}列表")
        return found

    @cached_property
    def shelf(self) -> Shelf:
        return Shelf.of(self.request.seat, self.listing)

    @cached_property
    def view(self) -> SavedView | None:
        """The one in the address (?view=); none where it is not there for this seat."""
        return self.shelf.view(self.request.GET.get("view"))

    @property
    def query(self) -> QueryDict:
        """The conditions in the address that this list knows."""
        told = conditions(self.request.GET)
        for name in set(told) - {"sort", *self.listing.filterset.base_filters}:
            told.pop(name)
        return told

    def filters(self, query: QueryDict) -> FilterSet:
        """The list's, as these conditions set them."""
        assert self.listing.rows
        rows = self.listing.rows(self.request.seat)
        return self.listing.filterset(query, queryset=rows, request=self.request)

    def list_url(self, query: str = "") -> str:
        return f"{self.listing.url}{query or ALL_ROWS}"

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        told = {"listing": self.listing, "list_url": self.list_url()} | context
        return render(self.request, f"members/lists/{template}.html", told, status=status)


class Views(OfList):
    """All views of the list that one has."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        seat, opening = self.request.seat, self.shelf.opening
        lines = [
            {
                "view": one,
                "opens": one == opening,
                "mine": one.seat_id == seat.pk,
                "may_change": services.may_change(one, seat),
                "chips": chips,
            }
            for one, chips in self.said()
        ]
        return self.show("views", {"lines": lines})

    def said(self) -> Iterator[tuple[SavedView, list[Any]]]:
        """Each view with its conditions in words."""
        queries = [QueryDict(one.query) for one in self.shelf.views]
        filters = [self.filters(query) for query in queries]
        read_together(filters)
        for view, one, query in zip(self.shelf.views, filters, queries, strict=True):
            yield view, chips_of(one, query)


class SaveView(OfList):
    """The list as it was just seen, under a name."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        known = self.view if self.view and self.view.seat_id == self.request.seat.pk else None
        given = {"name": known.name, "roles": known.roles} if known else {}
        return self.form(ViewForm(seat=self.request.seat, initial=given))

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        seat, form = self.request.seat, ViewForm(request.POST, seat=self.request.seat)
        if form.is_valid():
            by = hand_of(request, press=form.cleaned_data["press"])
            told = form.told() | {
                "query": self.query.urlencode(),
                "columns": self.shelf.columns(self.view),
            }
            try:
                view = services.save_view(seat, self.listing.name, by=by, **told)
            except ValidationError as refusal:
                add_errors(form, refusal)
            else:
                if form.cleaned_data["opens"]:
                    services.open_with(seat, self.listing.name, view)
                messages.success(request, f"已保存视图“{view}”")
                return redirect(self.list_url(view.address))
        return self.form(form, status=422)

    def form(self, form: ViewForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "chips": chips_of(self.filters(self.query), self.query)}
        return self.show("save", context, status)


class OneView(OfList):
    """A view that the seat has and may change."""

    @cached_property
    def one(self) -> SavedView:
        found = self.shelf.view(str(self.kwargs["pk"]))
        if found is None:
            raise Http404
        return found

    def back(self) -> HttpResponse:
        return redirect("lists:views", self.listing.name)


class ChangeView(OneView):
    def get(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        services.refuse_others(self.one, self.request.seat)
        return self.show("change", {"form": self.form(), "view": self.one})

    def form(self, *args: Any) -> ChangeForm:
        opens = self.shelf.opening == self.one
        return ChangeForm(*args, seat=self.request.seat, view=self.one, opens=opens)

    def post(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        seat = self.request.seat
        services.refuse_others(self.one, seat)
        form = self.form(request.POST)
        if form.is_valid():
            by = hand_of(request, press=form.cleaned_data["press"])
            try:
                services.change_view(self.one, seat, by=by, **form.told())
            except ValidationError as refusal:
                add_errors(form, refusal)
            else:
                self.open(form.cleaned_data["opens"])
                messages.success(request, f"已更改视图“{self.one}”")
                return self.back()
        return self.show("change", {"form": form, "view": self.one}, status=422)

    def open(self, wanted: bool) -> None:
        if wanted != (self.shelf.opening == self.one):
            chosen = self.one if wanted else None
            services.open_with(self.request.seat, self.listing.name, chosen)


class OpenWith(OneView):
    """The list opens with this view from now on, or with none (pk 0)."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        chosen = self.one if pk else None
        services.open_with(self.request.seat, self.listing.name, chosen)
        shown = f"先显示视图“{chosen}”" if chosen else "显示全部"
        messages.success(request, f"以后打开{self.listing.title}列表时{shown}")
        return self.back()


class DropView(OneView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        told = str(self.one)
        services.drop_view(self.one, self.request.seat, by=hand_of(request))
        messages.success(request, f"已删除视图“{told}”")
        return self.back()


class Columns(OfList):
    """Which columns stand in which order; each press is kept at once."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        back = self.list_url(f"?{self.query.urlencode()}&view={self.view.pk if self.view else 0}")
        kept = self.shelf.columns(self.view)
        shown = self.listing.chosen(kept, self.request.seat)
        if self.view and not services.may_change(self.view, self.request.seat):
            return self.show("columns", {"view": self.view, "back": back, "theirs": True})
        rest = [one for one in self.listing.offered(self.request.seat) if one not in shown]
        lines = [(one, True) for one in shown] + [(one, False) for one in rest]
        return self.show("columns", {"lines": lines, "view": self.view, "back": back})

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        keys = self.keys(request.POST)
        if self.view:
            services.arrange_view(self.view, self.request.seat, keys)
        else:
            services.arrange(self.request.seat, self.listing.name, keys)
        if "done" in request.POST:
            return redirect(self.list_url(f"?{self.query.urlencode()}&{self.viewed()}"))
        messages.success(request, "已恢复默认栏目" if not keys else "已更改栏目")
        here = reverse("lists:columns", args=[name])
        return redirect(f"{here}?{self.query.urlencode()}&{self.viewed()}")

    def viewed(self) -> str:
        return f"view={self.view.pk if self.view else 0}"

    def keys(self, told: QueryDict) -> list[str]:
        """The ticked columns, as they stood, with the one that was moved a place up or down."""
        if "usual" in told:
            return []
        known = {one.key: one for one in self.listing.offered(self.request.seat)}
        ticked = {*told.getlist("column"), *(key for key, one in known.items() if one.leads)}
        order = [key for key in dict.fromkeys(told.getlist("order")) if key in known]
        keys = [key for key in order if key in ticked]
        return moved(keys, told.get(UP, ""), -1) or moved(keys, told.get(DOWN, ""), 1) or keys


def moved(keys: list[str], key: str, by: int) -> list[str]:
    """With that one a place on; nothing where there is none to move or no place."""
    if key not in keys or not 0 <= keys.index(key) + by < len(keys):
        return []
    at = keys.index(key)
    keys[at], keys[at + by] = keys[at + by], keys[at]
    return keys
