"""What the owner of the database did with the triggers off is found all the same."""

import random
from collections import Counter
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from common import clock
from proposals import services
from proposals.models import Proposal
from tests import factories
from tests.conftest import sql as owner
from tests.factories import hand
from workflow import chain
from workflow.chain import faults, heads, kinds, unlike
from workflow.models import Case, Event, Part, Row

LONG_AGO = datetime(1999, 1, 1, tzinfo=clock.SHANGHAI)
FORGED = {
    "action": "forged",
    "source": "forged",
    "target": "forged",
    "note": "forged",
    "data": '{"v": 1, "changes": {"title": [null, "forged"]}}',
    "user_id": 10**9,
    "seat_id": 10**9,
    "on_behalf_of": "member:0",
    "audience": "forged",
    "press": "01890000-0000-7000-8000-000000000000",
    "request_id": "forged",
    "address": "192.0.2.99",
    "at": LONG_AGO,
    "version": 999,
    "case_id": 10**9,
    "committee_id": 10**9,
    "subject_id": 10**9,
    "subject_type": "forged",
    "previous": "sm3:00",
    "hash": "md5:00",
}
MANGLED = ["{}", "[]", '{"v": 1}', '{"changes": {"title": 7}}', '{"changes": []}']


def edit(event, dice):
    column = dice.choice(list(FORGED))
    owner(f"UPDATE workflow_event SET {column} = %s WHERE id = %s", FORGED[column], event.pk)


def mangle(event, dice):
    owner("UPDATE workflow_event SET data = %s WHERE id = %s", dice.choice(MANGLED), event.pk)


def delete(event, dice):
    owner("DELETE FROM workflow_event WHERE id = %s", event.pk)


def swap(event, dice):
    """Two events change places, within a case or between two."""
    here, there = (event.case_id, event.version), (event.case_id, 10**6)
    same = Event.objects.filter(case=event.case_id) if dice.random() < 0.7 else Event.objects
    other = dice.choice(list(same.exclude(pk=event.pk).order_by("pk")) or [None])
    if other is None:
        return edit(event, dice)
    steps = (event, there), (other, here), (event, (other.case_id, other.version))
    for moved, place in steps:
        owner(
            "UPDATE workflow_event SET case_id = %s, version = %s WHERE id = %s", *place, moved.pk
        )
    return None


def cut_off(event, dice):
    owner(
        "DELETE FROM workflow_event WHERE case_id = %s AND version >= %s",
        *(event.case_id, event.version),
    )


def add_event(event, dice):
    last = Event.objects.filter(case=event.case_id).latest("version")
    last.pk, last.version, last.previous, last.press = None, last.version + 1, last.hash, None
    last.hash = last.digest()
    last.save()


def alter_row(event, dice):
    """Any column that events account for, of any row of the case, set to another row's value."""
    model, row = some_row(event, dice)
    told = [name for name in row.facts() if name != "id"]
    field = model._meta.get_field(dice.choice(told))
    old = field.value_from_object(row)
    owner(
        f'UPDATE {row.kind()} SET "{field.column}" = %s WHERE {key_of(model)} = %s',
        other_than(field, old),
        row.pk,
    )


def other_than(field, old):
    kind = field.get_internal_type()
    if kind == "BooleanField":
        return not old
    if "Date" in kind:
        return LONG_AGO
    if kind in ("CharField", "TextField", "EmailField"):
        return "另" if field.max_length and field.max_length < 9 else "forged"
    return (old or 0) % 30_000 + 1


def remove_row(event, dice):
    model, row = some_row(event, dice)
    owner(f"DELETE FROM {row.kind()} WHERE {key_of(model)} = %s", row.pk)


def add_row(event, dice):
    """A line of a register that nobody entered."""
    owner(
        "INSERT INTO members_member (case_id, status, name, initials, gender, party, employer,"
        " phone, email, placeholder) VALUES (%s, 'serving', '冒名', '', '', '', '', '', '', false)",
        dice.choice([event.case_id, 10**9]),
    )


def move_row(event, dice):
    """Put a part under another case."""
    parts = [(model, row) for model, row in rows_of(event.case_id) if isinstance(row, Part)]
    if not parts:
        return alter_row(event, dice)
    model, row = dice.choice(parts)
    elsewhere = dice.choice(
        [10**9, *Case.objects.exclude(pk=event.case_id).values_list("pk", flat=True)]
    )
    return owner(f"UPDATE {row.kind()} SET case_id = %s WHERE id = %s", elsewhere, row.pk)


def alter_case(event, dice):
    column, value = dice.choice(
        [("version", 77), ("head", "forged"), ("kind", "forged"), ("committee_id", 10**9)]
    )
    owner(f"UPDATE workflow_case SET {column} = %s WHERE id = %s", value, event.case_id)


def remove_case(event, dice):
    owner("DELETE FROM workflow_case WHERE id = %s", event.case_id)


def add_case(event, dice):
    owner(
        "INSERT INTO workflow_case (committee_id, kind, caption, version, head)"
        " VALUES (%s, 'proposals_proposal', 'forged', 0, '')",
        event.committee_id,
    )


def alter_text(event, dice):
    change = dice.choice(
        ["UPDATE {} SET body = 'forged'", "UPDATE {} SET revision = 9", "DELETE FROM {}"]
    )
    number = dice.choice(list(Proposal.objects.order_by("pk").values_list("pk", flat=True)))
    owner(change.format("proposals_proposaltext") + " WHERE case_id = %s", number)


def empty(event, dice):
    owner("DELETE FROM workflow_event")


def rewind(event, dice):
    """Cut off, and make the rows agree: only a witness outside the database can tell."""
    number = dice.choice(
        list(Proposal.objects.filter(case__version__gt=1).values_list("pk", flat=True))
    )
    then = Event.objects.get(case=number, version=1)
    told = {name: after for name, (_, after) in then.data["changes"].items()}
    owner("DELETE FROM workflow_event WHERE case_id = %s AND version > 1", number)
    for model in kinds(Part):
        if model.ROOT == "proposal":
            owner(f"DELETE FROM {model.kind()} WHERE case_id = %s", number)
    row = Proposal.objects.get(pk=number)
    columns = [name for name in row.facts() if row.facts()[name] != told.get(name)]
    assignments = ", ".join(f"{name} = %s" for name in columns)
    owner(
        f"UPDATE proposals_proposal SET {assignments} WHERE case_id = %s",
        *(*(told.get(name) for name in columns), number),
    )
    owner("UPDATE workflow_case SET version = 1, head = %s WHERE id = %s", then.hash, number)


def forget(event, dice):
    """A proposal that never was: its rows, its events and its case."""
    number = dice.choice(list(Proposal.objects.order_by("pk").values_list("pk", flat=True)))
    parts = [model.kind() for model in kinds(Part) if model.ROOT == "proposal"]
    tables = [*parts, "proposals_proposaltext", "proposals_proposal", "workflow_event"]
    for table in tables:
        owner(f"DELETE FROM {table} WHERE case_id = %s", number)
    owner("DELETE FROM workflow_case WHERE id = %s", number)


def write_anew(event, dice):
    """Edit, and compute the rest of the chain again."""
    event.note = "forged"
    head = event.previous
    for link in [
        event,
        *Event.objects.filter(case=event.case_id, version__gt=event.version).order_by("version"),
    ]:
        link.previous = head
        head = link.digest()
        owner(
            "UPDATE workflow_event SET note = %s, previous = %s, hash = %s WHERE id = %s",
            *(link.note, link.previous, head, link.pk),
        )
    owner("UPDATE workflow_case SET head = %s WHERE id = %s", head, event.case_id)


def rows_of(number):
    return [
        (model, row)
        for model in kinds(Row)
        for row in chain.rows_of(model, [number]).order_by("pk")
    ]


def some_row(event, dice):
    return dice.choice(rows_of(event.case_id))


def key_of(model):
    return model._meta.pk.column


PLAIN = [
    *(edit, edit, edit, mangle, delete, swap, cut_off, add_event, alter_row, alter_row),
    *(remove_row, add_row, move_row, alter_case, remove_case, add_case, alter_text, empty),
]
NEED_A_WITNESS = [rewind, forget, write_anew]


@pytest.fixture
def record(delivered, here, office, member, category, elsewhere):
    """A register, a meeting, a delivered case, and eight proposals on their way."""
    factories.member(here)
    for number in range(8):
        sheet = services.start_draft(member)
        sheet = services.save_draft(
            sheet,
            by=hand(member),
            seen=0,
            title=f"第{number}号提案",
            category=category,
            body="正文",
        )
        proposal = services.submit(sheet, by=hand(member))
        if number % 2:
            services.screen(proposal, by=hand(office), recommendation="file")


@pytest.mark.parametrize("count", [120, pytest.param(1000, marks=pytest.mark.prove)])
@pytest.mark.django_db
def test_so_many_tamperings_are_all_found(record, count):
    assert list(faults()) == []
    dice = random.Random(2026)
    witness, events = list(heads()), list(Event.objects.order_by("pk").values_list("pk", flat=True))
    found, missed = Counter(), []
    while found.total() < count:
        tamper = dice.choice([*PLAIN, *NEED_A_WITNESS])
        with transaction.atomic():
            if not done(tamper, Event.objects.get(pk=dice.choice(events)), dice):
                continue
            alone = next(faults(), None)
            seen = alone or next(unlike(witness), None)
            if not seen or bool(alone) == (tamper in NEED_A_WITNESS):
                missed.append((tamper.__name__, alone))
            found[tamper.__name__] += 1
            transaction.set_rollback(True)
    assert not missed
    assert set(found) == {tamper.__name__ for tamper in (*PLAIN, *NEED_A_WITNESS)}
    assert list(faults(witness)) == []


def done(tamper, event, dice):
    """Whether it could be done at all: unique keys stand in the way even of an owner."""
    try:
        with transaction.atomic():
            owner("SET LOCAL session_replication_role = replica")
            tamper(event, dice)
    except IntegrityError:
        return False
    return True
