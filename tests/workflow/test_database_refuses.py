"""What goes round the path is refused by the database itself, whoever asks."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction

from members import services as members
from proposals import services
from proposals.models import ProposalText
from tests.conftest import sql
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

EVERY_TRICK = [
    "UPDATE proposals_proposal SET status = 'closed'",
    "UPDATE proposals_assignment SET status = 'delivered'",
    "UPDATE members_seat SET status = 'ended'",
    "DELETE FROM proposals_assignment",
    "INSERT INTO members_member (case_id, status, name, initials, gender, party, employer, phone,"
    " email, placeholder) SELECT case_id, 'serving', '冒名', '', '', '', '', '', '', false"
    " FROM members_registry",
    "WITH born AS (INSERT INTO workflow_case (committee_id, kind, caption, version, head)"
    " SELECT id, 'members_registry', 'x', 0, '' FROM members_committee RETURNING *)"
    " INSERT INTO members_registry (case_id, committee_id, status)"
    " SELECT id, committee_id, 'kept' FROM born",
    "UPDATE workflow_event SET note = 'x'",
    "DELETE FROM workflow_event",
    "TRUNCATE workflow_event CASCADE",
    "UPDATE proposals_proposaltext SET body = 'x'",
    "DELETE FROM proposals_proposaltext",
    "TRUNCATE proposals_proposaltext",
    "TRUNCATE proposals_assignment CASCADE",
    "CREATE TEMP TABLE workflow_event ON COMMIT DROP AS SELECT epoch, pg_current_xact_id() AS xid,"
    " subject_type, subject_id, target AS source, 'closed' AS target FROM workflow_event;"
    " UPDATE proposals_proposal SET status = 'closed'",
    "DO $$ BEGIN PERFORM set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM"
    " pg_trigger), true); UPDATE proposals_proposal SET status = 'closed'; END $$",
    "SET LOCAL search_path = pg_temp, public; UPDATE proposals_proposal SET status = 'closed'",
]


def commit(*statements):
    with transaction.atomic():
        for statement in statements:
            sql(statement)


@pytest.fixture
def passed(share):
    """Which of the tricks the database lets through."""

    def tried(trick):
        with suppress(IntegrityError):
            commit(trick)
            return True
        return False

    return [trick for trick in EVERY_TRICK if tried(trick)]


def test_every_trick_is_refused(passed):
    assert passed == []


def test_an_old_event_does_not_excuse_a_new_change(submitted, office):
    services.send_back(submitted, by=hand(office), note="请写明路段")
    again = "UPDATE proposals_proposal SET status = 'submitted'"
    with pytest.raises(IntegrityError):
        commit(again, again.replace("submitted", "sent_back"))


def test_an_event_of_another_row_does_not_excuse_it(share, office, here):
    @transaction.atomic
    def cover():
        members.enter_member(here.registry, by=hand(office), name="另一位")
        sql("UPDATE proposals_assignment SET status = 'handling'")

    with pytest.raises(IntegrityError):
        cover()


def test_the_orm_is_refused_like_everybody(submitted):
    event, text = Event.objects.filter(case=submitted.pk).get(), ProposalText.objects.get()
    event.note, text.body = "改", "改"
    for write in (event.save, text.save, event.delete, text.delete):
        with pytest.raises(IntegrityError):
            write()


def test_a_column_that_is_no_status_needs_no_event_at_once(submitted):
    """That one is found at night, by replaying the events."""
    sql("UPDATE proposals_proposal SET title = '改题'")
    assert list(faults()) == [f"proposals_proposal 第{submitted.pk}行：与流程记录不符"]
