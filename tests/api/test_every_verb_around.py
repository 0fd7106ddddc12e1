"""Every verb of the tables is an address of the API, or is named here with the reason why not.

Of all but proposals, which have a file of their own.
"""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from consultations.doors import PART_DOORS as CONSULTING
from consultations.models import Guidance, Posting, Venue
from members.api_actions import Act
from members.api_births import Births
from members.workflow import LineAction
from opinions.doors import PART_DOORS as OPINING
from workflow.procedure import PROCEDURES, UNBORN

APPS = ("consultations", "opinions", "members", "notices")
LINES = {"venues": Venue, "postings": Posting, "guidance": Guidance}  # they have one verb for all
OF_THE_SYSTEM = ("the_system", "nobody", "console")  # rules

REGISTER = "名册由专人核对后登记：谁任何职、单位的更名合并影响每一件的归属，不由系统代办"
RIGHTS = "接入的权限由安全管理员决定：系统不能给自己或别的系统放权"
WITHIN = {  # what is done inside another verb, which has an address
    ("opinions_opinion", "combine"): "compile",
    ("opinions_opinion", "release"): "dissolve",
    ("opinions_forwarding", "give"): "forward",
    ("consultations_topic", "arrange"): "plan",
    ("consultations_topic", "release_topic"): "call_off",
    ("consultations_task", "give"): "file",
    ("consultations_task", "replace"): "reassign",
    ("consultations_rating", "answer_rating"): "reopen_task",
    ("consultations_taskextension", "ask"): "ask_extension",
    ("consultations_taskextension", "accept"): "grant_extension",
    ("consultations_taskextension", "refuse"): "refuse_extension",
    ("consultations_taskextension", "lapse"): "report",
}
TURNED = (
    ("topic", "received"),
    ("topic", "accepted"),
    *(("task", state) for state in ("waiting", "handling", "asked")),
)
BY_PERSONS = {
    (f"consultations_{row}", f"back_{state}"): "随提案草稿的删除撤回；草稿是委员自己的，没有接口"
    for row, state in TURNED
}
KEPT_BY_PERSONS = {
    **dict.fromkeys(("members_registry", "members_member", "members_membership"), REGISTER),
    **dict.fromkeys(("members_unit", "members_seat"), REGISTER),
    **dict.fromkeys(("members_client", "notices_webhook"), RIGHTS),
}


def views():
    """The class behind each address of the API."""
    found, patterns = set(), list(get_resolver("config.api").url_patterns)
    while patterns:
        one = patterns.pop()
        patterns += getattr(one, "url_patterns", [])
        call = getattr(one, "callback", None)
        found.add(getattr(call, "cls", None) or getattr(call, "view_class", object))
    return found


@pytest.fixture(scope="module")
def reached():
    """Kind of row and verb, of all that can be sent."""
    parts = [*CONSULTING.values(), *OPINING.values()]
    doors = [door for _, told in parts for door in told.values()]
    found = set()
    for view in views():
        if issubclass(view, Act):
            doors += getattr(view.page, "doors", {}).values()
        if issubclass(view, Births):
            found |= {(kind, view().verb.value) for kind in born_by(view())}
    return found | {(door.procedure.model.kind(), door.action.value) for door in doors}


def born_by(view):
    """Kinds that its verb bears; of those that share one, the view's own."""
    if view.verb is LineAction.ENTER:
        return [LINES[view.kind].kind()]
    known = ((kind, one.moves) for kind, one in PROCEDURES.items())
    return [
        kind
        for kind, moves in known
        if any(verb is view.verb and UNBORN in moves[verb].sources for verb in moves)
    ]


def by_persons():
    """Every verb that somebody's rule allows."""
    for kind, procedure in PROCEDURES.items():
        if kind.partition("_")[0] in APPS and kind not in KEPT_BY_PERSONS:
            for action, move in procedure.moves.items():
                if not (move.follows or move.allowed.__name__ in OF_THE_SYSTEM):
                    yield kind, action.value


def test_every_verb_of_a_person_can_be_sent_or_is_excused(reached):
    assert set(by_persons()) - reached == {*WITHIN, *BY_PERSONS}


def test_what_is_excused_is_done_by_a_verb_that_can_be_sent(reached):
    sent = {verb for _, verb in reached}
    assert [one for one in WITHIN.values() if one not in sent] == []
    assert KEPT_BY_PERSONS.keys() <= PROCEDURES.keys()
    assert [kind for kind, _ in reached if kind in KEPT_BY_PERSONS] == []
