"""重点提案: the list, the page of one, the page of a year's choice, and their verbs."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from members.doors import ActionView, Door
from members.http import SeatRequired
from members.models import Role
from proposals.columns_keys import LISTING, badge, listed
from proposals.doors_keys import KEY_DOORS, KEY_LIST_DOORS, KEY_PARTS, LIST_PARTS
from proposals.forms.key_lists import NewKeyList
from proposals.models import KeyList, KeyProposal
from proposals.services import keys as services
from proposals.showing_key_lists import LIST_ROWS, list_page
from proposals.showing_keys import events_of, key_page, part_of
from proposals.views.begins import Beginning
from proposals.workflow import KeyListAction
from workflow.hand import Hand
from workflow.models import Event


class KeyIndex(SeatRequired):
    """Those that exist for the seat; the lists of the years for the committee."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        rows = listed(KeyProposal.objects.visible_to(seat).for_list(), seat)
        lists = KeyList.objects.visible_to(seat).for_page()
        context = LISTING.page(request, rows) | {
            "lists": [(one, badge(one)) for one in lists],
            "may_open": seat.role == Role.OFFICE,
            "boards": seat.is_staff_of_committee,
        }
        return render(request, "proposals/keys/index.html", context)


class NewList(Beginning):
    roles, refusal = (Role.OFFICE,), "重点提案遴选由提案委办公室启动"
    form, model, action = NewKeyList, KeyList, KeyListAction.OPEN
    template = "proposals/keys/new_list.html"

    def bear(self, told: dict[str, Any], by: Hand) -> KeyList:
        return services.open_key_list(told.pop("session"), by=by, **told)

    def said(self, row: Any) -> str:
        return "已启动遴选，请把立案的提案列入备选"


class KeyListPage(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seen = KeyList.objects.visible_to(self.request.seat).for_page()
        row = get_object_or_404(seen, case__uid=uid)
        return render(request, "proposals/keys/key_list.html", list_page(row, self.request.seat))


class KeyPage(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seen = KeyProposal.objects.visible_to(self.request.seat).for_page()
        key = get_object_or_404(seen, case__uid=uid)
        return render(request, "proposals/keys/detail.html", key_page(key, self.request.seat))


class ListAction(ActionView):
    doors: ClassVar[dict[str, Door]] = KEY_LIST_DOORS

    def root(self) -> Any:
        seen = KeyList.objects.visible_to(self.request.seat).for_page()
        return get_object_or_404(seen, case__uid=self.kwargs["uid"])

    def get_row(self) -> Any:
        return self.root()

    def page_of(self, row: Any) -> str:
        url: str = getattr(row, "root", row).get_absolute_url()
        return url

    def history(self, row: Any) -> QuerySet[Event]:
        found: QuerySet[Event] = events_of(getattr(row, "root", row), self.request.seat)
        return found


class ListPartAction(ListAction):
    """A verb of a candidate, or of what a body was asked."""

    parts: ClassVar[dict[str, tuple[Any, dict[str, Door]]]] = LIST_PARTS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        _, doors = self.parts.get(kwargs["part"], (None, {}))
        self.doors = doors  # type: ignore[misc]

    def get_row(self) -> Any:
        root, word = self.root(), self.kwargs["part"]
        if word not in self.parts:
            raise Http404
        found = {one.pk: one for one in self.seen(root, word)}
        if self.kwargs["pk"] not in found:
            raise Http404
        return found[self.kwargs["pk"]]

    def seen(self, root: Any, word: str) -> list[Any]:
        """The rows that this seat knows of."""
        rows: list[Any] = LIST_ROWS[word](root, self.request.seat)
        return rows


class KeyAction(ListAction):
    doors: ClassVar[dict[str, Door]] = KEY_DOORS

    def root(self) -> Any:
        seen = KeyProposal.objects.visible_to(self.request.seat).for_page()
        return get_object_or_404(seen, case__uid=self.kwargs["uid"])


class KeyPartAction(ListPartAction):
    parts: ClassVar[dict[str, tuple[Any, dict[str, Door]]]] = KEY_PARTS

    def root(self) -> Any:
        seen = KeyProposal.objects.visible_to(self.request.seat).for_page()
        return get_object_or_404(seen, case__uid=self.kwargs["uid"])

    def seen(self, root: Any, word: str) -> list[Any]:
        return part_of(word, root, self.request.seat)
