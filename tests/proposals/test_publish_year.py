"""公布本次会议提案办理统计: by the director, once; the grades it rests on stay as they are."""

import pytest
from django.urls import reverse

from common import clock
from members.models import Entry, Session
from proposals import services
from proposals.models import Reply
from tests import factories
from tests.answering import BAD
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.promising import CALL, NEXT, TWO, sent
from workflow.models import Event


def url(session):
    return reverse("proposals:publish", args=[session.pk])


def publishes(seat, session):
    person = Person(seat)
    form = person.get(url(session)).context["form"]
    return person.post(url(session), **{one.html_name: one.value() for one in form})


@pytest.fixture
def published(here, director, delivered):
    """After the answer was delivered, graded A."""
    assert publishes(director, here.session).status_code == 302
    return Session.objects.get(pk=here.session.pk)


def report_for(seat):
    return Person(seat).get(reverse("proposals:report")).content.decode()


def test_the_director_publishes_it_from_the_report_and_the_register_records_it(
    here, director, office
):
    assert "公布本次会议提案办理统计" in report_for(director)
    assert "公布本次会议提案办理统计" not in report_for(office)
    page = publishes(director, here.session)
    assert page["Location"] == f"{reverse('proposals:report')}?session={here.session.pk}"
    assert Session.objects.get(pk=here.session.pk).published_on == clock.today()
    event = Event.objects.get(action="publish")
    assert (event.case, event.seat) == (here.registry.case, director)
    assert event.data["published"] == [
        {"session": here.session.pk, "on": clock.today().isoformat()}
    ]
    shown = report_for(office)
    assert "认定类别不再变更" in shown
    assert reverse("proposals:publish", args=[here.session.pk]) not in report_for(director)


def test_only_the_director_of_that_committee_publishes_it(here, elsewhere, office, liaison):
    abroad = factories.person(elsewhere, "director")
    for seat, status in ((office, 403), (liaison, 403), (abroad, 404)):
        assert Person(seat).post(url(here.session)).status_code == status
    assert Session.objects.get(pk=here.session.pk).published_on is None


def test_it_is_published_once(published, director):
    page = Person(director).get(url(published))
    assert page.status_code == 302
    version = fresh(factories.members.registry_of(published.term.committee)).case.version
    page = Person(director).post(
        url(published), press="11111111-1111-4111-8111-111111111111", version=version
    )
    assert page.status_code == 409
    assert Event.objects.filter(action="publish").count() == 1


@pytest.fixture
def second(published, delivered, cast, here):
    """A later round of the answer that was published as A, sent to review as B."""
    grade = factories.entry(here.body, Entry.Book.GRADE, "B")
    services.give_feedback(delivered, by=hand(cast.member), **BAD)
    proposal = services.verify(delivered.proposal, by=hand(cast.office), note="属实")
    services.rehandle(proposal, by=hand(cast.director), units=[delivered.unit], note="重办")
    share = fresh(proposal).assignments.get(round=2)
    share = services.waive_contact(share, by=hand(cast.member), note="电话说清")
    share = services.draft_reply(share, by=hand(cast.liaison), body="再答复", own_grade=grade)
    return services.send_to_review(share, by=hand(cast.liaison)), grade


def test_a_later_answer_keeps_the_published_grade(second, dispatcher, grade):
    share, other = second
    form = Person(dispatcher).get(f"{share.proposal.get_absolute_url()}shares/{share.pk}"
                                  "/review_pass/").content.decode()  # fmt: skip
    assert "认定类别以公布的为准" in form
    page = Person(dispatcher).does("review_pass", share, grade=other.pk, note="如实")
    assert page.status_code == 422
    assert "请选择“A" in page.content.decode()
    page = Person(dispatcher).does("review_pass", share, grade=grade.pk, note="以公布为准")
    assert page.status_code == 302
    assert share.replies.get().grade == grade


def test_a_correcting_letter_keeps_the_published_grade_and_says_so(published, delivered, cast):
    words = {"note": "写错日期", "body": "更正", **CALL, **sent()}
    unit = Person(cast.liaison)
    shown = unit.get(f"{delivered.proposal.get_absolute_url()}shares/{delivered.pk}/replace/")
    assert "公布以后也不因此变更" in shown.content.decode()
    unit.does("replace", delivered, **words)
    Person(cast.unit_head).does("sign_replacement", delivered, letter_number=NEXT)
    old, new = delivered.replies.order_by("version")
    assert (old.status, new.status, new.grade) == ("superseded", "sealed", old.grade)


def test_an_answer_that_comes_after_the_figures_is_graded_for_the_first_time(
    reviewing, here, director, dispatcher, grade
):
    publishes(director, here.session)
    page = Person(dispatcher).does("review_pass", reviewing, grade=grade.pk)
    assert page.status_code == 302
    assert Reply.objects.get(assignment=reviewing).grade == grade


def test_before_the_figures_are_published_a_later_answer_is_graded_anew(
    delivered, cast, here, grade
):
    other = factories.entry(here.body, Entry.Book.GRADE, "B")
    services.give_feedback(delivered, by=hand(cast.member), **BAD)
    proposal = services.verify(delivered.proposal, by=hand(cast.office), note="属实")
    services.rehandle(proposal, by=hand(cast.director), units=[delivered.unit], note="重办")
    share = fresh(proposal).assignments.get(round=2)
    share = services.waive_contact(share, by=hand(cast.member), note="电话说清")
    share = services.draft_reply(share, by=hand(cast.liaison), body="再答复", own_grade=other)
    share = services.send_to_review(share, by=hand(cast.liaison))
    services.review_pass(share, by=hand(cast.dispatcher), grade=other)
    share = services.sign(share, by=hand(cast.unit_head), letter_number=TWO)
    assert share.replies.get().grade == other
