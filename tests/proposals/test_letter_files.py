"""答复函的附件: the sealed letter goes out with the answer; whoever sees the case sees it."""

from __future__ import annotations

import pytest

from proposals import services
from tests import factories
from tests.answering import GOOD
from tests.browsing import Person, done, fresh
from tests.factories import hand
from tests.papers import upload


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def enclosed(signed, liaison):
    page = Person(liaison).does("deliver", signed, file=upload(name="答复函.pdf"))
    assert done(page, signed)
    return signed.proposal.files.get(purpose="letter")


def test_the_proposer_reads_the_sealed_letter_with_the_answer(enclosed, signed, member):
    person = Person(member)
    shown = person.get(signed.proposal.get_absolute_url()).content.decode()
    assert enclosed.url in shown
    assert "答复函.pdf" in shown
    assert person.get(enclosed.url).status_code == 200
    assert enclosed.subject_id == signed.replies.get().pk


def test_whoever_does_not_see_the_case_does_not_see_it(enclosed, here, elsewhere):
    assert Person(elsewhere.office).get(enclosed.url).status_code == 404
    assert Person(factories.member(here)).get(enclosed.url).status_code == 404


def test_without_one_it_is_delivered_too(signed, liaison):
    assert done(Person(liaison).does("deliver", signed), signed)
    assert not signed.proposal.files.exists()


def test_a_file_that_cannot_be_taken_delivers_nothing(signed, liaison):
    bad = upload(b"MZ\x90\0" + bytes(100), "答复函.pdf")
    page = Person(liaison).does("deliver", signed, file=bad)
    assert page.status_code == 422
    assert "不能收这种文件" in page.content.decode()
    assert fresh(signed).status == "signed"


def test_a_paper_form_is_found_on_the_page_too(delivered, office, member):
    services.give_feedback(
        delivered, by=hand(office), **GOOD, file=upload(name="征询表.pdf"),
        giver=f"member:{member.member_id}",
    )  # fmt: skip
    shown = Person(office).get(delivered.proposal.get_absolute_url()).content.decode()
    assert "征询表.pdf" in shown
    assert "纸质件扫描" in shown


def test_no_stored_file_has_an_address_of_its_own(enclosed, member, settings):
    from proposals.services.files import place

    for folder in ("/media/", "/static/", "/"):
        page = Person(member).get(f"{folder}{place(enclosed.digest)}")
        assert page.status_code == 404
    assert (settings.MEDIA_ROOT / place(enclosed.digest)).exists()
    assert str(settings.MEDIA_ROOT) not in str(settings.STATIC_ROOT)
