"""The people of a plenary evening, and what is found in the database when it is over."""

from __future__ import annotations

import json
from unittest.mock import patch

from django.contrib.auth.hashers import make_password

from deadlines.checks import faults as forgotten
from members.models import User
from proposals.models import Cosigner, Draft, Invitation, Proposal, ProposalText
from tests import factories
from workflow.chain import faults as broken


def people(many: int) -> None:
    """A committee with that many members, who can all sign in; their password is hashed once."""
    hashed = make_password(factories.PASSWORD)
    with patch.object(User, "set_password", lambda user, raw: setattr(user, "password", hashed)):
        here = factories.committee()
        factories.person(here, "director")
        seats = [factories.member(here, f"委员{number:03}") for number in range(many)]
    print(json.dumps([[seat.user.username, seat.member_id] for seat in seats]))


def outcome() -> None:
    """What stands in the books: by member, and what the checks find wrong."""
    texts = dict(ProposalText.objects.values_list("proposal", "body"))
    handed_in = Proposal.objects.order_by("receipt").values_list("pk", "member", "receipt", "title")
    signed = Cosigner.objects.values_list("proposal__member", "member")
    print(
        json.dumps(
            {
                "proposals": [[*one, texts[one[0]]] for one in handed_in],
                "unsent": Draft.objects.unfinished().count(),
                "signed": sorted(map(list, signed)),
                "agreed": sorted(map(list, agreed())),
                "faults": [*broken(), *forgotten()],
            }
        )
    )


def agreed():
    said = Invitation.objects.filter(answer=Invitation.Answer.CONFIRMED, withdrawn_at=None)
    return said.values_list("draft__member", "member")
