"""The demo story that everybody meets first, told once for all of these tests."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from common import clock
from deadlines.calendar import NATIONAL
from deadlines.models import Obligation
from members.models import Committee, Organisation, Role, Seat, Township, Unit, User
from members.workflow import APART
from notices.models import Notice
from opinions.models import Opinion as Reported
from proposals.demo import names, story
from proposals.demo.almanac import Almanac
from proposals.demo.names import COUNTIES
from proposals.demo.tales import TALES
from proposals.demo.texts import texts
from proposals.models import (
    Assignment,
    Change,
    Consultation,
    Draft,
    Extension,
    Feedback,
    Opinion,
    Proposal,
    Referral,
    Reply,
    Withdrawal,
)
from proposals.workflow import ASSIGNMENT, PROPOSAL, Action
from tests.api.writing import compare
from workflow.chain import faults
from workflow.models import Event, Outbox

TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The whole story on a Tuesday evening, taken back after the last of these tests."""
    with django_db_blocker.unblock(), clock.frozen(TUESDAY), transaction.atomic():
        story.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def here(told):
    return Committee.objects.get(code="539900")


def about(text):
    return Proposal.objects.get(title=texts()[text].title)


def without_obligation():
    """Open proposals, and those with open shares, about which nothing is owed."""
    owed = set(Obligation.objects.open().values_list("case", flat=True))
    proposals = Proposal.objects.exclude(status__in=PROPOSAL.ends).values_list("pk", flat=True)
    shares = Assignment.objects.exclude(status__in=ASSIGNMENT.ends)
    return sorted({*proposals, *shares.values_list("proposal", flat=True)} - owed)


def test_proposals_stand_in_every_state_that_can_be_reached(here):
    states = set(Proposal.objects.filter(committee=here).values_list("status", flat=True))
    assert states == set(Proposal.Status)
    shares = set(Assignment.objects.values_list("status", flat=True))
    assert shares == set(Assignment.Status)
    assert Proposal.objects.filter(committee=here).count() == len(TALES) == 60


def test_every_side_road_is_taken(here):
    """Requests of every kind stand open or decided; rounds, meetings and files are there."""
    for asked in (Change, Extension, Withdrawal):
        assert {"pending", "accepted"} <= set(asked.objects.values_list("status", flat=True))
    assert Change.objects.filter(status="refused").exists()
    assert set(Change.objects.values_list("what", flat=True)) >= {"reassign", "add"}
    assert {"asked", "agreed"} <= set(Consultation.objects.values_list("status", flat=True))
    assert {"drafted", "given"} <= set(Opinion.objects.values_list("status", flat=True))
    assert Proposal.objects.filter(cosigners=3).count() >= 3
    assert Assignment.objects.filter(duty="separate").count() == 2
    assert Proposal.objects.filter(round=2).count() == 3
    assert Proposal.objects.filter(conferred_on__isnull=False).exists()
    assert Reply.objects.filter(version=2).exists()
    assert Referral.objects.exists()
    assert Proposal.objects.filter(consent=False, passed_on=None).exists()
    assert Event.objects.filter(action=Action.CORRECT).exists()


def test_the_worklists_show_green_yellow_and_red(here):
    today = clock.today()
    owed = Obligation.objects.open().filter(committee=here)
    assert owed.filter(due_on__lt=today).exists()
    assert owed.filter(due_on__gte=today, due_on__lte=Almanac().ahead(2)).count() >= 5
    assert owed.filter(due_on__gt=Almanac().ahead(10)).exists()


def test_every_open_case_is_owed_by_somebody_alive():
    assert without_obligation() == []
    assert not Obligation.objects.without_debtor().exists()


def test_the_record_of_the_story_is_without_fault():
    assert list(faults()) == []


def test_some_things_are_due_today_and_some_are_late():
    assert Obligation.objects.open().filter(due_on=clock.today()).count() >= 5
    assert 4 <= Obligation.objects.late(clock.today()).count() <= 15


def test_whoever_signs_in_to_try_it_finds_something_to_do(here):
    for account in ("office", "director", "dispatcher", "party_dispatcher", "liaison", "unit_head"):
        seat = Seat.objects.get(user__username=account)
        assert Obligation.objects.open().of_seat(seat).exists(), account
    assert Obligation.objects.open().of_seat(Seat.objects.get(user__username="member")).count() == 2


def test_silence_closed_a_case_without_becoming_satisfaction():
    assert about("mental").status == Proposal.Status.CLOSED
    assert not Feedback.objects.filter(proposal=about("mental")).exists()


def test_a_dissatisfied_member_keeps_the_case_open_on_the_directors_desk():
    assert about("elevator").status == Proposal.Status.REPLIED
    assert about("elevator").on_hold


def test_a_party_was_answered_and_spoke_through_its_contact():
    feedback = Feedback.objects.get(proposal=about("workshop"))
    assert feedback.giver == "民盟彩云州委员会"
    assert not feedback.on_paper


def test_the_cast_is_complete(here):
    seats = Seat.objects.held().filter(committee=here)
    assert {
        role: seats.filter(role=role).count() for role in set(seats.values_list("role", flat=True))
    } == {
        Role.OFFICE: 2,
        Role.DIRECTOR: 1,
        Role.DISPATCHER: 3,
        Role.LIAISON: 60,
        Role.UNIT_HEAD: 60,
        Role.MEMBER: 400,
        Role.CONTACT: 6,
        Role.ORG_HEAD: 6,
        Role.SYSADMIN: 1,
        Role.SECADMIN: 1,
        Role.AUDITOR: 1,
    }
    assert Unit.objects.filter(committee=here).count() == 60
    assert Organisation.objects.filter(committee=here).count() == len(names.ORGANISATIONS)
    assert here.terms.get().sectors.count() == 31
    counties = here.children.all()
    assert {county.short_name for county in counties} == {name for name, _ in COUNTIES.values()}
    assert len(counties) == 10
    assert Township.objects.filter(committee__in=counties).count() == 103
    assert all(county.townships.count() >= 10 for county in counties)


def test_the_first_office_was_seated_by_the_set_up_and_seated_everybody_else(here):
    first = Seat.objects.get(user__username="office")
    entered = Event.objects.filter(committee=here, subject_type=Seat.kind())
    hands = dict(entered.order_by("version").values_list("subject_id", "seat"))
    keepers = Seat.objects.filter(committee=here, role__in=APART).values_list("pk", flat=True)
    assert {subject for subject, seat in hands.items() if seat is None} == {first.pk, *keepers}
    assert set(hands.values()) == {None, first.pk}


def test_nothing_happened_on_a_rest_day_nor_happens_in_the_future():
    days = {clock.day_of(at) for at in Event.objects.values_list("at", flat=True)}
    assert [day for day in days if not NATIONAL.is_workday(day)] == []
    assert max(Event.objects.values_list("at", flat=True)) < clock.now()


def test_events_of_a_case_follow_each_other_in_time():
    told = Event.objects.order_by("case", "version").values_list("case", "at")
    assert list(told) == sorted(told)


def test_the_neighbour_sees_its_own_proposal_only():
    office = Seat.objects.get(user__username="neighbour")
    assert [p.title for p in Proposal.objects.visible_to(office)] == [texts()["lakepath"].title]


def test_messages_have_gone_out_and_only_the_latest_are_unread():
    assert not Outbox.objects.exists()
    assert Notice.objects.filter(read_at__isnull=False).exists()
    oldest = min(Notice.objects.unread().values_list("at", flat=True))
    assert clock.day_of(oldest) >= Almanac().day(story.READ_AFTER)


def test_two_members_and_the_office_have_drafts_to_go_on_with():
    fresh = Draft.objects.unfinished().filter(proposal=None)
    assert sorted(fresh.values_list("seat__user__username", flat=True)) == [
        "member",
        "member2",
        "office",
    ]


def test_the_list_of_accounts_opens_every_door_it_names():
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = [line.split() for line in out.getvalue().splitlines()[1:-1]]
    assert len(lines) == 14 + 4  # those of the prefecture of courtyard consultations
    for account, word, name, *_ in lines:
        user = User.objects.get(username=account)
        assert user.check_password(word)
        assert user.name == name
        assert not user.must_change_password


def test_the_second_run_says_it_is_there_and_changes_nothing():
    before, out = Event.objects.count(), StringIO()
    call_command("load_demo", stdout=out)
    assert "已经载入" in out.getvalue()
    assert Event.objects.count() == before


def test_opinions_stand_beside_it_at_every_turn_of_their_lives(here):
    told = Reported.objects.filter(committee=here)
    states = {"submitted", "editing", "combined", "kept", "forwarded", "done"}
    assert set(told.values_list("status", flat=True)) == states
    whole = told.get(form="combined")
    assert {bool(one.member) for one in whole.sources.all()} == {True, False}
    assert whole.forwardings.count() == 2
    neighbour = Seat.objects.get(user__username="neighbour")
    assert not Reported.objects.visible_to(neighbour).exists()


def test_other_systems_read_of_every_kind_what_serializers_tell():
    """One seat of each role; what the database writes is the same letter for letter."""
    kinds = ("proposals", "assignments", "replies", "commitments", "opinions")
    seats = Seat.objects.select_related("user", "committee__parent", "unit", "system")
    told = compare(seats.order_by("role", "pk").distinct("role"), most=15, kinds=kinds)
    assert min(vars(told).values()) > 0, told
