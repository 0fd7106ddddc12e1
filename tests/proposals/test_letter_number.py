"""发文字号: the next one of the unit is suggested; none is used twice in a year."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from common import clock
from members import services as members
from proposals.models import Assignment, Reply
from proposals.services.letters import claim_number, next_number
from tests.browsing import Person, done, fresh
from tests.conftest import behind_its_back


def pretend_earlier(share, number, days=0):
    """The unit signed a letter of that number, so many days ago."""
    behind_its_back(
        "INSERT INTO proposals_reply (case_id, assignment_id, version, status, body,"
        " letter_number, signer, contact_name, contact_phone, items_digest, signed_on)"
        " VALUES (%s, %s, 90, 'sealed', '', %s, '', '', '', '', %s)",
        share.proposal_id,
        share.pk,
        number,
        clock.today() - timedelta(days=days),
    )


def test_the_first_letter_of_a_unit_has_no_number_to_follow(passed, unit_head):
    assert "letter_number" not in Person(unit_head).form(passed, "sign")


def test_the_next_number_is_suggested_and_may_be_changed(passed, unit_head):
    year = clock.today().year
    pretend_earlier(passed, f"彩教函〔{year}〕9号")
    head = Person(unit_head)
    assert head.form(passed, "sign")["letter_number"] == f"彩教函〔{year}〕10号"
    assert done(head.does("sign", passed, letter_number=f"彩教函〔{year}〕12号"), passed)
    assert next_number(passed.unit) == f"彩教函〔{year}〕13号"


def test_a_new_year_begins_with_one(passed):
    year = clock.today().year
    pretend_earlier(passed, f"彩教函〔{year - 1}〕87号", days=366)
    assert next_number(passed.unit) == f"彩教函〔{year}〕1号"


def test_under_its_new_name_a_unit_goes_on_counting(here, passed):
    year = clock.today().year
    pretend_earlier(passed, f"彩教函〔{year}〕9号")
    heir = members.rename_unit(passed.unit, by=here.by, name="州教育局", reason="更名")
    assert next_number(heir) == f"彩教函〔{year}〕10号"
    letter = Reply(assignment=Assignment(proposal=passed.proposal, unit=heir))
    with pytest.raises(ValidationError, match="今年已经用过"):
        claim_number(letter, f"彩教函〔{year}〕9号")
    assert claim_number(letter, f"彩教函〔{year}〕10号") == f"彩教函〔{year}〕10号"


def test_a_number_is_used_once_a_year(passed, unit_head):
    number = f"彩教函〔{clock.today().year}〕9号"
    pretend_earlier(passed, number)
    page = Person(unit_head).does("sign", passed, letter_number=f" {number}")
    assert page.status_code == 422
    assert "今年已经用过" in page.content.decode()
    assert fresh(passed).status == "signing"
    behind_its_back("UPDATE proposals_reply SET signed_on = '2020-01-01' WHERE version = 90")
    assert done(Person(unit_head).does("sign", passed, letter_number=number), passed)
