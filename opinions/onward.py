"""The page of a declined proposal leads on: the button for the office, and what came of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from members.models import Role, Seat
from opinions.models import OpinionDraft
from opinions.origins import opinion_of
from proposals.models import Proposal
from proposals.onward import Onward
from proposals.origins import Origin

DISPOSITION = "opinion"  # the line of the dictionary that says 转社情民意


def may_turn(proposal: Proposal) -> str:
    """Why it can't be turned; nothing when it can: declined to become one, with consent."""
    chosen = proposal.disposition
    if proposal.status != Proposal.Status.DECLINED or chosen is None:
        return "只有不予立案的提案可以转为社情民意稿"
    if chosen.code != DISPOSITION:
        return f"此件的去向是“{chosen}”，不转社情民意"
    return "" if proposal.consent else "提案人同意转送后，才能转为社情民意稿"


def button(proposal: Proposal, seat: Seat) -> list[dict[str, Any]]:
    home = seat.role == Role.OFFICE and seat.committee_id == proposal.committee_id
    if not home or may_turn(proposal) or OpinionDraft.objects.filter(proposal=proposal).exists():
        return []
    url = reverse("opinions:turn", args=[proposal.case.uid])
    return [{"label": "转为社情民意稿", "url": url, "main": True, "danger": False}]


def came_of(proposal: Proposal, seat: Seat) -> list[Origin]:
    known = OpinionDraft.objects.filter(proposal=proposal).select_related("opinion__case")
    return [opinion_of(draft, seat) for draft in known]


ONWARD = Onward(button, came_of)
