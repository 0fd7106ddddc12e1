"""POST to a list: one more of its kind, in one press, as on the page where people begin it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from common.bodies import Sent, as_form, fault
from common.parsers import Json
from common.refusals import Refusal
from members.api import seat_of
from members.api_actions import DONE, KEY, faults_of, pressed
from members.api_rows import etag, opened
from members.doors import add_errors
from members.http import hand_of
from members.models import Seat
from members.receipts import press_of
from members.scopes import BEAR, scope
from workflow.births import borne
from workflow.hand import Hand
from workflow.models import Case, Root, Row
from workflow.procedure import AlreadyDone

HIDDEN = "press"  # told by a header
BORN = extend_schema(request=OpenApiTypes.OBJECT, responses={201: DONE}, parameters=[KEY])


class Births:
    """roles: who may, else refusal is said; verb: the first of what begins; model: what it is."""

    kind: str
    roles: Collection[str]
    refusal: str
    verb: Any
    model: ClassVar[type[Root]]
    parser_classes: Any = [Json, MultiPartParser]

    def form(self, sent: Sent, seat: Seat) -> forms.BaseForm:
        raise NotImplementedError

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Row:
        """By the service."""
        return self.deed(seat_of(request), told, by)

    def deed(self, seat: Seat, told: dict[str, Any], by: Hand) -> Row:
        """The same, where it needs to know no more than who asks."""
        raise NotImplementedError

    def borne(self, by: Hand) -> Row | None:
        """What this very press has borne: what it chose then may no longer be on offer."""
        case = borne(self.model, by)
        return self.model._base_manager.get(pk=case.pk) if case else None

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        if request.method == "POST":
            return (scope(self.kind, BEAR),)
        return super().scopes_for(request)  # type: ignore[misc,no-any-return]

    @BORN
    def create(self, request: Request) -> HttpResponseBase:
        return pressed(request, {}, self.act, status=201)

    def act(self, request: Request, place: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
        seat = seat_of(request)
        if seat.role not in self.roles:
            raise PermissionDenied(self.refusal)
        by = hand_of(request._request, press=press_of(seat, key))
        if row := self.borne(by):
            return self.answered(row)
        form = self.filled(as_form(request.data), seat, str(by.press))
        told = {name: words for name, words in form.cleaned_data.items() if name != HIDDEN}
        try:
            return self.answered(self.bear(request, told, by))
        except AlreadyDone:  # the same press, at the same moment
            if row := self.borne(by):
                return self.answered(row)
            raise
        except ValidationError as refusal:
            add_errors(form, refusal)
            raise Refusal("invalid-content", errors=list(faults_of(form))) from None

    def filled(self, sent: Sent, seat: Seat, press: str) -> Any:
        """Raises Refusal (422) with what is wrong where."""
        sent.words[HIDDEN] = press
        form: Any = self.form(sent, seat)
        known = set(form.fields) - {HIDDEN}
        faults = [fault(name, "没有这一项，请删去") for name in sent.names if name not in known]
        if faults or not form.is_valid():
            raise Refusal("invalid-content", errors=faults or list(faults_of(form)))
        return form

    def answered(self, row: Row) -> tuple[dict[str, Any], str]:
        case = Case.objects.get(pk=row.case.pk)
        told = {"action": str(self.verb.value), "label": str(self.verb.label)}
        told |= {"case": str(case.uid), "kind": row.kind(), "status": row.status}
        return told | {"version": case.version, "id": row.pk}, etag(case)


class OfPage(Births):
    """begins: the page where people begin the same, with its form, its people and its deed."""

    begins: ClassVar[type[Any]]

    @property
    def roles(self) -> Collection[str]:  # type: ignore[override]
        roles: Collection[str] = self.begins.roles
        return roles

    @property
    def refusal(self) -> str:  # type: ignore[override]
        return str(self.begins.refusal)

    @property
    def verb(self) -> Any:
        return self.begins.action

    def form(self, sent: Sent, seat: Seat) -> forms.BaseForm:
        form: forms.BaseForm = self.begins.form(sent.words, sent.files, seat=seat)
        return form

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Row:
        view: Any = opened(self.begins, request, {})
        row: Row = view.bear(told, by)
        return row
