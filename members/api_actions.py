"""POST …/actions/<verb>/: a verb of the tables, through the same door as on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from common.api import Acts
from common.bodies import as_form, fault
from common.parsers import Json
from common.refusals import Refusal
from members.api import seat_of
from members.api_rows import etag, opened
from members.doors import ActionForm, ActionView, Door, add_errors, reworded
from members.http import hand_of
from members.receipts import once, press_of
from members.scopes import labels, scope
from workflow.models import Case, Row
from workflow.procedure import AlreadyDone

Done = Callable[[Request, dict[str, Any], str], tuple[dict[str, Any], str]]
HIDDEN = ("press", "version")  # told by headers
BY_CODE = {"wrong_state": "wrong-state", "gate": "not-yet"}
DONE = inline_serializer(
    "Done",
    {
        "action": serializers.CharField(),
        "label": serializers.CharField(),
        "case": serializers.UUIDField(),
        "version": serializers.IntegerField(),
        "kind": serializers.CharField(),
        "id": serializers.IntegerField(),
        "status": serializers.CharField(),
    },
)
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)
HEADERS = [
    KEY,
    OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="所依据版本的 ETag"),
]


class Act(Acts):
    """page: where people do the same; kind: its name in scopes, or named by the address."""

    of_case = True
    page: ClassVar[type[ActionView]]
    parser_classes = [Json, MultiPartParser]

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """A verb that nobody knows needs none: it is not there."""
        named = scope(self.named(), self.kwargs["action"])
        return (named,) if named in labels() else ()

    def named(self) -> str:
        """What its rows are called in scopes."""
        return str(self.kwargs.get("part", self.kind))

    @extend_schema(request=OpenApiTypes.OBJECT, responses=DONE, parameters=HEADERS)
    def post(self, request: Request, **place: Any) -> HttpResponseBase:
        return pressed(request, place, self.act)

    def act(self, request: Request, place: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
        """In the order of the page: seen, permitted, of which version, well told, then done."""
        view = opened(self.page, request, place)
        door, row = view.find()
        seat = seat_of(request)
        seen = version_seen(request, row.case) if door.minds else None
        press = press_of(seat, key)
        form = filled(door, row, request, press)
        by = hand_of(request._request, seen=seen, press=press)
        try:
            outcome = door.service(row, by=by, **form.arguments())
        except AlreadyDone:
            outcome = row
        except ValidationError as refusal:
            raise refused(refusal, form) from None
        return told(door, row, outcome)


def pressed(
    request: Request, place: dict[str, Any], act: Done, status: int = 200
) -> HttpResponseBase:
    """The answer of an act, once for each key."""

    def work(key: str) -> tuple[dict[str, Any], str]:
        return act(request, place, key)

    answer, tag, again = once(request, seat_of(request), work)
    headers = {"ETag": tag} | ({"Idempotency-Replayed": "true"} if again else {})
    return Response(answer, headers=headers, status=status)


def version_seen(request: Request, case: Case) -> int:
    """The version that the sender knows. Raises Refusal: not told (428), or not it (412)."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Refusal("precondition-required", headers={"ETag": etag(case)})
    if given != etag(case):
        raise Refusal("precondition-failed", headers={"ETag": etag(case)})
    return case.version


def filled(door: Door, row: Any, request: Request, press: UUID) -> ActionForm:
    """The form of the verb with what was sent. Raises Refusal (422) with what is wrong where."""
    sent = as_form(request.data)
    sent.words.update({"press": str(press), "version": str(row.case.version)})
    form = door.form(sent.words, sent.files, row=row, seat=seat_of(request))
    known = set(form.fields) - set(HIDDEN)
    if strange := [name for name in sent.names if name not in known]:
        faults = [fault(name, "没有这一项，请删去") for name in strange]
        raise Refusal("invalid-content", errors=faults)
    if not form.is_valid():
        raise Refusal("invalid-content", errors=list(faults_of(form)))
    return form


def faults_of(form: BaseForm) -> Iterator[dict[str, str]]:
    for name, sentences in form.errors.items():
        for sentence in sentences:
            yield fault("" if name == NON_FIELD_ERRORS else str(name), str(sentence))


def refused(refusal: ValidationError, form: ActionForm) -> Refusal:
    """What a service refuses, by its kind; in the words of the place."""
    code = getattr(refusal, "code", None)
    if code == "stale":
        now = Case.objects.get(pk=form.row.case.pk)
        return Refusal("precondition-failed", headers={"ETag": etag(now)})
    if code in BY_CODE:
        return Refusal(BY_CODE[code], "；".join(reworded(refusal, form.row).messages))
    add_errors(form, reworded(refusal, form.row))
    return Refusal("invalid-content", errors=list(faults_of(form)))


def told(door: Door, row: Any, outcome: Any) -> tuple[dict[str, Any], str]:
    """What was done, to what, and of which version the case is now."""
    subject = outcome if isinstance(outcome, Row) else row
    now = type(subject)._base_manager.get(pk=subject.pk)
    case = Case.objects.get(pk=row.case.pk)
    done = {"action": str(door.action.value), "label": door.label(row)}
    about = {"kind": now.kind(), "id": now.pk, "status": now.status}
    return done | {"case": str(case.uid), "version": case.version} | about, etag(case)
