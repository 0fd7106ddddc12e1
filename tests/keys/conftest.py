"""A key proposal on its way: listed, fixed, led, under way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from deadlines.checks import faults
from members.models import Entry, Role
from proposals.models import Candidate, KeyProposal
from proposals.services import keys as services
from tests import factories
from tests.browsing import fresh
from tests.factories import hand
from workflow.chain import faults as broken

SOON = timedelta(days=30)


def sound(row) -> bool:
    """Nothing of this case is forgotten or owed by nobody, and no record is broken."""
    mine = [told for told in faults() if told.startswith(f"第{row.case.pk}号件")]
    assert (mine, list(broken())) == ([], [])
    return True


@pytest.fixture
def lead(here):
    return factories.person(here, Role.LEAD)


@pytest.fixture
def criterion(here):
    words = {"code": "wide", "label": "涉及面广", "points": 10, "position": 1}
    return Entry.objects.create(committee=here.body, book=Entry.Book.KEY, **words)


@pytest.fixture
def survey(here):
    words = {"code": "survey", "label": "调研", "position": 1}
    return Entry.objects.create(committee=here.body, book=Entry.Book.VISIT, **words)


@pytest.fixture
def key_list(here, office):
    return services.open_key_list(
        here.session, by=hand(office), name="十一届五次会议重点提案", wanted=10
    )


@pytest.fixture
def shortlisted(key_list, handed_over, liaison, office):
    """The list with one candidate, whose proposal is with its unit."""
    return services.shortlist(key_list, by=hand(office), proposals=[handed_over], reasons="民生")


@pytest.fixture
def candidate(shortlisted) -> Candidate:
    return shortlisted.candidates.select_related("proposal").get()


@pytest.fixture
def fixed(shortlisted, candidate, office, director):
    row = services.submit_key_list(shortlisted, by=hand(office))
    return services.fix_key_list(
        row,
        by=hand(director),
        chosen=[candidate],
        fixed_by="第二十次主席会议",
        minutes_number="彩协纪〔2026〕3号",
        fixed_on=clock.today(),
    )


@pytest.fixture
def key(fixed) -> KeyProposal:
    return KeyProposal.objects.for_page().get()


@pytest.fixture
def leader(key, office, lead):
    words = {"duty": "leads", "name": "田示例", "post": "副州长", "account": lead}
    return services.ask_leader(key, by=hand(office), **words)


@pytest.fixture
def item(key, office, education):
    words = {"content": "加装护栏10公里", "unit": education, "due_on": clock.today() + SOON}
    return services.propose_item(key, by=hand(office), **words)


@pytest.fixture
def under_way(key, leader, item, lead, director):
    """With one line of the plan, owed by the unit."""
    services.consent_leader(leader, by=hand(lead), answered_on=clock.today())
    return services.issue_plan(fresh(key), by=hand(director))


@pytest.fixture
def line(under_way):
    return under_way.planitems.select_related("unit__successor", "keyproposal__case").get()


@pytest.fixture
def visit(under_way, office, survey, member, education):
    return services.plan_visit(
        under_way,
        by=hand(office),
        sort=survey,
        planned_on=clock.today(),
        place="州城南路段",
        members=[member.member],
        units=[education],
    )


@pytest.fixture
def instruction(under_way, lead, education):
    words = {"words": "请教育部门抓紧办理", "said_on": clock.today(), "unit": education}
    words["by_whom"] = "别的领导"  # no form lets a leader say so; it is theirs all the same
    return services.instruct(under_way, by=hand(lead), due_on=clock.today() + SOON, **words)


@pytest.fixture
def media(under_way, office):
    words = {"medium": "broadcast", "form": "face", "outlet": "彩云电视台", "title": "护栏装起来"}
    return services.record_media(under_way, by=hand(office), on=clock.today(), **words)
