"""Every address of the API by every kind of client: what exists for it, and what it may do."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from deadlines.models import Obligation
from members.models import Role
from members.scopes import labels
from tests.api.systems import system
from tests.permissions.verbs import VERBS
from tests.promising import stood_always
from tests.test_permissions import names
from workflow.models import Event

pytestmark = pytest.mark.django_db
READERS = ("reader", "office", "dispatcher", "party", "unit", "other_unit", "abroad", "narrow")
SEES = ("reader", "office", "dispatcher", "unit")
EMPTY = (  # tried where there are some
    *("consultation", "task", "gathering", "village", "opinion"),
    *("warning", "key-proposal", "key-list"),
    *("follow-up", "follow-up-visit", "meeting", "offline", "campaign"),
)


@pytest.fixture
def systems(here, elsewhere, education, police):
    """Clients of every kind, by what they stand for; one of another committee, one that may
    read nothing."""
    kinds = {
        "reader": (here, Role.CLIENT, {}),
        "office": (here, Role.OFFICE, {}),
        "dispatcher": (here, Role.DISPATCHER, {"system": here.government}),
        "party": (here, Role.DISPATCHER, {"system": here.party}),
        "unit": (here, Role.LIAISON, {"unit": education}),
        "other_unit": (here, Role.LIAISON, {"unit": police}),
        "abroad": (elsewhere, Role.CLIENT, {}),
        "narrow": (here, Role.CLIENT, {"scopes": ["meetings:conclude"]}),
    }
    return {name: system(at, role, name=name, **more) for name, (at, role, more) in kinds.items()}


BORN = ("topic", "venue", "posting", "guidance", "combined-opinion")  # without a list to read


def expected(found):
    """By client: the one thing for all, or for those who see the case and for those who do not."""
    seen, unseen = found
    answers = {name: seen if name in SEES else unseen for name in READERS}
    return answers | {"narrow": 403}


@pytest.fixture
def addresses(delivered):
    """What is read: (name, arguments, what those answer who see it and who do not)."""
    promise = stood_always(delivered)
    owed = Obligation.objects.filter(case=delivered.case_id, kind="reply").first()
    rows = {
        "proposal": delivered.case.uid,
        "assignment": delivered.pk,
        "reply": delivered.replies.filter(delivered_on__isnull=False).first().pk,
        "commitment": promise.pk,
        "obligation": owed.pk,
    }
    lists = [(f"api:{name}-list", [], (200, 200)) for name in rows]
    details = [(f"api:{name}-detail", [key], (200, 404)) for name, key in rows.items()]
    others = [("api:calendar-year", [2026], (200, 200)), ("api:registers", [], (200, 200))]
    return [*lists, *details, *others]


def test_every_client_reads_what_is_theirs_and_nothing_else(systems, addresses):
    wrong = []
    for name, arguments, found in addresses:
        for who, status in expected(found).items():
            answer = systems[who].get(reverse(name, args=arguments))
            came, right = answer.status_code, answer.status_code == status
            if came == 200 and name.endswith("-list"):
                right = bool(answer.json()["results"]) == (who in SEES)
            wrong += [] if right else [(name, who, came, f"expected {status}")]
    assert wrong == []


def test_every_address_is_tried(addresses):
    """Acts below; the feed, tokens and what this world has none of in files of their own."""
    here = {name for name in names(get_resolver()) if name.startswith("api:")}
    elsewhere = {f"api:{name}" for name in ["changes", "token", "schema", "docs", "problem"]}
    elsewhere |= {f"api:{name}" for name in ["bulk", "exports", "export", "export-file"]}
    elsewhere |= {f"api:{name}" for name in ["imports", "import", "import-confirm"]}
    elsewhere |= {f"api:{name}-births" for name in BORN}
    empty = {f"api:{kind}-{what}" for kind in EMPTY for what in ("list", "detail")}
    acts = {name for name in here if name.endswith("-act")}
    assert here - acts == {name for name, *_ in addresses} | elsewhere | empty


ACTS = {"act": "proposal-act", "share_act": "assignments-act"}
STANDS = {"office": "office", "dispatcher": "dispatcher", "unit": "liaison"}


def test_clients_may_what_people_of_their_role_may(systems, contacted):
    """The same table as for people: forbidden is 403; what is allowed asks for the version."""
    case, before, wrong = contacted.case.uid, Event.objects.count(), []
    rows = {"act": [case], "share_act": [case, contacted.pk]}
    for kind, address in ACTS.items():
        for verb, people in VERBS[kind].items():
            url = reverse(f"api:{address}", args=[*rows[kind], verb])
            hoped = {"abroad": (404,), "reader": (403,)}
            for who, role in STANDS.items():
                hoped[who] = (428, 422) if role in people.split() else (403,)
            for who, statuses in hoped.items():
                came = systems[who].post(url).status_code
                wrong += [(verb, who, came, statuses)] if came not in statuses else []
    assert wrong == []
    assert Event.objects.count() == before


def test_a_scope_less_is_a_verb_less(systems, contacted):
    url = reverse("api:proposal-act", args=[contacted.case.uid, "file"])
    assert systems["narrow"].post(url).status_code == 403
    assert "meetings:conclude" in labels()
