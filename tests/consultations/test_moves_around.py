"""文明村寨 and gatherings: every verb in every state by every seat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations.doors_around import GATHERING_DOORS, VILLAGE_DOORS
from consultations.models import CivicVillage, Gathering
from consultations.services import gatherings, villages
from consultations.workflow.around import GATHERING, GatheringAction
from consultations.workflow.villages import VILLAGE, VillageAction
from members.models import Entry
from tests.consultations.test_moves_table import faults, lines, seats  # noqa: F401 - a fixture
from tests.factories import hand

VILLAGES = lines(
    CivicVillage,
    """
supplement_village, 退回补充, 待县评审, studio
withdraw_village, 待县评审|退回补充, 已撤回, studio
return_village, 待县评审, 退回补充, office
recommend_village, 待县评审, 待州评定, office
name_village, 待县评审, 文明村寨, office
decline_village, 待县评审, 未评上, office
confirm_village, 待州评定, 文明村寨, above
reject_village, 待州评定, 未评上, above
revoke_village, 文明村寨, 已撤销, office
follow, 待县评审|退回补充|待州评定, (unchanged), nobody
""",
)  # here nobody above has judged, so the county revokes what it named
GATHERINGS = lines(
    Gathering,
    """
change_gathering, 已通知, (unchanged), office
hold_gathering, 已通知, 已举办, office
add_to_gathering, 已举办, (unchanged), office
call_off_gathering, 已通知, 已取消, office
""",
)


@pytest.fixture
def village(town, studio):
    words = {"village": "鱼塘村", "reasons": "路灯都亮了"}
    return villages.propose_village(town, by=hand(studio), **words)


@pytest.fixture
def gathering(county, office, town):
    sort = Entry.objects.create(
        committee=county.body, book="gathering", code="visit", label="观摩会", position=1
    )
    day = clock.today() + timedelta(days=3)
    words = {"sort": sort, "title": "全县推进会", "planned_on": day, "place": "鱼塘村"}
    return gatherings.announce(county.body, by=hand(office), townships=[town], **words)


def test_a_village_goes_where_the_table_says_and_nowhere_else(village, seats):  # noqa: F811
    assert faults(VILLAGE, VillageAction, VILLAGES, village, seats) == []


def test_a_gathering_goes_where_the_table_says_and_nowhere_else(gathering, seats):  # noqa: F811
    assert faults(GATHERING, GatheringAction, GATHERINGS, gathering, seats) == []


def test_no_verb_is_left_out_and_each_has_its_door():
    tables = ((VILLAGE, VILLAGES, VILLAGE_DOORS), (GATHERING, GATHERINGS, GATHERING_DOORS))
    for procedure, table, doors in tables:
        moves = {action.value: move for action, move in procedure.moves.items()}
        assert set(moves) - set(table) in ({"propose_village"}, {"announce"})
        assert set(table) - {"follow"} == set(doors)
        for action in table:
            assert moves[action].sources == table[action].sources, action
            assert (moves[action].target or "") == table[action].target, action
