"""Does the record still say what it said when it was written?

A chain alone cannot tell that its newest links were taken away together with the head, nor that
all of it was written anew; heads kept outside the database can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import groupby, islice
from operator import or_
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from workflow.models import Case, Event, Key, Part, Row

R = TypeVar("R", bound=Row)
TRUSTED = ("sha256", "sm3")
MOST_CASES, MOST_EVENTS = 500, 20_000  # looked at together: what bounds the memory

EXTRA: list[Callable[[], Iterator[str]]] = []  # what else an app can prove; filled in ready()


class Head(NamedTuple):
    """Where a case's chain ended when the witness looked."""

    case: int
    version: int
    hash: str


def kinds(base: type[R]) -> list[type[R]]:
    """Every concrete model of that sort, in the order of the apps."""
    return [model for model in apps.get_models() if issubclass(model, base)]


def faults(witness: Iterable[Head] = ()) -> Iterator[str]:
    """Replay every case from its events; compare with its rows and with earlier heads."""
    for numbers in batches():
        yield from check(numbers)
    yield from strays()
    for proof in EXTRA:
        yield from proof()
    yield from unlike(witness)


def batches() -> Iterator[list[int]]:
    """The numbers of all cases, in portions of a bounded number of events."""
    numbers: list[int] = []
    events = 0
    for number, version in Case.objects.order_by("pk").values_list("pk", "version").iterator():
        numbers.append(number)
        events += version
        if len(numbers) >= MOST_CASES or events >= MOST_EVENTS:
            yield numbers
            numbers, events = [], 0
    yield numbers


def check(numbers: list[int]) -> Iterator[str]:
    """What is wrong with these cases."""
    cases = Case.objects.in_bulk(numbers)
    rows = {row.key(): row for model in kinds(Row) for row in rows_of(model, numbers)}
    events = Event.objects.filter(case__in=numbers).order_by("case_id", "version")
    for number, chain in groupby(events.iterator(), lambda event: event.case_id):
        yield from replay(chain, cases.pop(number), rows)
    yield from (f"第{number}号件：没有任何流程记录" for number in cases)
    yield from (f"{kind} 第{pk}行：没有流程记录能说明其来历" for kind, pk in rows)


def case_column(model: type[Row]) -> str:
    return f"{model.ROOT}_id" if issubclass(model, Part) else "case_id"


def rows_of(model: type[R], numbers: list[int]) -> QuerySet[R]:
    return model._base_manager.filter(**{f"{case_column(model)}__in": numbers})


def replay(chain: Iterable[Event], case: Case, rows: dict[Key, Row]) -> Iterator[str]:
    """Check the links one by one, then take the rows they account for out of `rows`."""
    told: dict[Key, dict[str, Any]] = {}
    version, head = 0, ""
    for event in chain:
        version += 1
        if event.version != version or event.previous != head:
            yield f"{step(event)}：与上一步不衔接"
            version = event.version
        if not genuine(event):
            yield f"{step(event)}：写成后被改动"
        head = event.hash
        yield from follow(event, told.setdefault((event.subject_type, event.subject_id), {}))
    yield from ending(case, event, (version, head), told)
    for key, facts in told.items():
        yield from compare(key, facts, rows.pop(key, None), case.pk)


def genuine(event: Event) -> bool:
    """Whether its hash is the hash of what it says."""
    algorithm = event.hash.partition(":")[0]
    return algorithm in TRUSTED and event.hash == event.digest(algorithm)


def follow(event: Event, now: dict[str, Any]) -> Iterator[str]:
    """Take over what the event says, if it starts from what was there before."""
    try:
        changes = [(name, before, after) for name, (before, after) in event.data["changes"].items()]
    except (AttributeError, KeyError, TypeError, ValueError):
        yield f"{step(event)}：内容无法识读"
        return
    for name, before, after in changes:
        if name in now and now[name] != before:
            yield f"{step(event)}：改动前的 {name} 与此前不符"
        now[name] = after
    if now.get("status") != event.target:
        yield f"{step(event)}：所到状态与内容不符"


def ending(
    case: Case, last: Event, end: tuple[int, str], told: dict[Key, dict[str, Any]]
) -> Iterator[str]:
    """Whether the case stands where its last event left it."""
    if (case.version, case.head) != end:
        yield f"{step(last)}：不是该件的最后一步，后面的记录可能已被删去"
    if (case.kind, case.pk) not in told:
        yield f"{step(last)}：该件的主记录从未登记"
    if case.committee_id != last.committee_id:
        yield f"{step(last)}：属于另一个委员会"


def compare(key: Key, facts: dict[str, Any], row: Row | None, case: int) -> Iterator[str]:
    if row is None or row.facts() != {name: facts.get(name) for name in row.facts()}:
        yield f"{key[0]} 第{key[1]}行：与流程记录不符"
    elif row.case_id != case:
        yield f"{key[0]} 第{key[1]}行：被挪到另一件之下"


def strays() -> Iterator[str]:
    """Rows and events of cases that are not there; one statement."""
    models = [(Event, "case_id"), *((model, case_column(model)) for model in kinds(Row))]
    first, *others = (astray(model, column) for model, column in models)
    for kind, pk in first.union(*others, all=True):
        yield f"{kind} 第{pk}行：所属的件不存在"


def astray(model: Any, column: str) -> Any:
    found = model._base_manager.filter(~Exists(Case.objects.filter(pk=OuterRef(column))))
    kind = Value(model._meta.db_table, CharField())
    return found.order_by().values_list(kind, "pk")


def unlike(witness: Iterable[Head]) -> Iterator[str]:
    """What the witness saw, and is no longer so."""
    remaining = iter(witness)
    while some := list(islice(remaining, MOST_CASES)):
        links = reduce(or_, (Q(case=head.case, version=head.version) for head in some))
        seen = set(Event.objects.filter(links).values_list("case_id", "version", "hash"))
        for head in some:
            if head not in seen:
                yield f"第{head.case}号件第{head.version}步：与库外留存的证据不符"


def heads() -> Iterator[Head]:
    """Where every chain ends now; to be kept outside the database."""
    ends = Case.objects.order_by("pk").values_list("pk", "version", "head")
    yield from map(Head._make, ends.iterator())


def step(event: Event) -> str:
    return f"第{event.case_id}号件第{event.version}步"
