"""审核: the dispatcher sets the grade, or sends the draft back."""

from members.models import Entry
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed


def test_the_dispatcher_passes_it_and_the_head_of_the_unit_owes_the_signature(
    reviewing, dispatcher, grade, unit_head
):
    page = Person(dispatcher).does("review_pass", reviewing)
    assert done(page, reviewing)
    assert fresh(reviewing).status == "signing"
    assert reviewing.replies.get().grade == grade
    assert owed(reviewing) == {("reply", "liaison"), ("sign", "unit_head")}
    assert [text for text in inbox(unit_head) if "签发" in text]


def test_another_grade_than_the_units_own_needs_a_reason(here, reviewing, dispatcher):
    other = factories.entry(here.body, Entry.Book.GRADE, "B")
    page = Person(dispatcher).does("review_pass", reviewing, grade=other.pk)
    assert page.status_code == 422
    assert "认定类别与单位自评不同，请写明理由" in page.content.decode()
    assert page.context["form"]["grade"].value() == str(other.pk)
    page = Person(dispatcher).does("review_pass", reviewing, grade=other.pk, note="尚在计划中")
    assert done(page, reviewing)
    assert reviewing.replies.get().grade == other


def test_a_draft_that_is_sent_back_is_written_again(reviewing, dispatcher, liaison):
    page = Person(dispatcher).does("review_send_back", reviewing, note="未答复第二条建议")
    assert done(page, reviewing)
    assert fresh(reviewing).status == "drafting"
    assert owed(reviewing) == {("reply", "liaison")}
    shown = Person(liaison).get(reviewing.proposal.get_absolute_url()).content.decode()
    assert "未答复第二条建议" in shown
    assert done(Person(liaison).does("write", fresh(reviewing), body="补充第二条"), reviewing)


def test_it_is_not_sent_back_without_a_reason(reviewing, dispatcher):
    page = Person(dispatcher).does("review_send_back", reviewing, note="")
    assert page.status_code == 422
    assert fresh(reviewing).status == "reviewing"


def test_the_proposer_does_not_follow_what_passes_inside(reviewing, dispatcher, member):
    Person(dispatcher).does("review_send_back", reviewing, note="未答复第二条建议")
    shown = Person(member).get(reviewing.proposal.get_absolute_url()).content.decode()
    assert "未答复第二条建议" not in shown


def test_nobody_reviews_in_the_dispatchers_place(request, reviewing, grade):
    for who, status in [("liaison", 403), ("unit_head", 403), ("office", 403), ("member", 403)]:
        for verb in ["review_pass", "review_send_back"]:
            person = Person(request.getfixturevalue(who))
            assert (
                person.insists(verb, reviewing, grade=grade.pk, note="同意").status_code == status
            )
            assert fresh(reviewing).status == "reviewing"
