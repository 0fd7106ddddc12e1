"""转送: a case is shown to the committee above or below, which takes it up or returns it."""

import pytest

from members.models import Level
from proposals import services
from proposals.models import Proposal, Referral
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand

WHY = "所提事项由县级承担，请协助办理并反馈"


@pytest.fixture
def below(here):
    """A county of ours."""
    return factories.committee("青林县", code="539001", level=Level.COUNTY, parent=here.body)


@pytest.fixture
def referred(handed_over, office, below):
    return services.refer(handed_over, by=hand(office), to=below.body, note=WHY)


def act(person, referral, action, **words):
    url = f"{referral.proposal.get_absolute_url()}referrals/{referral.pk}/{action}/"
    page = person.get(url)
    assert page.status_code == 200, page.status_code
    kept = {bound.html_name: bound.value() for bound in page.context["form"]}
    return person.post(url, **({k: v for k, v in kept.items() if v} | words))


def test_the_office_refers_it_and_the_other_office_sees_it(handed_over, office, below):
    assert Person(below.office).get(handed_over.get_absolute_url()).status_code == 404
    page = Person(office).does("refer", handed_over, to=below.body.pk, note=WHY)
    assert done(page, handed_over)
    seen = Person(below.office).get(handed_over.get_absolute_url())
    assert seen.status_code == 200
    assert {button["label"] for button in seen.context["actions"]} == {"接收", "退回"}
    assert any("转送" in text for text in inbox(below.office))


def test_the_other_office_sees_nothing_internal(referred, below, office):
    page = Person(below.office).get(referred.proposal.get_absolute_url())
    assert not page.context["internal"]
    assert not page.context["suggestions"]
    words = [entry.text for entry in page.context["timeline"]]
    assert "初审" not in words
    ours = Person(office).get(referred.proposal.get_absolute_url()).context["timeline"]
    assert "初审" in [entry.text for entry in ours]


def test_taken_up_it_is_a_proposal_of_their_own(referred, below, office):
    page = act(Person(below.office), referred, "take")
    assert page.status_code == 302
    taken = Proposal.objects.get(committee=below.body)
    assert (taken.status, taken.origin, taken.title) == (
        "submitted",
        referred.case,
        referred.proposal.title,
    )
    assert taken.organisation.name == "政协彩云州委员会"
    assert taken.receipt == 1
    assert owed(taken) == {("screen", "office")}
    assert fresh(referred).status == "taken"
    assert Person(below.office).get(taken.get_absolute_url()).status_code == 200
    assert Person(office).get(taken.get_absolute_url()).status_code == 404
    assert any("接收" in text for text in inbox(office))


def test_returned_it_is_out_of_sight_again(referred, below, office):
    person = Person(below.office)
    assert act(person, referred, "return").status_code == 422
    page = act(person, referred, "return", note="此事不属我县职责")
    assert page.status_code == 302
    assert fresh(referred).status == "returned"
    assert person.get(referred.proposal.get_absolute_url()).status_code == 404
    told = Person(office).get(referred.proposal.get_absolute_url()).content.decode()
    assert "此事不属我县职责" in told
    services.refer(fresh(referred.proposal), by=hand(office), to=below.body, note="再次商请")
    assert Referral.objects.count() == 2


def test_the_same_committee_is_asked_once(referred, office, below):
    page = Person(office).does("refer", referred.proposal, to=below.body.pk, note=WHY)
    assert page.status_code == 422
    assert "已转送" in page.content.decode()


def test_only_the_committees_next_to_ours(handed_over, office, elsewhere):
    page = Person(office).insists("refer", handed_over, to=elsewhere.body.pk, note=WHY)
    assert page.status_code == 422


def test_nobody_else_refers_or_takes(request, referred, below):
    for who in ("director", "dispatcher", "liaison", "member"):
        person = Person(request.getfixturevalue(who))
        page = person.insists("refer", referred.proposal, to=below.body.pk, note=WHY)
        assert page.status_code == 403
    url = f"{referred.proposal.get_absolute_url()}referrals/{referred.pk}/take/"
    assert Person(request.getfixturevalue("office")).post(url).status_code == 403
    assert Proposal.objects.count() == 1


def test_a_closed_case_is_not_referred(delivered, office, below, member):
    services.give_feedback(delivered, by=hand(member), attitude="satisfied", result="satisfied")
    page = Person(office).insists("refer", fresh(delivered.proposal), to=below.body.pk, note=WHY)
    assert page.status_code == 422
    assert "不能转送" in page.content.decode()
