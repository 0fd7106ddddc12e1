"""The letters, contacts and meetings around a proposal: by whom, and in which state."""

from __future__ import annotations

import pytest
from django.db import transaction

from common import clock
from proposals.models import Assignment, Contact, Reply, ReviewMeeting
from proposals.workflow import (
    CONTACT,
    MEETING,
    REPLY,
    ContactAction,
    LetterAction,
    MeetingAction,
)
from tests.moves import again, compare, everybody, put, report
from workflow.models import Case

LETTERS = {  # verb: from, to, who
    LetterAction.WRITE: ({"open"}, "open", {"liaison"}),
    # where letters are signed before they are reviewed, a sealed one is graded, or superseded
    LetterAction.GRADE: ({"open", "sealed"}, None, {"dispatcher"}),
    LetterAction.SUPERSEDE: ({"sealed"}, "superseded", {"dispatcher", "unit_head"}),
    LetterAction.SEAL: ({"open"}, "sealed", {"unit_head"}),
    LetterAction.HAND_IN: ({"sealed"}, "sealed", {"liaison", "office"}),
}
MEETINGS = {
    MeetingAction.LIST: ({"planned"}, "planned", {"office"}),
    MeetingAction.CONCLUDE: ({"planned"}, "held", {"office", "director"}),
}
CONTACTED = {"handling", "drafting", "reviewing", "signing", "signed", "delivered"}
CONTACTED |= {"opinion_given", "opinion_waived"}


@pytest.fixture
def world(share, here, settings):
    settings.WORKFLOW_CONSUMERS = []
    return share, everybody(here, share)


def rule(sources, target, seats, elsewhere="wrong_state"):
    def expected(state, name):
        if name not in seats:
            return "forbidden"
        return (target or state) if state in sources else elsewhere

    return expected


def test_a_letter_is_written_graded_sealed_and_handed_in_by_those_it_concerns(world):
    share, seats = world
    total, faults = 0, []
    with transaction.atomic():
        letter = Reply(proposal=share.proposal, assignment=share, status="open", body="答复")
        letter.save(force_insert=True)
        for action, (sources, target, who) in LETTERS.items():
            tries, wrong = compare(
                REPLY,
                action,
                seats,
                Reply.Status.values,
                made=lambda state: letter,
                expected=rule(sources, target, who),
                enters=lambda state: put(letter, status=state),
            )
            total, faults = total + tries, faults + wrong
        transaction.set_rollback(True)
    report(total, faults)


def test_the_units_own_liaison_begins_a_letter_or_whoever_sent_a_sealed_one_back(world):
    share, seats = world
    made = Reply(proposal=share.proposal, assignment=share, body="答复")
    result = compare(
        REPLY,
        LetterAction.OPEN,
        seats,
        [""],
        made=lambda state: again(made),
        expected=rule({""}, "open", {"liaison", "dispatcher"}),
    )
    report(*result)


def test_only_the_units_own_liaison_records_contacts_and_after_signing_for_the_case(world):
    share, seats = world
    made = Contact(
        proposal=share.proposal,
        assignment=share,
        way="meeting",
        held_on=clock.today(),
        people="提案人",
        minutes="沟通",
    )
    result = compare(
        CONTACT,
        ContactAction.CONTACT,
        seats,
        Assignment.Status.values,
        made=lambda state: again(made),
        expected=rule(CONTACTED, "recorded", {"liaison"}, elsewhere="gate"),
        enters=lambda state: put(share, status=state),
    )
    report(*result)


def test_a_contact_is_voided_only_by_the_unit_that_recorded_it(world, contacted):
    share, seats = world
    contact = contacted.contacts.select_related("proposal__case", "assignment").get()
    result = compare(
        CONTACT,
        ContactAction.VOID,
        seats,
        Contact.Status.values,
        made=lambda state: contact,
        expected=rule({"recorded"}, "void", {"liaison"}),
        enters=lambda state: put(contact, status=state),
    )
    report(*result)


def test_a_meeting_is_called_filled_and_ended_by_the_committees_own_people(world, meeting):
    _, seats = world
    total, faults = 0, []
    for action, (sources, target, who) in MEETINGS.items():
        tries, wrong = compare(
            MEETING,
            action,
            seats,
            ReviewMeeting.Status.values,
            made=lambda state: meeting,
            expected=rule(sources, target, who),
            enters=lambda state: put(meeting, status=state),
        )
        total, faults = total + tries, faults + wrong
    report(total, faults)


def test_only_the_office_convenes(world, here):
    _, seats = world

    def made(state):
        return ReviewMeeting(
            case=Case(committee=here.body),
            session=here.session,
            occasion="plenary",
            name="审查会议",
            held_on=clock.today(),
        )

    convened = rule({""}, "planned", {"office"})
    report(*compare(MEETING, MeetingAction.CONVENE, seats, [""], made=made, expected=convened))
