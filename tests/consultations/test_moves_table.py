"""Who may move what, from where to where: every verb in every state by every seat."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from django.db import transaction

from consultations.models import Consultation, Task, Topic
from consultations.workflow import CONSULTATION, TASK, TOPIC, Action, TaskAction, TopicAction
from members.models import Role
from tests import factories
from tests.moves import outcomes, put


class Line(NamedTuple):
    """action | from | to | who; as the secretary of a committee would write it."""

    action: str
    sources: frozenset[str]
    target: str
    seats: frozenset[str]


def lines(model, text: str) -> dict[str, Line]:
    codes = {label: value for value, label in model.Status.choices}
    found = {}
    for row in text.strip().splitlines():
        action, sources, target, who = (part.strip() for part in row.split(","))
        states = frozenset(codes[one] for one in sources.split("|"))
        found[action] = Line(action, states, codes.get(target, ""), frozenset(who.split("|")))
    return found


TOPICS = lines(
    Topic,
    """
accept, 待筛选, 列入协商, studio
decline, 待筛选, 不列入, studio
merge_topic, 待筛选|列入协商, 并入, studio
arrange, 列入协商, 已安排, studio
release_topic, 已安排, 列入协商, studio
turn_topic, 待筛选|列入协商, 转为提案, office
back_received, 转为提案, 待筛选, office
back_accepted, 转为提案, 列入协商, office
topic_to_opinion, 待筛选|列入协商, 转为社情民意, studio|office
follow, 待筛选|列入协商, (unchanged), nobody
""",
)
CONSULTATIONS = lines(
    Consultation,
    """
revise, 筹备, (unchanged), studio
ask_plan, 筹备, 待党委审批, studio
approve_plan, 待党委审批, 已批准, party
send_back_plan, 待党委审批, 筹备, party
hold, 已批准, 已召开, studio
reschedule, 已批准, (unchanged), studio
rewrite, 已召开, (unchanged), studio
call_off, 筹备|待党委审批|已批准, 已取消, studio
ask_list, 已召开, 清单待党委审批, studio
approve_list, 清单待党委审批, 清单已审批, party
send_back_list, 清单待党委审批, 已召开, party
file, 清单已审批, 已备案, office
end_rating, 群众评议, (unchanged), studio
""",
)
TASKS = lines(
    Task,
    """
change_task, 已列入, (unchanged), studio
drop_task, 已列入, 已删去, studio
give, 已列入, 待签收, office
sign_for, 待签收, 办理中, power
ask_return, 待签收|办理中, 申请退回, power
reassign, 申请退回, 已改派, office
refuse_waiting, 申请退回, 待签收, office
refuse_handling, 申请退回, 办理中, office
ask_extension, 办理中, (unchanged), power
grant_extension, 办理中, (unchanged), office
refuse_extension, 办理中, (unchanged), office
report, 办理中, 待核查, power
confirm, 待核查, 已完成, office
send_back_task, 待核查, 办理中, office
urge_task, 待签收|办理中, (unchanged), office
reopen_task, 已完成, 办理中, studio|office
carry_task, 已列入|待签收|办理中|申请退回|待核查, (unchanged), nobody
turn_task, 待签收|办理中|申请退回, 转为提案, office
back_waiting, 转为提案, 待签收, office|nobody
back_handling, 转为提案, 办理中, office|nobody
back_asked, 转为提案, 申请退回, office|nobody
task_to_opinion, 待签收|办理中|申请退回, 转为社情民意, studio|office
""",
)
BORN_OR_DERIVED = {
    "raise",
    "plan",
    "handle",
    "go_on",
    "ask_rating",
    "finish",
    "list_task",
    "replace",
}
OF_THE_SYSTEM = {"follow", "carry_task"}


@pytest.fixture
def seats(people, prefecture, county, next_county, next_town):
    """Everybody who could try; nobody: no seat at all."""
    return vars(people) | {
        "neighbour": factories.person(county, Role.TOWNSHIP, township=next_town),
        "neighbour_party": factories.person(county, Role.PARTY, township=next_town),
        "above": prefecture.office,
        "foreign_office": next_county.office,
        "nobody": None,
    }


def expected(line: Line, state: str, name: str) -> set[str]:
    if name not in line.seats:
        return {"forbidden"}
    if state not in line.sources:
        return {"wrong_state"}
    return {line.target or state, "gate"}


def faults(procedure, verbs, table, row, seats) -> list[tuple[str, ...]]:
    wrong = []
    for action in verbs:
        line = table.get(action.value)
        if line is None or action.value in OF_THE_SYSTEM:
            continue
        for state in procedure.model.Status.values:
            with transaction.atomic():
                put(row, status=state)
                came = outcomes(procedure, action, lambda: again(row), seats)
                transaction.set_rollback(True)
            wrong += [
                (action.value, state, name, came[name])
                for name in seats
                if came[name] not in expected(line, state, name)
            ]
    return wrong


def again(row):
    """The row as it stands now."""
    return type(row)._base_manager.get(pk=row.pk)


def test_a_topic_goes_where_the_table_says_and_nowhere_else(topic, seats):
    assert faults(TOPIC, TopicAction, TOPICS, topic, seats) == []


def test_a_consultation_goes_where_the_table_says_and_nowhere_else(planned, seats):
    assert faults(CONSULTATION, Action, CONSULTATIONS, planned, seats) == []


def test_a_task_goes_where_the_table_says_and_nowhere_else(lamps, seats):
    assert faults(TASK, TaskAction, TASKS, lamps, seats) == []


def test_no_verb_is_left_out_and_each_leads_where_the_table_says():
    for procedure, table in ((TOPIC, TOPICS), (CONSULTATION, CONSULTATIONS), (TASK, TASKS)):
        moves = {action.value: move for action, move in procedure.moves.items()}
        assert set(moves) <= set(table) | BORN_OR_DERIVED | OF_THE_SYSTEM
        for action in set(moves) & set(table):
            assert moves[action].sources == table[action].sources, action
            assert (moves[action].target or "") == table[action].target, action
