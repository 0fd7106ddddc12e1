"""A unit's way to its answer, and what tests of the time after need of it."""

from __future__ import annotations

from types import SimpleNamespace

from common import clock
from deadlines.models import Obligation
from members.models import Entry, Role
from proposals import services
from tests import factories
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.moves import put

GOOD = {"attitude": "satisfied", "result": "fair"}
BAD = {"attitude": "fair", "result": "dissatisfied", "words": "护栏一处也没有装。"}


def people_of(here, unit, dispatcher) -> SimpleNamespace:
    """Who brings a unit's answer on its way."""
    return SimpleNamespace(
        liaison=factories.person(here, Role.LIAISON, unit=unit),
        head=factories.person(here, Role.UNIT_HEAD, unit=unit),
        dispatcher=dispatcher,
    )


def answer(share, people, member, grade, *, number, body="答复如下：……"):
    """From 办理中 to 已送达, by the services."""
    liaison = hand(people.liaison)
    share = services.waive_contact(share, by=hand(member), note="电话里都说清楚了")
    share = services.draft_reply(share, by=liaison, body=body, own_grade=grade)
    share = services.send_to_review(share, by=liaison)
    share = services.review_pass(share, by=hand(people.dispatcher), grade=grade)
    share = services.sign(share, by=hand(people.head), letter_number=number)
    return services.deliver(share, by=liaison, delivered_on=clock.today())


OWED_FIRST = {
    "keep": "unanswered",
    "verify": "verify",
    "rehandle": "rehandle_decision",
    "leave_as_is": "rehandle_decision",
    "confer": "confer",
}


def open_the_gate(action, row):
    """What must be there before the verb is let through; only inside what is rolled back."""
    if action in OWED_FIRST:
        owe(row, OWED_FIRST[action])
    if action in ("give_opinion", "waive_opinion"):
        put(row, duty="co")
    if action == "give_opinion":
        behind_its_back(
            "INSERT INTO proposals_opinion (case_id, assignment_id, status, body, contact_name,"
            " contact_phone) VALUES (%s, %s, 'approved', '同意', '', '')",
            row.proposal_id,
            row.pk,
        )
    if action == "send_to_sign":
        Entry.objects.create(
            committee=row.case.committee, book="rule", code="review_after_signing", label="先签后审"
        )
    if action in ("sign_replacement", "sign_for_review", "pass_signed"):
        status = "sealed" if action == "pass_signed" else "open"
        behind_its_back(
            "INSERT INTO proposals_reply (case_id, assignment_id, version, status, body,"
            " letter_number, signer, contact_name, contact_phone, items_digest)"
            " VALUES (%s, %s, 2, %s, '', '', '', '', '', '')",
            row.proposal_id,
            row.pk,
            status,
        )


def owe(proposal, kind):
    Obligation.objects.create(
        case=proposal.case,
        subject_type=proposal.kind(),
        subject_id=proposal.pk,
        kind=kind,
        role=Role.OFFICE,
        committee=proposal.case.committee,
        due_on=clock.today(),
        first_due_on=clock.today(),
    )
