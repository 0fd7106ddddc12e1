"""Copies hold letters, key proposals and lists, also when it is their proposal that changes."""

from __future__ import annotations

import pytest

from common import clock
from members import changes
from members.models import Role
from notices import gathering, webhooks
from notices.models import Push
from proposals import services as proposals
from proposals.models import Proposal
from proposals.services import keys as services
from proposals.services import warnings
from tests import factories
from tests.api.systems import System, issued, system
from tests.api.test_changes import Mirror, alive, anew, lines
from tests.browsing import fresh
from tests.factories import hand
from tests.keys.choosing import chosen
from tests.keys.conftest import SOON

pytestmark = pytest.mark.django_db


class Copy(Mirror):
    def titles(self):
        """By kind what it holds."""
        return sorted(row["type"] for row in self.rows.values() if row["op"] == "upsert")


@pytest.fixture
def settled_at_once(monkeypatch):
    """The feed waits for running transactions, and these tests are one."""
    changes.asked.cache_clear()
    monkeypatch.setattr("workflow.feed.settled", lambda events: events)
    yield
    changes.asked.cache_clear()


@pytest.fixture
def letter(under_way, line, here, office):
    share = under_way.proposal.assignments.get()
    told = {"unit": line.unit, "shares": [share], "reason": "逾期1件", "words": "请抓紧"}
    return warnings.issue_warning(here.body, by=hand(office), due_on=clock.today() + SOON, **told)


def renamed(proposal, director):
    kept = {name: getattr(proposal, name) for name in ("category", "proposer_kind", "occasion")}
    proposals.correct(proposal, by=hand(director), title="关于护栏的提案", note="错字", **kept)


def test_copies_hold_them_and_lose_what_is_taken_from_sight(
    under_way, line, letter, liaison, office, director, here, education, settled_at_once
):
    committee = Copy(system(here, Role.OFFICE, name="提案委办公系统"))
    unit = Copy(system(here, Role.LIAISON, unit=education, name="教体局公文系统"))
    assert committee.catch_up() == ["key", "key-list", "meeting", "proposal", "warning"]
    assert unit.catch_up() == ["key", "proposal", "warning"]
    data = unit.holds(letter.case)["data"]
    assert (data["status"], len(data["items"])) == ("issued", 1)
    warnings.reply_warning(letter, by=hand(liaison), reply="已完工")
    services.report_item(line, by=hand(liaison), note="完工")
    for one in (committee, unit):
        one.catch_up()
        assert one.seen == [("upsert", str(row.case.uid)) for row in (letter, under_way)]
        assert one.holds(under_way.case)["data"]["items"][0]["status"] == "reported"
    renamed(fresh(under_way.proposal), director)
    for one in (committee, unit):
        one.catch_up()
        assert one.holds(under_way.case)["data"]["title"] == "关于护栏的提案"
    [candidate] = committee.holds(under_way.keylist.case)["data"]["candidates"]
    assert candidate["title"] == "关于护栏的提案"
    removal = {"removed": [fresh(under_way)], "note": "主席会议纪要"}
    services.amend_key_list(fresh(under_way.keylist), by=hand(director), **removal)
    assert unit.catch_up() == ["proposal", "warning"]
    assert ("delete", str(under_way.case.uid)) in unit.seen
    assert committee.catch_up() == ["key", "key-list", "meeting", "proposal", "warning"]
    for one in (committee, unit):
        assert alive(one) == anew(one)
    streamed = [one for one in lines(Copy(committee.one)) if "op" in one]
    assert {one["id"]: one["data"] for one in streamed} == alive(committee)


def test_that_one_is_off_the_list_is_told_to_outsiders_once(
    under_way, director, here, education, settled_at_once
):
    unit = Copy(system(here, Role.LIAISON, unit=education, name="教体局公文系统"))
    committee = Copy(system(here, Role.OFFICE, name="提案委办公系统"))
    for one in (unit, committee):
        one.catch_up()
    removal = {"removed": [fresh(under_way)], "note": "主席会议纪要"}
    services.amend_key_list(fresh(under_way.keylist), by=hand(director), **removal)
    unit.catch_up()
    assert unit.seen == [("delete", str(under_way.case.uid))]
    renamed(fresh(under_way.proposal), director)
    unit.catch_up()
    assert unit.seen == [("upsert", str(under_way.proposal.case.uid))]
    committee.catch_up()  # where it is still shown
    assert committee.holds(under_way.case)["data"]["title"] == "关于护栏的提案"


def test_who_comes_to_see_the_proposal_comes_to_see_the_key_proposal(
    numbered, office, director, here, education, settled_at_once
):
    """It was chosen before it was handed over; its own record says nothing of that."""
    scopes = ["keys:read", "key-items:read", "instructions:read"]  # those of opinions
    reader = Copy(system(here, scopes=scopes))
    webhook = webhooks.set_up_webhook(
        reader.one.client, by=hand(factories.person(here, Role.SECADMIN)), url="https://x.cn/x"
    )[0]
    chosen(numbered, office, director)
    assert reader.catch_up() == []
    gathering.gather()
    assert not Push.objects.exists()
    proposals.transfer(Proposal.objects.get(), by=hand(office), units=[education])
    assert reader.catch_up() == ["key"]
    [key] = reader.rows.values()
    assert set(key["data"]) & {"items", "leaders", "instructions"} == {"items"}
    gathering.gather()
    [push] = Push.objects.filter(webhook=webhook)
    assert (str(push.case.uid), push.seq) == (key["id"], key["version"])


def test_what_is_done_in_the_case_is_nothing_to_who_sees_only_the_plan(
    under_way, line, police, liaison, office, director, here, settled_at_once
):
    """Neither told nor pushed: it cannot count what happens where it sees nothing."""
    words = {"content": "巡逻", "unit": police, "due_on": clock.today() + SOON}
    services.add_item(fresh(under_way), by=hand(office), **words)
    unit = Copy(system(here, Role.LIAISON, unit=police, name="公安局公文系统"))
    committee = Copy(system(here, Role.OFFICE, name="提案委办公系统"))
    assert unit.catch_up() == ["key"]
    committee.catch_up()
    keeper = hand(factories.person(here, Role.SECADMIN))
    webhooks.set_up_webhook(unit.one.client, by=keeper, url="https://x.cn/x")
    share, case = under_way.proposal.assignments.get(), str(under_way.proposal.case.uid)
    proposals.sign_for(share, by=hand(liaison))
    for one, seen in ((unit, []), (committee, [("upsert", case)])):
        one.catch_up()
        assert one.seen == seen
    gathering.gather()
    assert not Push.objects.exists()
    renamed(fresh(under_way.proposal), director)
    unit.catch_up()
    assert unit.seen == [("upsert", str(under_way.case.uid))]
    gathering.gather()
    assert Push.objects.get().case == under_way.case


def test_who_copies_keys_alone_is_told_nothing_of_the_case(
    under_way, director, here, settled_at_once
):
    """Also where another token of the same client has copied it."""
    client, secret = issued(here, Role.OFFICE, name="提案委办公系统")
    whole, narrow = (Copy(System(client, secret, **words)) for words in (
        {}, {"scope": "keys:read"}))  # fmt: skip
    assert "proposal" in whole.catch_up()
    assert narrow.catch_up() == ["key"]
    renamed(fresh(under_way.proposal), director)
    narrow.catch_up()
    assert narrow.seen == [("upsert", str(under_way.case.uid))]
