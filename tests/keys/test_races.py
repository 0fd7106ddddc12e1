"""Two presses in the same instant: one campaign, one letter, one list, and nobody led in vain."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from common import clock
from members.models import Role
from proposals.models import FollowUp, KeyList, WarningLetter
from proposals.services import keys
from proposals.services.follow_up import start_follow_up
from proposals.services.warnings import issue_warning
from tests import factories
from tests.conftest import at_once
from tests.factories import hand
from tests.keys.conftest import SOON

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
