"""Every verb of a promise in every state by every seat; and its part of the page of a case."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import Commitment
from proposals.workflow import COMMITMENT
from tests.browsing import Person
from tests.moves import compare, everybody, put, report
from tests.promising import delivered_with, planned, stood_always
from tests.test_queries import DETAIL

BORN = {"promise", "enrol"}
STANDING = {"open", "extended"}
SOURCES = {
    "fail": STANDING | {"disputed"},
    "call_off": STANDING | {"disputed"},
    "dispute": {"kept"},
    **dict.fromkeys(("uphold", "take_up"), {"disputed"}),
    "silence": {"kept", "disputed"},
    "put_right": {"kept", "failed"},
}
WHO = {  # verb: who may, and where it leads; None: it stays
    "report": ("liaison", None),
    "claim": ("liaison office unit_head", None),
    "keep": ("office", "kept"),
    "fail": ("office", "failed"),
    "go_on": ("office", None),
    "extend": ("office dispatcher", "extended"),
    "dispute": ("proposer office", "disputed"),
    "uphold": ("office", "kept"),
    "take_up": ("office", "extended"),
    "silence": ("nobody", None),
    "put_right": ("director", "extended"),
    "replace": ("liaison office unit_head", "replaced"),
    "give_way": ("office", "replaced"),
    "drop": ("liaison office unit_head", "failed"),
    "call_off": ("director", "called_off"),
}


def expected(verb):
    people, target = WHO[verb]

    def hoped(state, name):
        if name not in people.split():
            return "forbidden"
        if state not in SOURCES.get(verb, STANDING):
            return "wrong_state"
        if verb in ("give_way", "silence"):
            return "gate"  # nothing newer is there
        return target or state

    return hoped


def test_everybody_does_to_a_promise_only_what_the_table_says(share, here, settings):
    settings.WORKFLOW_CONSUMERS = []
    seats, promise = everybody(here, share), stood_always(share)
    put(promise, said_done=True)
    total, faults = 0, []
    for action in COMMITMENT.moves:
        if action in BORN:
            continue
        tries, wrong = compare(
            COMMITMENT,
            action,
            seats,
            Commitment.Status.values,
            made=lambda state: promise,
            expected=expected(str(action)),
            enters=lambda state: put(promise, status=state),
        )
        total, faults = total + tries, faults + wrong
    report(total, faults)
    assert {*WHO, *BORN} == {str(action) for action in COMMITMENT.moves}


def questions(seat, share) -> int:
    person, url = Person(seat), share.proposal.get_absolute_url()
    person.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert person.get(url).status_code == 200
    return len(asked)


def test_the_page_of_a_case_asks_no_more_for_six_promises_than_for_one(contacted, cast, grade):
    share = delivered_with(contacted, cast, grade, planned())
    few = {name: questions(seat, share) for name, seat in vars(cast).items()}
    for _ in range(5):
        stood_always(share)
    many = {name: questions(seat, share) for name, seat in vars(cast).items()}
    print(f"\n一项承诺{few}，六项{many}")
    assert few == many
    assert max(many.values()) <= DETAIL
