"""Who may move what, from where to where: every verb in every state by every seat."""

from __future__ import annotations

import pytest

from members.models import Role
from opinions.models import Forwarding, Instruction, Opinion
from opinions.workflow import (
    FORWARDING,
    INSTRUCTION,
    OPINION,
    Action,
    ForwardingAction,
    InstructionAction,
)
from tests import factories
from tests.consultations.test_moves_table import faults, lines

OPINIONS = lines(
    Opinion,
    """
withdraw, 已提交, 已撤回, member|office
take_up, 已提交|留存, 编辑中, office
edit, 编辑中|已采用, (unchanged), office
adopt, 编辑中, 已采用, office
combine, 编辑中, 综合采用, office
reconsider, 已采用, 编辑中, office
release, 综合采用, 编辑中, office
dissolve, 已采用, 已撤回, office
keep, 已提交|编辑中, 留存, office
issue, 已采用, 已编发, office
forward, 已编发|已批示|已转办|已反馈, 已转办, office
close, 已编发|已批示|已转办|已反馈, 已办结, office
""",
)
FORWARDINGS = lines(
    Forwarding,
    """
answer_forwarding, 待反馈, 已反馈, police
return_forwarding, 待反馈, 已退回, police
extend_forwarding, 待反馈, (unchanged), office
send_back_outcome, 已反馈, 待反馈, office
""",
)
INSTRUCTIONS = lines(Instruction, "void_instruction, 已记录, 已作废, office")
BORN_OR_DERIVED = {
    *("submit", "compile", "instruct", "uninstruct", "answer", "ask_again"),
    *("record_instruction", "give"),
}
OF_THE_SYSTEM = {"follow"}


@pytest.fixture
def seats(people, prefecture, county, next_county):
    """Everybody who could try; nobody: no seat at all."""
    return vars(people) | {
        "dispatcher": factories.person(county, Role.DISPATCHER, system=county.government),
        "above": prefecture.office,
        "foreign_office": next_county.office,
        "foreign_member": factories.member(next_county),
        "nobody": None,
    }


def test_an_opinion_goes_where_the_table_says_and_nowhere_else(submitted, seats):
    assert faults(OPINION, Action, OPINIONS, submitted, seats) == []


def test_a_forwarding_goes_where_the_table_says_and_nowhere_else(given, seats):
    assert faults(FORWARDING, ForwardingAction, FORWARDINGS, given, seats) == []


def test_an_instruction_goes_where_the_table_says_and_nowhere_else(instructed, seats):
    row = instructed.instructions.get()
    assert faults(INSTRUCTION, InstructionAction, INSTRUCTIONS, row, seats) == []


def test_no_verb_is_left_out_and_each_leads_where_the_table_says():
    tables = ((OPINION, OPINIONS), (FORWARDING, FORWARDINGS), (INSTRUCTION, INSTRUCTIONS))
    for procedure, table in tables:
        moves = {action.value: move for action, move in procedure.moves.items()}
        assert set(moves) <= set(table) | BORN_OR_DERIVED | OF_THE_SYSTEM
        for action in set(moves) & set(table):
            assert moves[action].sources == table[action].sources, action
            assert (moves[action].target or "") == table[action].target, action
