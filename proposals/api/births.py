"""POST /api/v1/proposals/: a whole proposal in one press, as the sheet and its submission."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from common.bodies import Sent, as_form, fault
from common.refusals import Refusal
from members.api import seat_of
from members.api_actions import DONE, KEY, faults_of, pressed
from members.api_rows import etag
from members.http import hand_of
from members.models import Role, Seat
from members.receipts import press_of
from members.scopes import BEAR, scope
from proposals import services
from proposals.forms import DraftForm, Proposer
from proposals.models import Draft, Proposal
from proposals.services.drafting import WRITERS
from proposals.workflow import Action
from workflow.models import Case
from workflow.procedure import AlreadyDone

Forms = dict[str, forms.BaseForm]


class Births:
    """Beside the list of rows: the office brings a proposal in (代录), people their own."""

    verb = Action.SUBMIT

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        if request.method == "POST":
            return (scope("proposals", BEAR),)
        return super().scopes_for(request)  # type: ignore[misc,no-any-return]

    @extend_schema(request=OpenApiTypes.OBJECT, responses={201: DONE}, parameters=[KEY])
    def create(self, request: Request) -> HttpResponseBase:
        return pressed(request, {}, self.act, status=201)

    def act(self, request: Request, place: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
        seat = seat_of(request)
        if seat.role not in WRITERS:
            raise PermissionDenied("只有委员本人、集体提案联系人或提案委办公室可以提交提案")
        told = filled(seat, as_form(request.data))
        by = hand_of(request._request, press=press_of(seat, key))
        proposer = told["proposer"].cleaned_data if "proposer" in told else {}
        words = told["sheet"].cleaned_data
        words.pop("version")
        try:
            proposal = services.hand_in(seat, by=by, proposer=proposer, **words)
        except AlreadyDone as done:
            proposal = Proposal.objects.get(pk=done.case.pk)
        except ValidationError as refusal:
            raise refused(refusal) from None
        return answered(proposal)


def filled(seat: Seat, sent: Sent) -> Forms:
    """The sheet, and for the office whom it writes for. Raises Refusal (422) by field."""
    sent.words["version"] = "0"
    told: Forms = {"sheet": DraftForm(sent.words, instance=Draft(committee=seat.committee))}
    if seat.role == Role.OFFICE:
        told["proposer"] = Proposer(sent.words, committee_id=seat.committee_id)
    known = {name for form in told.values() for name in form.fields} - {"version"}
    faults = [fault(name, "没有这一项，请删去") for name in sent.names if name not in known]
    faults = faults or [one for form in told.values() for one in faults_of(form)]
    if faults:
        raise Refusal("invalid-content", errors=faults)
    return told


def refused(refusal: ValidationError) -> Refusal:
    if not hasattr(refusal, "error_dict"):
        return Refusal("not-yet", "；".join(refusal.messages))
    named = refusal.message_dict.items()
    faults = [fault(name, sentence) for name, sentences in named for sentence in sentences]
    return Refusal("invalid-content", errors=faults)


def answered(proposal: Proposal) -> tuple[dict[str, Any], str]:
    case = Case.objects.get(pk=proposal.pk)
    told = {"action": str(Action.SUBMIT.value), "label": str(Action.SUBMIT.label)}
    told |= {"case": str(case.uid), "kind": proposal.kind(), "status": proposal.status}
    return told | {"version": case.version, "id": proposal.pk}, etag(case)
