"""A key proposal whose proposal is taken back or absorbed: it stands until corrected."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from common import clock
from proposals import services as proposals
from proposals.models import KeyProposal
from proposals.services import keys as services
from tests.browsing import fresh, inbox, owed
from tests.factories import hand
from tests.keys.browsing import Person
from tests.keys.conftest import SOON, sound
from tests.merging import another, filed_by


def taken_back(proposal, member, director):
    proposals.ask_withdrawal(proposal, by=hand(member), note="情况有变")
    return proposals.withdraw(fresh(proposal), by=hand(director))


def test_nothing_is_lost_or_owed_for_ever_when_its_proposal_is_taken_back(
    line, visit, instruction, member, director, office, liaison, education
):
    key, me = line.root, Person(director)
    before = owed(key)
    taken_back(key.proposal, member, director)
    assert owed(key) == before == {
        ("key_item", "liaison"), ("key_instruction", "liaison"),
        ("key_visit", "office"), ("key_conclude", "office"),
    }  # fmt: skip
    assert "已撤案" in me.get(key.get_absolute_url()).content.decode()
    words = {"content": "再装2公里", "unit": education, "due_on": clock.today() + SOON}
    with pytest.raises(ValidationError, match="提案现为“已撤案”，请由主任更正名单"):
        services.add_item(fresh(key), by=hand(office), **words)
    said = {"words": "请抓紧", "said_on": clock.today(), "due_on": clock.today() + SOON}
    with pytest.raises(ValidationError, match="提案现为“已撤案”"):
        services.instruct(fresh(key), by=hand(office), by_whom="副州长田示例", **said)
    me.does("amend_key_list", fresh(key.keylist), removed=[key.pk], note="提案人撤案，主席会议同意")
    assert (fresh(key).status, owed(key), owed(key.proposal)) == ("removed", set(), set())
    parts = [fresh(one).status for one in (line, visit, instruction)]
    assert parts == ["cancelled", "called_off", "void"]
    page = Person(office).get(key.get_absolute_url()).content.decode()
    assert "加装护栏10公里" in page  # what was done stays on record
    assert any("督办事项已取消" in one for one in inbox(liaison))
    for seat in (liaison, member):  # the page is the committee's now: notices lead elsewhere
        urls = set(seat.notices.order_by("-pk").values_list("url", flat=True)[:1])
        assert {Person(seat).get(url).status_code for url in urls} == {200}
    assert sound(key)
    assert sound(key.proposal)


def test_no_plan_is_issued_for_what_was_taken_back(
    key, leader, item, lead, member, director, office
):
    services.consent_leader(leader, by=hand(lead), answered_on=clock.today())
    taken_back(key.proposal, member, director)
    refused = Person(director).insists("issue_plan", key)
    assert "提案现为“已撤案”" in refused.content.decode()
    assert fresh(item).status == "proposed"


def test_of_two_merged_the_one_that_goes_on_takes_the_place_on_the_list(
    key_list, here, member, office, director, other_member
):
    cases = [another(here, seat, office, title) for seat, title in (
        (member, "关于护栏的提案"), (other_member, "关于道路护栏的建议"))]  # fmt: skip
    cases = [filed_by(here, office, director, one) for one in cases]
    services.shortlist(key_list, by=hand(office), proposals=cases[:1])
    row = services.submit_key_list(fresh(key_list), by=hand(office))
    told = {"fixed_by": "第二十次主席会议", "minutes_number": "彩协纪〔2026〕3号"}
    chosen = list(row.candidates.all())
    row = services.fix_key_list(
        row, by=hand(director), chosen=chosen, fixed_on=clock.today(), **told
    )
    old = KeyProposal.objects.for_page().get()
    absorbed = proposals.merge(fresh(cases[0]), by=hand(director), target=fresh(cases[1]))
    assert owed(old) == {("key_plan", "office")}
    row = services.amend_key_list(
        fresh(row), by=hand(director), note="并案", removed=[old], added=[fresh(cases[1])]
    )
    new = KeyProposal.objects.standing().get()
    assert (new.proposal_id, owed(old), owed(absorbed)) == (cases[1].pk, set(), set())
    assert owed(new) == {("key_plan", "office")}
    assert sound(new)
    with pytest.raises(ValidationError, match="已并案"):
        services.amend_key_list(row, by=hand(director), note="误", added=[fresh(absorbed)])
