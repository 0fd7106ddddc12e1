"""Lists that were declared: all can be taken away, and no field is forgotten."""

import pytest
from django.urls import get_resolver, reverse

from common.listing import LISTINGS
from consultations.models import CivicVillage, Consultation, Gathering, Task, Topic
from deadlines.models import Obligation
from members.models import ApiCall, Member, Role, Unit, User
from opinions.models import Opinion
from proposals.models import Assignment, Commitment, Proposal
from tests import factories
from tests.browsing import Person
from tests.promising import stood_always
from tests.taking import CONSULTING, OPINIONS, is_written
from workflow.models import Event

SCOPE = dict.fromkeys(
    ("role", "committee", "system", "unit", "organisation", "member", "township", "scope_key"),
    "the seat's own: a person takes what they owe themselves",
)
KEY, LONG = "the key of a row says nothing to people", "long; read on its page"
INNER = "how the machine reckons; what follows from it is shown"
TOLD_TO_FEW = "names and telephones of villagers are told to few"
KEYS = dict.fromkeys(("id", "case", "committee", "registry"), KEY)
# What no sheet tells, and why.
LEFT_OUT = {
    Proposal: {
        "revision": INNER,
        "text_digest": INNER,
        "verified_round": INNER,
        "settled_round": INNER,
        "source_key": INNER,
        "consent": "the proposer's answer; the office reads it on the page",
        "conferred_on": "on the page of the case",
        "advised_into": "weighed before the decision; the decision is told (merged_into)",
        "origin": "on the page of the case, for who sees the other case",
    },
    Assignment: {
        "replaces": "the history of a share; on the page of the case",
        "office": "who works inside a unit is told to that unit only",
    },
    Commitment: {"item": "the passage of the letter that it comes from"},
    Consultation: {"plan": LONG, "minutes": LONG},
    Topic: {
        "body": LONG,
        "receipt": "the villager's own key to it",
        "opinion": "on its page, for who sees the opinion",
        **dict.fromkeys(("member", "wisher", "phone"), TOLD_TO_FEW),
    },
    Task: {"replaces": "the history of a task; on its page", "proposed": "settled by who files"},
    Gathering: {
        **dict.fromkeys(("body", "notes"), LONG),
        **dict.fromkeys(("host", "number"), "on its page"),
    },
    CivicVillage: {
        "reasons": LONG,
        **dict.fromkeys(("county_score", "prefecture_score"), "the judges' own; on its page"),
    },
    Opinion: dict.fromkeys(("body", "edited_body"), LONG),
    Unit: {},
    Member: {},
    User: {
        "password": "a secret",
        "pinyin": INNER,
        "display": "how this person likes pages drawn",
        "email": "on the page of the account",
        **dict.fromkeys(("last_login", "must_change_password"), "on the page of the account"),
        "is_machine": "accounts of systems are kept on a page of their own",
    },
    Obligation: SCOPE
    | dict.fromkeys(
        ("subject_type", "subject_id", "policy_duty", "occasion", "proposal_kind", "due_version"),
        INNER,
    ),
    ApiCall: {},
    Event: dict.fromkeys(("data", "press", "epoch", "xid", "audience"), INNER)
    | {"previous": "the hash of the line before"},
}
NAMES = {
    Proposal: "proposals", Assignment: "shares", Commitment: "ledger",
    Consultation: "consultations", Topic: "topics", Task: "tasks", Gathering: "gatherings",
    CivicVillage: "villages", Opinion: "opinions", Unit: "units", Member: "members",
    User: "people", Obligation: "obligations", Event: "audit",
    ApiCall: "calls",
}  # fmt: skip


@pytest.fixture(autouse=True)
def declared():
    assert get_resolver().url_patterns  # lists are declared where the addresses lead


def test_every_declared_list_is_known_here():
    assert set(LISTINGS) == set(NAMES.values())


@pytest.mark.parametrize("model", NAMES, ids=NAMES.values())
def test_every_field_is_told_or_left_out_for_a_reason(model):
    """A new field is either put into its sheet or named above."""
    listing = LISTINGS[NAMES[model]]
    columns = [*listing.columns, *(one.column for one in listing.more)]
    told = {name for column in columns for name in column.tells}
    fields = {field.name for field in model._meta.fields}
    silent = {name for name in KEYS if name in fields} | set(LEFT_OUT[model])
    assert told | silent == fields
    assert told & set(LEFT_OUT[model]) == set()


def test_every_list_is_written_for_who_has_it(here, delivered, office, director):
    """Every column of every list that has rows here; the others in the tests of their apps."""
    stood_always(delivered)
    Person(office).get(reverse("api:obligation-list"))  # leaves a line in the record of calls
    seats = [office, director, *(factories.person(here, one) for one in (Role.AUDITOR, Role.LEAD))]
    ours = set(LISTINGS) - {*CONSULTING, *OPINIONS}
    assert [name for name in sorted(ours) if not is_written(name, seats)] == []


def test_who_has_no_such_list_takes_none(office, liaison, member):
    for name, seat in (("audit", office), ("people", liaison), ("members", member)):
        for page in ("sheet", "views", "columns"):
            assert Person(seat).get(reverse(f"lists:{page}", args=[name])).status_code == 403
