"""逐项办理情况: what becomes of each suggestion, in the answer and bound to the record."""

import pytest

from proposals import services
from proposals.forms.items import MOST
from proposals.proofs import lines
from tests.browsing import Person, done, fresh
from tests.conftest import behind_its_back
from tests.factories import entry, hand

LETTER = {"body": "您的提案收悉，答复如下：……", "contact_name": "李", "contact_phone": "0878-1"}


def rows(*sent_lines):
    """The lines as a browser sends them."""
    sent = {"items-rows": str(max(5, len(sent_lines)))}
    for place, line in enumerate(sent_lines):
        sent |= {f"items-{place}-{name}": value for name, value in line.items()}
    return sent


DONE = {"kind": "done", "matter": "清理路障", "quantity": "3", "measure": "处"}
PLANNED = {
    "kind": "planned",
    "matter": "加装护栏",
    "quantity": "1.5",
    "measure": "公里",
    "due_on": "2027-06-30",
}
REFUSED = {"kind": "refused", "matter": "新建支路", "reason": "涉及基本农田"}


def drafts(unit, share, grade, *those, **words):
    return unit.does("draft", share, own_grade=grade.pk, **LETTER | rows(*those) | words)


def test_the_lines_stand_in_the_letter_and_reach_the_proposer(
    contacted, liaison, grade, dispatcher, unit_head, member
):
    unit = Person(liaison)
    assert done(drafts(unit, contacted, grade, DONE, {}, PLANNED, REFUSED), contacted)
    letter = contacted.replies.get()
    told = list(letter.items.values_list("position", "kind", "matter"))
    assert told == [(1, "done", "清理路障"), (2, "planned", "加装护栏"), (3, "refused", "新建支路")]
    assert letter.items_digest.startswith("sha256:")
    page = contacted.proposal.get_absolute_url()
    assert "加装护栏" in unit.get(page).content.decode()
    assert "新建支路" not in Person(member).get(page).content.decode()
    share = services.send_to_review(fresh(contacted), by=hand(liaison))
    share = services.review_pass(share, by=hand(dispatcher), grade=grade)
    share = services.sign(share, by=hand(unit_head), letter_number="彩教函〔2026〕5号")
    services.deliver(share, by=hand(liaison), delivered_on=letter.signed_on or share.start)
    shown = Person(member).get(page).content.decode()
    for words in ("加装护栏", "1.5公里", "涉及基本农田", "暂未采纳"):
        assert words in shown
    assert list(lines()) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (PLANNED | {"due_on": ""}, "第1项：计划落实的，请填写落实时限"),
        (REFUSED | {"reason": ""}, "第1项：暂未采纳的，请写明理由"),
        (DONE | {"matter": ""}, "第1项：请写明事项"),
        (DONE | {"kind": ""}, "第1项：请选择办理情况"),
        (DONE | {"quantity": "三"}, "第1项：数量请填写数字"),
        (PLANNED | {"due_on": "明年六月"}, "第1项：落实时限请按"),
        (PLANNED | {"due_on": "9999-12-31"}, "第1项：落实时限最长10年，请核对年份"),
        (PLANNED | {"due_on": "2017-06-30"}, "第1项：落实时限已过"),
    ],
)
def test_what_a_line_lacks_is_said_and_what_was_typed_is_kept(
    contacted, liaison, grade, line, told
):
    page = drafts(Person(liaison), contacted, grade, line)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert page.context["form"]["items"].value()[0]["measure"] == line.get("measure", "")
    assert not contacted.replies.exists()


def test_more_rows_come_without_losing_a_word(contacted, liaison, grade):
    page = drafts(Person(liaison), contacted, grade, PLANNED, more_rows="1", body="")
    assert page.status_code == 200
    shown = page.content.decode()
    assert 'name="items-rows" value="10"' in shown
    assert "加装护栏" in shown
    assert page.context["form"]["contact_phone"].value() == "0878-1"
    assert not contacted.replies.exists()


def test_no_more_rows_come_than_are_read_again(contacted, liaison, grade):
    last = {f"items-{MOST - 1}-matter": "最后一项", "items-rows": str(MOST)}
    shown = drafts(Person(liaison), contacted, grade, more_rows="1", **last).content.decode()
    assert f'name="items-rows" value="{MOST}"' in shown
    assert "最后一项" in shown


def test_a_changed_draft_has_new_lines(contacted, liaison, grade):
    unit = Person(liaison)
    drafts(unit, contacted, grade, DONE)
    before = contacted.replies.get().items_digest
    share = fresh(contacted)
    assert (
        "清理路障"
        in unit.get(f"{share.proposal.get_absolute_url()}shares/{share.pk}/write/").content.decode()
    )
    assert done(unit.does("write", share, **rows(PLANNED)), contacted)
    letter = contacted.replies.get()
    assert [item.matter for item in letter.items.all()] == ["加装护栏"]
    assert letter.items_digest != before


def test_a_line_changed_behind_the_record_is_found(contacted, liaison, grade):
    drafts(Person(liaison), contacted, grade, PLANNED)
    assert list(lines()) == []
    behind_its_back("UPDATE proposals_replyitem SET due_on = '2030-01-01'")
    [fault] = lines()
    assert "逐项办理情况" in fault


def test_a_b_without_anything_left_to_do_is_doubted_but_not_stopped(contacted, liaison, here):
    unit, second = Person(liaison), entry(here.body, "grade", "B")
    drafts(unit, contacted, second, DONE)
    share = fresh(contacted)
    url = f"{share.proposal.get_absolute_url()}shares/{share.pk}/send_to_review/"
    assert "没有列出计划落实或暂未采纳的事项" in unit.get(url).content.decode()
    unit.does("write", share, **rows(PLANNED))
    assert "没有列出计划落实" not in unit.get(url).content.decode()
    assert done(unit.does("send_to_review", fresh(share)), share)
