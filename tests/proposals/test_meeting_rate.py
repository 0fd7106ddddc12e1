"""面商率: of the answers that went out, to how many the proposer was met in person."""

from __future__ import annotations

from django.urls import reverse

from common import clock
from proposals import services
from tests.browsing import Person
from tests.factories import hand

REPORT = reverse("proposals:report")
LETTER = {"body": "答复如下", "contact_name": "李", "contact_phone": "1"}


def rate(office):
    shown = {one.label: one for one in Person(office).get(REPORT).context["timely"]}["面商率"]
    return shown.value, shown.formula.partition("；")[0]


def answered_unmet(share, grade, liaison, dispatcher, unit_head, member):
    """Answered after the proposer said that no meeting is needed."""
    services.waive_contact(share, by=hand(member), note="电话中已说清楚")
    share = services.draft_reply(share, by=hand(liaison), own_grade=grade, **LETTER)
    share = services.send_to_review(share, by=hand(liaison))
    share = services.review_pass(share, by=hand(dispatcher), grade=grade)
    share = services.sign(share, by=hand(unit_head), letter_number="彩教函〔2026〕6号")
    return services.deliver(share, by=hand(liaison), delivered_on=clock.today())


def call(share, liaison, way):
    words = {"way": way, "people": "提案人", "minutes": "说明了情况"}
    assert Person(liaison).does("contact", share, **words).status_code == 302


def test_who_was_met_before_the_answer_counts(delivered, office):
    assert rate(office) == ("100.00%", "面商 ÷ 应面商 ＝ 1/1")
    [line] = Person(office).get(REPORT).context["paces"]
    assert (line.unit, line.met_of) == ("州教育体育局", "1/1")


def test_what_is_not_answered_yet_counts_neither_way(contacted, office):
    assert rate(office) == ("—", "面商 ÷ 应面商 ＝ 0/0")


def test_who_agreed_to_no_meeting_is_not_missed(
    signed_for, grade, liaison, dispatcher, unit_head, member, office
):
    share = answered_unmet(signed_for, grade, liaison, dispatcher, unit_head, member)
    assert rate(office) == ("—", "面商 ÷ 应面商 ＝ 0/0")
    call(share, liaison, "phone")
    assert rate(office) == ("—", "面商 ÷ 应面商 ＝ 0/0")
    call(share, liaison, "visit")
    assert rate(office) == ("100.00%", "面商 ÷ 应面商 ＝ 1/1")


def test_a_voided_record_is_no_meeting(delivered, liaison, office):
    contact = delivered.contacts.get()
    assert Person(liaison).does("void", contact, note="记错了案件").status_code == 302
    assert rate(office) == ("0.00%", "面商 ÷ 应面商 ＝ 0/1")


def test_the_number_leads_to_the_shares_it_counts(delivered, office):
    page = Person(office).get(reverse("proposals:board_list"), figure="met")
    assert page.context["told"]["shares"] == 1
    assert page.context["figure"].label == "面商"
