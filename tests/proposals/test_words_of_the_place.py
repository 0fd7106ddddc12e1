"""A committee that says 协办 reads 协办 everywhere, and no 会办 anywhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members import services as members
from members.models import Role
from members.words import OURS, said
from notices.tasks import drain
from proposals import services
from proposals.doors import PROPOSAL_DOORS, SHARE_DOORS
from tests import factories
from tests.browsing import Person, inbox, told, url_of
from tests.factories import hand
from tests.merging import another, filed_by

OPINION = {"body": "同意。", "contact_name": "赵", "contact_phone": "0878-2"}


@pytest.fixture
def says_assist(here, office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        members.add_entry(here.body, by=hand(office), book="word", code="co", label="协办")


@pytest.fixture
def co_head(here, police):
    return factories.person(here, Role.UNIT_HEAD, unit=police)


@pytest.fixture
def people(cast, other_liaison, co_head):
    return [*vars(cast).values(), other_liaison, co_head]


@pytest.fixture
def handed_over(says_assist, transferred, dispatcher, education, police):
    return services.hand_over(
        transferred,
        by=hand(dispatcher),
        host=education,
        co_units=[police],
        notice_on=transferred.filed_on,
    )


@pytest.fixture
def share(handed_over):
    return handed_over.assignments.get(duty="host")


@pytest.fixture
def co_share(handed_over, other_liaison):
    return services.sign_for(handed_over.assignments.get(duty="co"), by=hand(other_liaison))


def usual_words(page) -> set[str]:
    """Which words of the platform stand on the page that this committee does not use."""
    assert page.status_code in (200, 422), page.status_code
    return {found for found in OURS.findall(page.content.decode()) if found == "会办"}


def pages(proposal) -> list[str]:
    plain = ("home", "proposals:list", "notices:list")
    return [proposal.get_absolute_url(), *map(reverse, plain)]


def usual_on_pages(people, proposal):
    return [
        (seat.role, url)
        for seat in people
        for url in pages(proposal)
        if usual_words(Person(seat).get(url))
    ]


def usual_in_forms(people, proposal):
    """Every form that anybody may open now, as shown and as refused when sent empty."""
    found, opened = [], 0
    for seat in people:
        person = Person(seat)
        rows = [(proposal, PROPOSAL_DOORS)]
        rows += [(share, SHARE_DOORS) for share in proposal.assignments.all()]
        for row, doors in rows:
            for verb, door in doors.items():
                if not door.offered(seat, row) or door.hindrance(row, seat):
                    continue
                opened += 1
                asked = [person.get(url_of(row, verb))]
                asked += [person.insists(verb, row)] if asked[0].context["form"].errors else []
                found += [(seat.role, verb) for page in asked if usual_words(page)]
    assert opened
    return found


def test_case_list_desk_inbox_and_forms_say_what_the_committee_says(
    people, drafted, co_share, other_liaison, co_head, liaison
):
    proposal = drafted.proposal
    drain()
    shown = Person(liaison).get(proposal.get_absolute_url()).content.decode()
    assert "州公安局尚未反馈协办意见，请催办或由督查室免协办意见" in shown
    assert usual_on_pages(people, proposal) == []
    assert usual_in_forms(people, proposal) == []
    services.draft_opinion(co_share, by=hand(other_liaison), **OPINION)
    assert any("待办：审定协办意见" in text for text in inbox(co_head))
    assert usual_in_forms(people, proposal) == []
    services.approve_opinion(co_share, by=hand(co_head))
    services.give_opinion(co_share, by=hand(other_liaison))
    drain()
    assert usual_on_pages(people, proposal) == []
    timeline = Person(people[0]).get(proposal.get_absolute_url()).content.decode()
    for words in ("拟写协办意见", "反馈协办意见", "已反馈协办意见"):
        assert words in timeline


def test_refusals_say_it_too(co_share, drafted, dispatcher, other_liaison, liaison):
    page = Person(dispatcher).insists("waive_opinion", co_share, note=" ")
    assert page.status_code == 422
    page = Person(liaison).insists("send_to_review", drafted)
    assert "尚未反馈协办意见" in page.content.decode()
    assert not usual_words(page)
    assert (
        "您无权反馈协办意见"
        in Person(liaison).get(url_of(co_share, "give_opinion")).content.decode()
    )
    done = Person(other_liaison).does("draft_opinion", co_share, **OPINION)
    assert told(done) == ["已拟写协办意见"]


def test_the_hand_over_meeting_and_its_printed_list_say_it(
    handed_over, dispatcher, director, here, office, other_member, education, police
):
    waiting = another(here, other_member, office, "关于发展茶产业的提案", units=[education, police])
    [waiting] = services.number([filed_by(here, office, director, waiting)], by=hand(office))
    services.transfer(waiting, by=hand(office), units=[education, police])
    for name in ("proposals:handing", "proposals:handing_list"):
        page = Person(dispatcher).get(reverse(name))
        assert not usual_words(page)
        assert "协办" in page.content.decode()


def test_a_terms_own_word_is_used_for_cases_of_that_term_only(
    here, office, handed_over, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        members.add_entry(
            here.body, by=hand(office), book="word", code="co", label="参办", term=here.term
        )
    shown = Person(office).get(handed_over.get_absolute_url()).content.decode()
    assert "参办" in shown
    assert "协办" not in shown
    assert said("会办单位", here.body.pk) == "协办单位"


def test_a_closed_term_keeps_a_word_that_was_retired_later(
    here, office, handed_over, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        old = members.add_entry(
            here.body, by=hand(office), book="word", code="co", label="参办", term=here.term
        )
    here.term.ends_on = clock.today()
    here.term.save()
    later = clock.frozen(clock.today() + timedelta(days=30))
    with later, django_capture_on_commit_callbacks(execute=True):
        members.retire_entry(old, by=hand(office))
    assert said("会办意见", here.body.pk, here.session.pk) == "参办意见"


@pytest.mark.parametrize(
    "words", ["提案委员会办公室", "由本会办结", "不会办理", "部分办理", "大会办公厅"]
)
def test_other_words_that_only_look_alike_stay(says_assist, here, words):
    assert said(words, here.body.pk) == words
