"""主办, 会办 and 分办: who does what, and whose system it is."""

import pytest

from common import clock
from deadlines.models import Obligation
from members.models import Role
from proposals import services
from proposals.models import Assignment
from tests import factories
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand


@pytest.fixture
def party_unit(here):
    return factories.unit(here, "州委组织部", here.party)


@pytest.fixture
def party_dispatcher(here):
    return factories.person(here, Role.DISPATCHER, system=here.party)


@pytest.fixture
def of_both(numbered, office, education, party_unit):
    """Transferred with suggested hosts in two systems."""
    return services.transfer(numbered, by=hand(office), units=[education, party_unit])


def duties(proposal):
    shares = proposal.assignments.order_by("pk")
    return [(share.unit.name, share.duty, share.status) for share in shares]


def test_one_host_and_its_co_units_of_any_system(
    transferred, dispatcher, education, police, party_unit
):
    page = Person(dispatcher).does(
        "hand_over", transferred, host=education.pk, co_units=[police.pk, party_unit.pk]
    )
    assert done(page, transferred)
    assert duties(transferred) == [
        ("州教育体育局", "host", "waiting"),
        ("州公安局", "co", "waiting"),
        ("州委组织部", "co", "waiting"),
    ]
    assert Obligation.objects.open().filter(kind="sign_for").count() == 3


def test_a_co_unit_owes_its_opinion_once_it_has_signed(
    transferred, dispatcher, education, police, other_liaison
):
    services.hand_over(
        transferred, by=hand(dispatcher), host=education, co_units=[police],
        notice_on=clock.today(),
    )  # fmt: skip
    share = Assignment.objects.get(unit=police)
    assert done(Person(other_liaison).does("sign_for", share), share)
    assert ("opinion", "liaison") in owed(share)
    assert ("reply", "liaison") not in owed(share)


def test_several_units_answer_separately(transferred, dispatcher, education, police):
    page = Person(dispatcher).does(
        "hand_over", transferred, host="", separate=[education.pk, police.pk]
    )
    assert done(page, transferred)
    assert {duty for _, duty, _ in duties(transferred)} == {"separate"}


def test_handling_begins_when_all_that_answer_have_signed(
    transferred, dispatcher, education, police, liaison, other_liaison
):
    services.hand_over(
        transferred, by=hand(dispatcher), separate=[education, police], notice_on=clock.today()
    )
    first, second = Assignment.objects.order_by("pk")
    services.sign_for(first, by=hand(liaison))
    assert fresh(transferred).status == "handed_over"
    services.sign_for(second, by=hand(other_liaison))
    assert fresh(transferred).status == "handling"


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"separate": ["education", "police"]}, "主办和分办只能选一种"),
        ({"host": "", "separate": ["police"]}, "分办至少选择两个单位"),
        ({"host": "", "separate": ["education", "police"], "co_units": ["third"]}, "不另设会办"),
        ({"co_units": ["education"]}, "不能同时会办"),
        ({"host": ""}, "请选择主办单位"),
    ],
)
def test_roles_that_do_not_go_together_are_refused(
    here, transferred, dispatcher, education, police, chosen, words
):
    units = {"education": education, "police": police, "third": factories.unit(here, "州财政局")}
    told = {"host": education.pk} | {
        name: [units[one].pk for one in value] if isinstance(value, list) else value
        for name, value in chosen.items()
    }
    page = Person(dispatcher).does("hand_over", transferred, **told)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Assignment.objects.exists()


def test_either_dispatcher_hands_over_to_a_host_of_their_own(
    of_both, dispatcher, party_dispatcher, party_unit, education
):
    assert owed(of_both) == {("hand_over", "dispatcher")}
    refused = Person(party_dispatcher).insists(
        "hand_over", of_both, host=education.pk, notice_on=clock.today()
    )
    assert refused.status_code == 422
    page = Person(party_dispatcher).does(
        "hand_over", of_both, host=party_unit.pk, co_units=[education.pk]
    )
    assert done(page, of_both)
    assert duties(of_both)[0] == ("州委组织部", "host", "waiting")
    assert owed(of_both) == {("sign_for", "liaison")}
    assert Person(dispatcher).insists("hand_over", of_both).status_code in (409, 422)


def test_the_other_dispatcher_adds_a_unit_from_their_side(
    of_both, dispatcher, party_dispatcher, party_unit, education, police
):
    services.hand_over(of_both, by=hand(dispatcher), host=education, notice_on=clock.today())
    page = Person(party_dispatcher).does("add_unit", of_both, unit=party_unit.pk)
    assert done(page, of_both)
    assert duties(of_both)[1] == ("州委组织部", "co", "waiting")
    not_theirs = Person(party_dispatcher).insists("add_unit", of_both, unit=police.pk)
    assert not_theirs.status_code == 422
    twice = Person(party_dispatcher).insists("add_unit", of_both, unit=party_unit.pk)
    assert twice.status_code == 422
    assert len(duties(of_both)) == 2


def test_nobody_is_added_once_the_answer_went_to_review(reviewing, dispatcher, police):
    person = Person(dispatcher)
    page = person.insists("add_unit", reviewing.proposal, unit=police.pk)
    assert page.status_code == 422
    assert "答复稿已送审" in page.content.decode()
    shown = person.get(reviewing.proposal.get_absolute_url()).context["actions"]
    assert "增派承办单位" not in [button["label"] for button in shown]


def test_a_dispatcher_without_part_in_it_does_not_see_it(handed_over, party_dispatcher, party_unit):
    person = Person(party_dispatcher)
    assert person.insists("add_unit", handed_over, unit=party_unit.pk).status_code == 404


def test_only_dispatchers_add_units(request, handed_over, police):
    for who, status in [("office", 403), ("director", 403), ("liaison", 403), ("member", 403)]:
        person = Person(request.getfixturevalue(who))
        assert person.insists("add_unit", handed_over, unit=police.pk).status_code == status
