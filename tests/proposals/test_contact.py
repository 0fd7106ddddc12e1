"""面商: the unit meets the proposer, or the proposer agrees that it need not."""

from datetime import timedelta

from common import clock
from tests.browsing import Person, done, fresh, owed

TALK = {"way": "meeting", "people": "提案人、经办人", "minutes": "就路段和时限作了沟通。"}


def test_the_first_contact_meets_its_deadline(signed_for, liaison):
    page = Person(liaison).does("contact", signed_for, **TALK)
    assert done(page, signed_for)
    assert signed_for.contacts.get().held_on == clock.today()
    assert owed(signed_for) == {("reply", "liaison")}


def test_who_has_just_signed_is_led_to_the_talk_and_then_to_the_letter(signed_for, liaison):
    person = Person(liaison)
    assert expected(person, signed_for) == ["记录面商"]
    person.does("contact", signed_for, **TALK)
    assert expected(person, signed_for) == ["拟写答复"]


def expected(person, share):
    actions = person.get(share.proposal.get_absolute_url()).context["actions"]
    assert actions[0]["main"]
    return [one["label"] for one in actions if one["main"]]


def test_a_meeting_of_tomorrow_has_not_been_held(signed_for, liaison):
    tomorrow = clock.today() + timedelta(days=1)
    page = Person(liaison).does("contact", signed_for, **TALK, held_on=tomorrow)
    assert page.status_code == 422
    assert "面商日期不能晚于今天" in page.content.decode()
    assert TALK["minutes"] in page.content.decode()
    assert not signed_for.contacts.exists()


def test_first_sign_then_meet(share, liaison):
    page = Person(liaison).insists("contact", share, **TALK, held_on=clock.today())
    assert page.status_code == 422
    assert "请先签收，再记录面商" in page.content.decode()


def test_what_was_said_must_be_written_down(signed_for, liaison):
    page = Person(liaison).does("contact", signed_for, **(TALK | {"minutes": ""}))
    assert page.status_code == 422
    assert "请填写沟通情况" in page.content.decode()
    assert "提案人、经办人" in page.content.decode()


def test_only_the_units_liaison_records_it(request, signed_for):
    for who, status in [
        ("member", 403),
        ("office", 403),
        ("unit_head", 403),
        ("other_liaison", 404),
    ]:
        person = Person(request.getfixturevalue(who))
        words = TALK | {"held_on": clock.today()}
        assert person.insists("contact", signed_for, **words).status_code == status


def test_the_proposer_waives_the_meeting_and_a_draft_may_go_to_review(
    signed_for, liaison, member, grade
):
    page = Person(member).does("waive_contact", signed_for, note="电话中已说清楚")
    assert done(page, signed_for)
    assert fresh(signed_for).contact_waived
    assert owed(signed_for) == {("reply", "liaison")}
    unit = Person(liaison)
    letter = {"own_grade": grade.pk, "body": "答复", "contact_name": "李", "contact_phone": "1"}
    unit.does("draft", signed_for, **letter)
    assert done(unit.does("send_to_review", fresh(signed_for)), signed_for)


def test_a_unit_cannot_waive_its_own_meeting(signed_for, liaison, other_member):
    assert Person(liaison).insists("waive_contact", signed_for, note="无").status_code == 403
    assert Person(other_member).insists("waive_contact", signed_for, note="无").status_code == 404


def test_a_wrong_record_is_voided_with_its_reason_and_no_longer_counts(contacted, liaison, grade):
    unit = Person(liaison)
    contact = contacted.contacts.select_related("proposal__case").get()
    assert unit.does("void", contact, note="").status_code == 422
    assert done(unit.does("void", contact, note="记错了案件"), contacted)
    letter = {"own_grade": grade.pk, "body": "答复", "contact_name": "李", "contact_phone": "1"}
    unit.does("draft", contacted, **letter)
    page = unit.insists("send_to_review", contacted)
    assert "尚无面商记录" in page.content.decode()
