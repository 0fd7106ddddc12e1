"""签发: the head of the unit signs; from then on the letter does not change."""

from common import clock
from tests.browsing import Person, done, fresh, owed

NUMBER = "彩教函〔2026〕5号"


def test_the_head_signs_and_the_letter_is_sealed(passed, unit_head):
    page = Person(unit_head).does("sign", passed, letter_number=f" {NUMBER} ")
    assert done(page, passed)
    letter = passed.replies.get()
    assert (letter.status, letter.letter_number) == ("sealed", NUMBER)
    assert (letter.signer, letter.signed_on) == (unit_head.user.name, clock.today())
    assert owed(passed) == {("reply", "liaison"), ("deliver", "liaison")}


def test_a_letter_has_a_number(passed, unit_head):
    page = Person(unit_head).does("sign", passed, letter_number="  ")
    assert page.status_code == 422
    assert "发文字号" in page.content.decode()
    assert fresh(passed).status == "signing"
    assert passed.replies.get().status == "open"


def test_nobody_signs_in_the_heads_place(request, passed):
    for who, status in [
        ("liaison", 403),
        ("dispatcher", 403),
        ("office", 403),
        ("other_liaison", 404),
    ]:
        person = Person(request.getfixturevalue(who))
        assert person.insists("sign", passed, letter_number=NUMBER).status_code == status


def test_what_is_not_reviewed_is_not_signed(reviewing, unit_head):
    page = Person(unit_head).insists("sign", reviewing, letter_number=NUMBER)
    assert page.status_code == 409
    assert NUMBER in page.content.decode()


def test_a_sealed_letter_is_not_written_again(signed, liaison, grade):
    words = {"own_grade": grade.pk, "body": "改", "contact_name": "李", "contact_phone": "1"}
    assert Person(liaison).insists("write", signed, **words).status_code == 409
    assert signed.replies.get().body == "您提出的提案收悉，现答复如下：……"
