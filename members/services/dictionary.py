"""A committee's dictionaries: lines are added, reworded and retired, never deleted."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from common import clock
from members.models import Committee, Entry, Seat, Term
from members.place import RULES, check_value
from members.services.registry import registry_of
from members.words import USUAL, forget_words
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand

TITLES = {"label": "名称", "meaning": "说明", "field": "五大建设", "points": "分值"}
TITLES |= {"position": "顺序"}
WORDED = tuple(TITLES)


@transaction.atomic
def add_entry(
    committee: Committee,
    *,
    by: Hand,
    book: str,
    label: str,
    term: Term | None = None,
    code: str = "",
    meaning: str = "",
    field: str = "",
    points: int = 0,
    position: int | None = None,
) -> Entry:
    """A new line; its code is for good, given or the next free one. The register notes it."""
    entry = Entry(
        committee=committee,
        term=term,
        book=Entry.Book(book),
        code=code.strip(),
        label=label.strip(),
        meaning=meaning.strip(),
        field=field,
        points=points,
    )
    one_at_a_time(committee)
    placed(entry, position)
    complete(entry)
    tell(entry, f"词典“{entry.get_book_display()}”新增“{named(entry)}”", by)
    entry.save()
    return entry


def one_at_a_time(committee: Committee) -> None:
    """Two who add at once do not take the same code; who adds nothing is not kept waiting."""
    Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)


def placed(entry: Entry, position: int | None) -> None:
    """With a code of its own, and last in its book unless told."""
    book = Entry.objects.filter(committee=entry.committee, book=entry.book)
    last = book.aggregate(last=Max("position"))["last"] or 0
    entry.code = entry.code or free_code(entry)
    entry.position = last + 1 if position is None else position


def same_book(entry: Entry) -> Any:
    return Entry.objects.filter(committee=entry.committee, term=entry.term, book=entry.book)


def free_code(entry: Entry) -> str:
    """One that no term uses: the same code in two terms means the same thing."""
    book = Entry.objects.filter(committee=entry.committee, book=entry.book)
    taken = set(book.values_list("code", flat=True))
    return next(f"n{n}" for n in range(1, len(taken) + 2) if f"n{n}" not in taken)


def complete(entry: Entry) -> None:
    """Label and code are there, and neither is taken among the lines in force."""
    faults: dict[str, str] = {}
    others = same_book(entry).exclude(pk=entry.pk)
    if entry.term is not None and entry.term.committee_id != entry.committee_id:
        faults["term"] = "该届不属于本会，请另选"
    elif entry.term is not None and is_secure(entry):
        faults["term"] = "这条规则各届相同，请选择“各届通用”"
    if not entry.label:
        faults["label"] = "请填写名称"
    elif entry.book != Entry.Book.RULE and same_label(others, entry):
        faults["label"] = f"已有“{entry.label}”，请改用其他名称"
    if others.filter(code=entry.code).exists():
        faults["code"] = "适用的届次已有这一条，请修改或恢复原有的条目"
    if entry.field and entry.book != Entry.Book.CATEGORY:
        faults["field"] = "只有提案类别才对应五大建设，请不要选择"
    if entry.points and entry.book != Entry.Book.KEY:
        faults["points"] = "只有重点提案遴选标准才设分值，请填0"
    if faults:
        raise ValidationError(faults)
    if entry.book == Entry.Book.RULE:
        check_value(entry.code, entry.label)


def same_label(others: Any, entry: Entry) -> bool:
    return bool(others.filter(label=entry.label, retired_on=None).exists())


@transaction.atomic
def change_entry(entry: Entry, *, by: Hand, **told: Any) -> Entry:
    """Reword a line: old and new are noted. What refers to it shows the new words."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    before, known = {name: getattr(entry, name) for name in WORDED}, named(entry)
    for name, value in told.items():
        setattr(entry, name, value.strip() if isinstance(value, str) else value)
    complete(entry)
    changed = [name for name in WORDED if getattr(entry, name) != before[name]]
    if changed:
        was = "，".join(difference(entry, name, before[name]) for name in changed)
        tell(entry, f"词典“{entry.get_book_display()}”“{known}”：{was}", by)
        entry.save(update_fields=changed)
    return entry


def named(entry: Entry) -> str:
    """What people call it, with the term that has it to itself: 主办：牵头办理（第十一届）."""
    rule = RULES.get(entry.code) if entry.book == Entry.Book.RULE else None
    if rule:
        name = f"{rule.title}：{entry.label}{rule.measure}"
    elif entry.book == Entry.Book.WORD and entry.code in USUAL:
        name = f"{USUAL[entry.code]}：{entry.label}"
    else:
        name = entry.label
    return f"{name}（{entry.term}）" if entry.term else name


def difference(entry: Entry, name: str, before: Any) -> str:
    labels: dict[Any, str] = dict(Entry.Field.choices) if name == "field" else {}
    was, now = (labels.get(value, value) for value in (before, getattr(entry, name)))
    return f"{TITLES[name]}由“{was}”改为“{now}”"


@transaction.atomic
def retire_entry(entry: Entry, *, by: Hand) -> Entry:
    """停用: offered no more; what was registered with it keeps it."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.retired_on:
        return entry
    entry.retired_on = clock.today()
    tell(entry, f"词典“{entry.get_book_display()}”停用“{named(entry)}”", by)
    entry.save(update_fields=["retired_on"])
    return entry


@transaction.atomic
def restore_entry(entry: Entry, *, by: Hand) -> Entry:
    """恢复使用: a line that was retired is offered again."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.retired_on is None:
        return entry
    entry.retired_on = None
    complete(entry)
    tell(entry, f"词典“{entry.get_book_display()}”恢复“{named(entry)}”", by)
    entry.save(update_fields=["retired_on"])
    return entry


def is_secure(entry: Entry) -> bool:
    return entry.book == Entry.Book.RULE and entry.code in RULES and RULES[entry.code].secure


def verb_of(entry: Entry) -> RegistryAction:
    return RegistryAction.SECURE if is_secure(entry) else RegistryAction.REWORD


def may_word(seat: Seat, *lines: Entry) -> list[bool]:
    """For each line of the seat's committee, whether the table lets the seat word it."""
    kept = registry_of(seat.committee)
    return [REGISTRY.moves[verb_of(line)].allowed(seat, kept) for line in lines]


def tell(entry: Entry, text: str, by: Hand) -> None:
    """The note comes first: who may not make it may not change the line either."""
    with REGISTRY.moving(registry_of(entry.committee), verb_of(entry), by=by, note=text):
        pass
    transaction.on_commit(partial(forget_words, entry.committee_id))
