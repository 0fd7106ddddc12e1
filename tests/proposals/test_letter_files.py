"""答复函的附件: the sealed letter goes out with the answer; whoever sees the case sees it."""

from __future__ import annotations

import pytest

from members.models import Entry
from proposals import services
from proposals.services import enclosing
from tests import factories
from tests.answering import GOOD
from tests.browsing import Person, done, fresh, url_of
from tests.factories import hand
from tests.papers import PDF, package, upload
from workflow.models import Event


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def enclosed(signed, liaison):
    page = Person(liaison).does("deliver", signed, files=upload(name="答复函.pdf"))
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
    page = Person(liaison).does("deliver", signed, files=bad)
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


WORDS = {"body": "答复如下", "contact_name": "张经办", "contact_phone": "0878-3120000"}


def names(proposal):
    live = proposal.files.filter(voided_at=None)
    return list(live.order_by("pk").values_list("name", flat=True))


def drafts(person, share, grade, *files):
    return person.does("draft", share, own_grade=grade.pk, files=list(files), **WORDS)


@pytest.fixture
def annexed(contacted, liaison, grade):
    """A draft with two annexes."""
    two = (upload(name="清单.pdf"), upload(package("xlsx"), "台账.xlsx"))
    page = drafts(Person(liaison), contacted, grade, *two)
    assert done(page, contacted)
    return fresh(contacted)


def test_several_files_go_with_a_draft_are_added_and_taken_out_again(annexed, liaison):
    unit, proposal = Person(liaison), annexed.proposal
    assert names(proposal) == ["清单.pdf", "台账.xlsx"]
    shown = unit.get(proposal.get_absolute_url()).content.decode()
    assert all(name in shown for name in names(proposal))
    old = proposal.files.get(name="清单.pdf")
    page = unit.does("write", annexed, gone=[old.pk], files=upload(name="清单（改）.pdf"))
    assert done(page, annexed)
    assert names(proposal) == ["台账.xlsx", "清单（改）.pdf"]
    told = Event.objects.filter(case=proposal.pk, action="write", data__has_key="files_out")
    assert told.latest("pk").data["files_out"][0]["name"] == "清单.pdf"


def test_until_it_is_delivered_they_are_read_by_who_writes_reviews_and_signs(
    annexed, liaison, unit_head, dispatcher, office, member, other_liaison
):
    file = annexed.proposal.files.first()
    seen = {
        seat.role: Person(seat).get(file.url).status_code
        for seat in (liaison, unit_head, dispatcher, office, member)
    }
    assert seen == {
        "liaison": 200, "unit_head": 200, "dispatcher": 404, "office": 404, "member": 404
    }  # fmt: skip
    assert Person(other_liaison).get(file.url).status_code == 404
    share = services.send_to_review(annexed, by=hand(liaison))
    desk = Person(dispatcher)
    assert desk.get(file.url).status_code == 200
    page = desk.get(url_of(share, "review_pass"))
    assert [one.name for one in page.context["files"]] == ["清单.pdf", "台账.xlsx"]
    assert file.url in page.content.decode()
    assert Person(member).get(file.url).status_code == 404


def test_delivered_with_two_more_the_proposer_reads_all_of_them_beside_the_letter(
    annexed, liaison, dispatcher, unit_head, grade, member
):
    share = services.send_to_review(annexed, by=hand(liaison))
    share = services.review_pass(share, by=hand(dispatcher), grade=grade)
    share = services.sign(share, by=hand(unit_head), letter_number="彩教函〔2026〕5号")
    two = [upload(name="答复函.pdf"), upload(name="会议纪要.pdf")]
    assert done(Person(liaison).does("deliver", share, files=two), share)
    person = Person(member)
    page = person.get(share.proposal.get_absolute_url())
    [unit] = page.context["units"]
    assert [one.name for one in unit["files"]] == [
        "清单.pdf", "台账.xlsx", "答复函.pdf", "会议纪要.pdf"
    ]  # fmt: skip
    assert {person.get(one.url).status_code for one in unit["files"]} == {200}
    assert page.content.decode().count("会议纪要.pdf") == 1


def test_one_bad_file_of_several_is_named_and_nothing_is_kept(contacted, liaison, grade):
    bad = upload(b"MZ\x90\0" + bytes(100), "程序.pdf")
    page = drafts(Person(liaison), contacted, grade, upload(name="清单.pdf"), bad)
    assert page.status_code == 422
    text = page.content.decode()
    assert "《程序.pdf》：不能收这种文件" in text
    assert "答复如下" in text
    assert names(contacted.proposal) == []
    assert fresh(contacted).status == "handling"


def test_number_and_size_of_a_letter_s_files_have_their_bounds(annexed, liaison, monkeypatch):
    unit = Person(liaison)
    nine = [upload(name=f"附件{number}.pdf") for number in range(9)]
    page = unit.does("write", annexed, files=nine)
    assert page.status_code == 422
    assert "一件答复最多附10个文件，已有2个，请合并后再传" in page.content.decode()
    monkeypatch.setattr(enclosing, "MOST_TOGETHER", 1)
    page = unit.does("write", annexed, files=upload(PDF + bytes(enclosing.MB)))
    assert "一件答复的附件合计不能超过1 MB" in page.content.decode()
    assert len(names(annexed.proposal)) == 2


def test_a_stranger_s_file_is_not_taken_out(annexed, liaison, member):
    theirs = services.attach(
        services.start_draft(member), by=hand(member), file=upload(name="调研报告.pdf")
    )
    page = Person(liaison).does("write", annexed, gone=[theirs.pk])
    assert page.status_code == 422
    theirs.refresh_from_db()
    assert theirs.voided_at is None


def test_a_correcting_letter_has_files_of_its_own(delivered, liaison, unit_head, member):
    unit, words = Person(liaison), {"note": "数字有误", "files": [upload(name="更正表.pdf")]}
    assert done(unit.does("replace", delivered, **WORDS, **words), delivered)
    file = delivered.proposal.files.get()
    assert Person(member).get(file.url).status_code == 404
    page = Person(unit_head).does(
        "sign_replacement", fresh(delivered), letter_number="彩教函〔2026〕9号"
    )
    assert done(page, delivered)
    assert Person(member).get(file.url).status_code == 200


def test_a_signed_letter_that_is_sent_back_keeps_its_files(
    here, contacted, liaison, unit_head, dispatcher, grade
):
    Entry.objects.create(
        committee=here.body, book=Entry.Book.RULE, code="review_after_signing", label="先签后审"
    )
    drafts(Person(liaison), contacted, grade, upload(name="清单.pdf"))
    share = services.send_to_sign(fresh(contacted), by=hand(liaison))
    share = services.sign_for_review(share, by=hand(unit_head), letter_number="彩教函〔2026〕5号")
    share = services.review_send_back(share, by=hand(dispatcher), note="请补充")
    [unit] = Person(liaison).get(share.proposal.get_absolute_url()).context["units"]
    assert [one.name for one in unit["files"]] == ["清单.pdf"]
    assert share.proposal.files.count() == 1
