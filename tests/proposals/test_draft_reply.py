"""拟写答复, 修改 and 送审: the unit's answer, until it goes to review."""

from proposals.models import Assignment
from tests.browsing import Person, done, fresh, owed
from tests.conftest import behind_its_back

WORDS = {"body": "您的提案收悉，现答复如下：……", "contact_name": "李", "contact_phone": "0878-1"}


def test_the_unit_drafts_changes_and_sends_to_review(contacted, liaison, grade):
    unit = Person(liaison)
    assert done(unit.does("draft", contacted, **WORDS, own_grade=grade.pk), contacted)
    share = fresh(contacted)
    assert unit.form(share, "write")["body"] == WORDS["body"]
    assert done(unit.does("write", share, body="另一种写法"), contacted)
    assert share.replies.get().body == "另一种写法"
    assert done(unit.does("send_to_review", share), contacted)
    assert fresh(share).status == "reviewing"
    assert owed(share) == {("reply", "liaison"), ("review", "dispatcher")}


def test_a_draft_needs_text_and_grade_and_keeps_what_was_typed(contacted, liaison):
    page = Person(liaison).does("draft", contacted, **(WORDS | {"body": ""}))
    assert page.status_code == 422
    assert "请填写答复内容" in page.content.decode()
    assert page.context["form"]["contact_phone"].value() == "0878-1"
    assert not contacted.replies.exists()


def test_without_meeting_the_proposer_nothing_goes_to_review(signed_for, liaison, grade):
    unit = Person(liaison)
    unit.does("draft", signed_for, **WORDS, own_grade=grade.pk)
    shown = unit.get(signed_for.proposal.get_absolute_url()).content.decode()
    assert "尚无面商记录" in shown
    page = unit.insists("send_to_review", fresh(signed_for))
    assert page.status_code == 422
    assert fresh(signed_for).status == "drafting"


def test_a_telephone_call_is_no_meeting(signed_for, liaison, grade):
    unit = Person(liaison)
    unit.does("contact", signed_for, way="phone", people="提案人", minutes="电话沟通")
    unit.does("draft", signed_for, **WORDS, own_grade=grade.pk)
    assert "尚无面商记录" in unit.insists("send_to_review", fresh(signed_for)).content.decode()


def test_while_a_co_unit_is_silent_nothing_goes_to_review(drafted, liaison, police):
    behind_its_back(
        "INSERT INTO proposals_assignment (case_id, unit_id, duty, round, status, contact_waived)"
        " VALUES (%s, %s, 'co', 1, 'handling', false)",
        drafted.proposal_id,
        police.pk,
    )
    page = Person(liaison).insists("send_to_review", drafted)
    assert page.status_code == 422
    assert "州公安局尚未反馈会办意见" in page.content.decode()
    behind_its_back("UPDATE proposals_assignment SET status = 'opinion_given' WHERE duty = 'co'")
    assert done(Person(liaison).insists("send_to_review", drafted), drafted)
    assert Assignment.objects.get(duty="host").status == "reviewing"


def test_nobody_writes_for_the_unit(request, contacted, grade):
    for who, status in [
        ("unit_head", 403),
        ("office", 403),
        ("member", 403),
        ("other_liaison", 404),
    ]:
        for verb in ["draft", "write", "send_to_review"]:
            person = Person(request.getfixturevalue(who))
            words = WORDS | {"own_grade": grade.pk}
            assert person.insists(verb, contacted, **words).status_code == status


def test_the_draft_is_shown_to_nobody_outside_the_unit(drafted, member, office, liaison):
    url = drafted.proposal.get_absolute_url()
    assert "您提出的提案收悉" in Person(liaison).get(url).content.decode()
    for seat in (member, office):
        assert "您提出的提案收悉" not in Person(seat).get(url).content.decode()
