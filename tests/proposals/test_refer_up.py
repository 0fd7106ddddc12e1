"""上报: a county's proposal reaches the prefecture only when it is referred up."""

import pytest

from members.models import Level
from proposals.models import Proposal, Referral
from tests import factories
from tests.browsing import Person, done, owed
from tests.merging import submitted_by


@pytest.fixture
def below(here):
    return factories.committee("青林县", code="539001", level=Level.COUNTY, parent=here.body)


@pytest.fixture
def theirs(below):
    return submitted_by(below, factories.member(below), "关于跨县公路的提案")


def test_above_it_is_not_seen_before_it_is_referred_and_taken_up_afterwards(
    theirs, here, below, office
):
    above, where = Person(office), theirs.get_absolute_url()
    assert above.get(where).status_code == 404
    page = Person(below.office).does("refer", theirs, to=here.body.pk, note="涉及两县，请协调")
    assert done(page, theirs)
    assert "涉及两县" in above.get(where).content.decode()
    act = f"{where}referrals/{Referral.objects.get().pk}/take/"
    form = {one.html_name: one.value() for one in above.get(act).context["form"]}
    page = above.post(act, **{name: value for name, value in form.items() if value})
    assert page.status_code == 302
    taken = Proposal.objects.get(committee=here.body)
    assert (taken.status, taken.origin, taken.title) == ("submitted", theirs.case, theirs.title)
    assert owed(taken) == {("screen", "office")}
