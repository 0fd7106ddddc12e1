"""Likely units: the proposer's wish, else what the past teaches; offered, never imposed."""

import pytest

from proposals import services
from proposals.evidence import Past
from proposals.learning import Lesson
from proposals.likely import ENOUGH, learned, likely_units, usual
from proposals.models import Proposal
from proposals.offers import offers_for
from tests import factories
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.merging import submitted_by


def test_the_proposers_wish_comes_first(handed_over, submitted, police):
    submitted.suggestions.all().delete()
    submitted.suggestions.create(unit=police, by="proposer")
    assert likely_units([submitted]) == {submitted.pk: [police.pk]}


def test_without_a_wish_it_is_who_answers_the_like(here, handed_over, other_member, education):
    alike = submitted_by(here, other_member, f"再谈{handed_over.title}")
    assert likely_units([alike]) == {alike.pk: [education.pk]}


def test_with_nothing_known_nothing_is_offered_and_the_page_says_so(submitted, office):
    assert likely_units([submitted]) == {submitted.pk: []}
    page = Person(office).get(f"{submitted.get_absolute_url()}screen/").content.decode()
    assert "本委员会还没有交办过提案，暂不能推荐" in page


def test_the_offices_own_advice_stands(screened, office, police, education):
    screened.suggestions.create(unit=education, by="proposer")
    services.advise(screened, by=hand(office), recommendation="file", units=[police])
    assert likely_units([screened]) == {screened.pk: [police.pk]}


@pytest.mark.parametrize(
    ("units", "expected"),
    [([7] * ENOUGH, [7]), ([7] * (ENOUGH - 1), []), ([7, 7, 7, 8, 8, 8], []), ([], [])],
)
def test_a_category_tells_only_when_most_of_it_went_to_one_unit(units, expected):
    past = [Past(case, "修建停车场", "build", (unit,)) for case, unit in enumerate(units)]
    assert usual("build", past) == expected
    assert usual("", past) == []


def test_titles_that_are_strangers_tell_nothing():
    lesson = Lesson([Past(1, "修建停车场", "", (7,))], {7: "某单位"})
    assert learned(Proposal(title="关于完善乡村公路的提案"), lesson) == []


def test_the_first_review_offers_it_with_its_reason(
    here, handed_over, other_member, office, education, police
):
    alike = submitted_by(here, other_member, f"再谈{handed_over.title}")
    person = Person(office)
    page = person.get(f"{alike.get_absolute_url()}screen/")
    assert page.context["form"]["units"].value() == [education.pk]
    first = page.context["form"].offers.hosts[0]
    assert (first.unit, first.like) == (education, [handed_over])
    words = page.content.decode()
    assert f'相近提案：<a href="{handed_over.get_absolute_url()}"' in words
    assert f'value="host-{education.pk}"' in words


def test_one_press_takes_a_unit_over_and_keeps_what_was_typed(
    here, handed_over, other_member, office, education, police
):
    alike = submitted_by(here, other_member, f"再谈{handed_over.title}")
    typed = {"recommendation": "decline", "note": "拟转有关部门参考", "units": [police.pk]}
    page = Person(office).does("screen", alike, **typed, take=f"host-{education.pk}")
    form = page.context["form"]
    assert page.status_code == 200
    assert form["units"].value() == [str(police.pk), str(education.pk)]
    assert (form["recommendation"].value(), form["note"].value()) == ("decline", typed["note"])
    assert fresh(alike).status == "submitted"
    for nonsense in ("host-", "host-x", "sub-1", "host-²"):
        page = Person(office).insists("screen", alike, take=nonsense)
        assert page.status_code == 422, nonsense


def test_words_of_a_units_duties_are_a_reason(here, handed_over, other_member, office, police):
    alike = submitted_by(here, other_member, "关于整治电动车闯红灯的提案")
    page = Person(office).get(f"{alike.get_absolute_url()}screen/")
    offer = page.context["form"].offers.hosts[0]
    assert (offer.unit, offer.words) == (police, "闯红灯、电动车")
    assert "职责用语：闯红灯、电动车" in page.content.decode()


def test_the_dispatcher_takes_a_host_over_too(transferred, dispatcher, education):
    page = Person(dispatcher).does("hand_over", transferred, take=f"host-{education.pk}")
    assert page.context["form"]["host"].value() == str(education.pk)
    assert fresh(transferred).status == "transferred"


def test_whoever_decides_otherwise_teaches(
    here, handed_over, dispatcher, liaison, other_member, police, education
):
    """The next lesson knows the unit that has it now."""
    assert services.learn_units() == services.learn_units() == 1
    share = handed_over.assignments.get()
    services.ask_change(share, by=hand(liaison), what="reassign", unit=police, note="职责在公安")
    services.accept_change(share, by=hand(dispatcher), unit=police, note="同意")
    alike = submitted_by(here, other_member, handed_over.title)
    assert likely_units([alike]) == {alike.pk: [education.pk]}
    services.learn_units()
    assert likely_units([alike]) == {alike.pk: [police.pk]}


def test_a_neighbours_past_teaches_nothing(handed_over, elsewhere):
    paper = submitted_by(elsewhere, factories.member(elsewhere), handed_over.title)
    assert likely_units([paper]) == {paper.pk: []}
    page = Person(elsewhere.office).get(f"{paper.get_absolute_url()}screen/").content.decode()
    assert "本委员会还没有交办过提案" in page


def test_a_past_case_is_a_reason_only_for_whom_it_exists(
    here, handed_over, other_member, office, dispatcher, education
):
    alike = submitted_by(here, other_member, f"再谈{handed_over.title}")
    stranger = factories.person(here, "dispatcher", system=here.party)
    for seat, like in ((office, [handed_over]), (dispatcher, [handed_over]), (stranger, [])):
        [offer] = offers_for(alike, seat, {education.pk}, set(), 0).hosts
        assert (offer.unit, offer.like) == (education, like)
