"""Two presses in the same instant: one campaign, one letter, one list, and nobody led in vain."""

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from common import clock
from members.models import Role
from proposals.models import FollowUp, KeyList, KeyProposal, WarningLetter
from proposals.services import keys
from proposals.services.follow_up import start_follow_up
from proposals.services.warnings import issue_warning
from tests import factories
from tests.conftest import at_once
from tests.factories import hand
from tests.keys.conftest import SOON
from workflow.holding import holding
from workflow.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_pressed_twice_in_the_same_instant_begins_once(delivered, here, office, grade):
    """A letter, a campaign and a list; another press of the same person begins another one."""
    factories.person(here, Role.EXPERT)
    due = clock.today() + SOON
    letter = {"unit": delivered.unit, "shares": [delivered], "reason": "逾期", "words": "请抓紧"}
    visits = {"grades": [grade], "size": None, "members": [], "experts": True}
    said = {"name": "A类提案专项民主监督", "manner": "oversight"}
    births = {
        WarningLetter: lambda by: issue_warning(here.body, by=by, due_on=due, **letter),
        FollowUp: lambda by: start_follow_up(here.session, by=by, due_on=due, **said, **visits),
        KeyList: lambda by: keys.open_key_list(here.session, by=by, name="名单", wanted=10),
    }
    for model, bear in births.items():
        by = hand(office, press=uuid4())
        came = at_once(2, lambda _, by=by, bear=bear: bear(by).status)
        assert Counter(came)["AlreadyDone"] == 1, (model, came)
        assert model.objects.count() == 1
    births[WarningLetter](hand(office, press=uuid4()))
    assert sorted(WarningLetter.objects.values_list("number", flat=True)) == [1, 2]


def test_who_decides_the_list_waits_for_whoever_holds_one_of_its_proposals(
    shortlisted, candidate, office, director
):
    """Else it could be led though it was taken back in the same instant."""
    row = keys.submit_key_list(shortlisted, by=hand(office))
    told = {"fixed_by": "主席会议", "minutes_number": "3号", "fixed_on": clock.today()}
    verbs = (
        partial(keys.fix_key_list, row, chosen=[candidate], **told),
        partial(keys.amend_key_list, row, note="复议", added=[candidate.proposal]),
    )
    for verb in verbs:
        with holding(Case.objects.get(pk=candidate.proposal_id)):
            came = at_once(1, lambda _, verb=verb: impatient(verb, hand(director)))
        assert came == ["OperationalError"]
        if not KeyProposal.objects.exists():
            assert verb(by=hand(director)).status == "fixed"


def impatient(verb, by):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    return verb(by=by).status
