"""Who may move what, from where to where: every verb in every state by every seat."""

from __future__ import annotations

import pytest

from members.models import Organisation, Role
from proposals import workflow as tables
from proposals.doors_keys import KEY_DOORS, KEY_LIST_DOORS, KEY_PARTS, LIST_PARTS
from proposals.models import (
    Advice,
    Candidate,
    KeyInstruction,
    KeyLeader,
    KeyList,
    KeyProposal,
    KeyVisit,
    MediaReport,
    PlanItem,
)
from proposals.services import keys as services
from tests import factories
from tests.consultations.test_moves_table import faults, lines
from tests.factories import hand
from tests.keys.conftest import SOON

LISTS = lines(
    KeyList,
    """
shortlist, 遴选中, (unchanged), office
ask_advice, 遴选中, (unchanged), office
submit_key_list, 遴选中, 待审定, office
return_key_list, 待审定, 遴选中, director
fix_key_list, 待审定, 已确定, director
amend_key_list, 已确定, (unchanged), director
call_off_key_list, 遴选中|待审定, 已取消, director
""",
)
CANDIDATES = lines(
    Candidate,
    """
score_candidate, 备选, (unchanged), office
drop_candidate, 备选, 已移出, office
choose_candidate, 备选, 列为重点, director
pass_over, 备选, 未列入, director
""",
)
ADVICES = lines(
    Advice,
    """
give_advice, 待反馈, 已反馈, contact|org_head|office
lapse_advice, 待反馈, 未反馈, office|director
""",
)
KEYS = lines(
    KeyProposal,
    """
issue_plan, 待定方案, 督办中, director
conclude_key, 督办中, 督办完成, director
reopen_key, 督办完成, 督办中, director
remove_key, 待定方案|督办中, 已调出, director
""",
)
LEADERS = lines(
    KeyLeader,
    """
ask_again, 已同意, 已商请, office
consent_leader, 已商请, 已同意, lead|office
decline_leader, 已商请, 未同意, lead|office
release_leader, 已商请|已同意, 不再承担, office|director
""",
)
ITEMS = lines(
    PlanItem,
    """
change_item, 拟列入, (unchanged), office
drop_item, 拟列入, 已删去, office
start_item, 拟列入, 推进中, director
progress_item, 推进中, (unchanged), liaison|office
report_item, 推进中, 待核查, liaison|office
return_item, 待核查, 推进中, office
confirm_item, 待核查, 已完成, office
extend_item, 推进中, (unchanged), office|director
cancel_item, 推进中|待核查, 已取消, director
""",
)
VISITS = lines(
    KeyVisit,
    """
change_visit, 已通知, (unchanged), office
hold_visit, 已通知, 已开展, office
add_to_visit, 已开展, (unchanged), office
call_off_visit, 已通知, 已取消, office|director
""",
)
INSTRUCTIONS = lines(
    KeyInstruction,
    """
answer_instruction, 待反馈, 已反馈, liaison|office
return_answer, 已反馈, 待反馈, office|lead|other_lead
close_instruction, 已反馈, 已办结, office|lead|other_lead
void_instruction, 待反馈|已反馈, 已作废, office|director
""",
)
MEDIA = lines(MediaReport, "void_media, 已登记, 已作废, office")
TABLES = (
    (tables.KEY_LIST, LISTS),
    (tables.CANDIDATE, CANDIDATES),
    (tables.ADVICE, ADVICES),
    (tables.KEY, KEYS),
    (tables.LEADER, LEADERS),
    (tables.PLAN_ITEM, ITEMS),
    (tables.KEY_VISIT, VISITS),
    (tables.KEY_INSTRUCTION, INSTRUCTIONS),
    (tables.MEDIA, MEDIA),
)
INSIDE = {  # another verb, or nobody's hand
    *("list_candidate", "choose_candidate", "pass_over", "advice_asked", "lapse_advice"),
    *("choose_key", "remove_key", "start_item", "open_key_list", "follow"),
}


@pytest.fixture
def body(here):
    return factories.organisation(here, "民盟彩云州委", Organisation.Kind.PARTY)


@pytest.fixture
def seats(cast, here, elsewhere, body, lead, other_liaison):
    other = factories.organisation(here, "农工党彩云州委", Organisation.Kind.PARTY)
    return vars(cast) | {
        "contact": factories.person(here, Role.CONTACT, organisation=body),
        "org_head": factories.person(here, Role.ORG_HEAD, organisation=body),
        "other_contact": factories.person(here, Role.CONTACT, organisation=other),
        "lead": lead,
        "other_lead": factories.person(here, Role.LEAD),
        "other_liaison": other_liaison,
        "foreign_office": elsewhere.office,
        "foreign_director": factories.person(elsewhere, Role.DIRECTOR),
        "nobody": None,
    }


@pytest.fixture
def advice(shortlisted, office, body):
    from common import clock

    by = hand(office)
    services.ask_advice(shortlisted, by=by, organisations=[body], due_on=clock.today() + SOON)
    return shortlisted.advices.select_related("keylist__case").get()


def wrong(procedure, table, row, seats):
    verbs = type(next(iter(procedure.moves)))
    return faults(procedure, verbs, table, row, seats)


def test_a_list_goes_where_the_table_says_and_nowhere_else(advice, candidate, seats):
    assert wrong(tables.KEY_LIST, LISTS, advice.keylist, seats) == []
    assert wrong(tables.CANDIDATE, CANDIDATES, candidate, seats) == []
    assert wrong(tables.ADVICE, ADVICES, advice, seats) == []


def test_a_key_proposal_goes_where_the_table_says_and_nowhere_else(key, leader, item, seats):
    assert wrong(tables.KEY, KEYS, key, seats) == []
    assert wrong(tables.LEADER, LEADERS, leader, seats) == []
    assert wrong(tables.PLAN_ITEM, ITEMS, item, seats) == []


def test_what_is_done_about_it_goes_where_the_table_says(visit, instruction, media, seats):
    assert wrong(tables.KEY_VISIT, VISITS, visit, seats) == []
    assert wrong(tables.KEY_INSTRUCTION, INSTRUCTIONS, instruction, seats) == []
    assert wrong(tables.MEDIA, MEDIA, media, seats) == []


def test_no_verb_is_left_out_and_each_has_its_door():
    doors = {*KEY_LIST_DOORS, *KEY_DOORS}
    doors |= {
        verb for parts in (LIST_PARTS, KEY_PARTS) for _, own in parts.values() for verb in own
    }
    for procedure, table in TABLES:
        moves = {action.value: move for action, move in procedure.moves.items()}
        births = {verb for verb, move in moves.items() if move.sources == {""}}
        assert set(moves) == set(table) | births | (set(moves) & {"follow"})
        assert set(moves) - doors <= INSIDE
        for action in table:
            assert moves[action].sources == table[action].sources, action
            assert (moves[action].target or "") == table[action].target, action
