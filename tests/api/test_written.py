"""What the database writes of a row is, letter for letter, what its serializer tells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from members.models import Seat
from proposals.models import Assignment, Commitment, Proposal, Reply, ReplyItem
from tests import factories
from tests.api.writing import compare, reads, written
from tests.conftest import behind_its_back
from tests.promising import stood_always

pytestmark = pytest.mark.django_db
ODD = '引号"、反斜线\\、\n换行\t\r\b\f\x01\x7f、\u2028\u2029、𠮷㙍〇、</script>、é'
INSTANTS = (
    datetime(2026, 5, 20, 2, 0, tzinfo=UTC),
    datetime(2004, 12, 31, 16, 59, 59, 123456, tzinfo=UTC),
    datetime(2026, 5, 20, 15, 59, 59, 120000, tzinfo=UTC),
    datetime(1988, 7, 1, 0, 0, 0, 1, tzinfo=UTC),  # summer time was kept in those years
)


def everybody():
    return Seat.objects.select_related("user", "committee")


@pytest.fixture
def promise(delivered):
    return stood_always(delivered)


def put(model, **columns):
    names = ", ".join(f"{name} = %s" for name in columns)
    behind_its_back(f"UPDATE {model._meta.db_table} SET {names}", *columns.values())


def test_words_of_any_kind_come_out_the_same(promise, office):
    put(Proposal, title=ODD, cosigners=14)
    put(Reply, body=ODD, signer=ODD)
    put(ReplyItem, matter=ODD, reason="", quantity="0.50")
    put(Commitment, what=ODD, quantity="1234567890.10", said_done=True)
    told = compare(everybody())
    assert min(told.proposals, told.assignments, told.replies, told.commitments) > 0
    [line] = written(reads(office, "replies"))
    assert "\u2028".encode() in line


@pytest.mark.parametrize("instant", INSTANTS, ids=str)
def test_instants_are_told_on_the_clocks_of_the_place(promise, office, instant):
    put(Proposal, submitted_at=instant)
    compare([office])


def test_what_is_not_known_is_null_in_both(promise, here, office, member):
    body = factories.organisation(here)
    put(Proposal, category_id=None, number=None, filed_on=None, notice_on=None, member_id=None,
        organisation_id=body.pk, revision=99)  # fmt: skip
    put(Reply, grade_id=None, signed_on=None)
    put(Commitment, quantity=None, reported_on=None)
    compare([office])


def test_every_state_of_a_share_is_told_to_each_as_they_may_know_it(
    promise, office, member, liaison
):
    for status in Assignment.Status.values:
        put(Assignment, status=status)
        assert compare([office, member, liaison], kinds=["assignments"]).assignments == 3


def test_chosen_fields_come_in_the_order_of_the_row(promise, office):
    [line] = written(reads(office, "proposals", fields="title,uid"))
    assert line.startswith(b'{"uid":')
    assert b'"session"' not in line
