"""Cases, their parts, and the record of everything that ever happened to them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Func, Value

from common import clock
from workflow.triggers import AppendOnly, EventRequired, NeverEmptied

ALGORITHM = "sha256"
Key = tuple[str, int]  # table and primary key


class Case(models.Model):
    """One affair, of any kind: the lock, the version and the head of its history.

    Who holds the lock of this row may change the affair. Event n makes version n.
    """

    uid = models.UUIDField(db_default=Func(function="uuidv7"), unique=True, editable=False)
    committee = models.ForeignKey("members.Committee", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # the table of its root
    caption = models.CharField(max_length=200)  # what lists of everything call it
    version = models.PositiveIntegerField(default=0, editable=False)
    head = models.CharField(max_length=71, editable=False)  # the hash of event n

    held = False  # locked by the block that lent its rows
    spoiled = False  # while held: a move failed half-way, so nothing of the block may stay
    depth = 0  # while held: how many savepoints were open when it was taken
    lent: dict[Key, Row]  # while held: one object per row
    also: dict[str, list[Any]]  # while held: what the next event tells besides columns

    class Meta:
        indexes = [models.Index(fields=["committee", "kind"], name="case_by_kind")]

    def __str__(self) -> str:
        return self.caption

    def tell(self, key: str, fact: Any) -> None:
        """Let the event of the running move say this too (a date that was set, say)."""
        self.also.setdefault(key, []).append(fact)


class Row(models.Model):
    """A row with a status, changed only through its Procedure."""

    DIGESTED: ClassVar[frozenset[str]] = frozenset()  # long or personal: proved, not repeated
    LOOSE: ClassVar[frozenset[str]] = frozenset()  # computed columns that no event accounts for

    status = models.CharField("状态", max_length=20, editable=False)
    case: Any
    case_id: Any

    class Meta:
        abstract = True
        triggers = [EventRequired(), NeverEmptied()]

    @classmethod
    def kind(cls) -> str:
        """Its name in the record: the table, which keeps its name when the class gets another."""
        return cls._meta.db_table

    def key(self) -> Key:
        return self.kind(), self.pk

    def facts(self) -> dict[str, Any]:
        """The columns that events account for, as JSON."""
        unsaid = self.LOOSE | {self._meta.pk.attname}
        columns = [field for field in self._meta.concrete_fields if not field.generated]
        values = {field.attname: field.value_from_object(self) for field in columns}
        told = {
            name: fingerprint(value) if name in self.DIGESTED else same_instant(value)
            for name, value in values.items()
            if name not in unsaid
        }
        return json.loads(json.dumps(told, cls=DjangoJSONEncoder))  # type: ignore[no-any-return]


class Root(Row):
    """The one row that a case is about; it shares the case's number and its committee."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    committee = models.ForeignKey(  # a copy that never changes: lists read one table
        "members.Committee", models.PROTECT, related_name="+", editable=False
    )

    class Meta(Row.Meta):
        abstract = True

    def caption(self) -> str:
        raise NotImplementedError


class Part(Row):
    """A row inside a case; names the foreign key to its root (column "case_id") in ROOT."""

    ROOT: ClassVar[str]

    class Meta(Row.Meta):
        abstract = True

    @property
    def root(self) -> Any:
        return getattr(self, self.ROOT)

    @property
    def case(self) -> Case:
        return self.root.case  # type: ignore[no-any-return]

    @property
    def case_id(self) -> int:
        return getattr(self, f"{self.ROOT}_id")  # type: ignore[no-any-return]


class Xid(models.Field):  # type: ignore[type-arg]
    """The 64-bit number of the transaction that wrote the row."""

    def db_type(self, connection: object) -> str:
        return "xid8"

    def from_db_value(self, value: str, *args: object) -> int:
        return int(value)

    def get_prep_value(self, value: int) -> str:
        return str(value)  # xid8 compares with a quoted literal, never with a bigint


class Audience(models.TextChoices):
    INTERNAL = "internal", "内部"
    PARTIES = "parties", "当事各方"
    PUBLIC = "public", "公开"


class Event(models.Model):
    """One change of one case: timeline, audit record, change feed and queue of notices."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)
    committee = models.ForeignKey("members.Committee", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    subject_type = models.CharField(max_length=40)  # the root itself, or one of its parts
    subject_id = models.BigIntegerField()
    action = models.CharField(max_length=24)
    source = models.CharField(max_length=20, blank=True)  # empty: it was born
    target = models.CharField(max_length=20)
    at = models.DateTimeField(default=clock.now)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)  # {"v": 1, "changes": {column: [before, after]}, …}
    user = models.ForeignKey(  # null: the system itself
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    seat = models.ForeignKey(
        "members.Seat", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    on_behalf_of = models.CharField(max_length=60, blank=True)
    audience = models.CharField(max_length=8, choices=Audience)
    press = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    address = models.GenericIPAddressField(null=True)
    previous = models.CharField(max_length=71, blank=True)
    hash = models.CharField(max_length=71)
    # Transport, not evidence: they order the feed and are not hashed.
    epoch = models.SmallIntegerField(
        db_default=Func(Value("workflow_epoch"), function="pg_sequence_last_value")
    )
    xid = Xid(db_default=Func(function="pg_current_xact_id"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_history"),
            models.UniqueConstraint(
                fields=["case", "press"], condition=models.Q(press__isnull=False), name="one_press"
            ),
        ]
        indexes = [
            models.Index(fields=["epoch", "xid", "id"], name="event_feed"),
            # what the trigger looks up; without it a set-based move costs its square
            models.Index(
                fields=["epoch", "xid", "subject_type", "subject_id"], name="event_of_subject"
            ),
            # what one press has borne (births.py)
            models.Index(
                fields=["press"],
                condition=models.Q(press__isnull=False, source=""),
                name="event_of_birth",
            ),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"case {self.case_id} v{self.version}"

    def digest(self, algorithm: str = ALGORITHM) -> str:
        """The hash of what happened and of everything before it."""
        evidence = [
            *(self.case_id, self.committee_id, self.version, self.subject_type, self.subject_id),
            *(self.action, self.source, self.target, self.note, self.data),
            *(self.user_id, self.seat_id, self.on_behalf_of, self.audience),
            *(str(self.press or ""), self.request_id, same_address(self.address)),
            *(self.at.astimezone(UTC).isoformat(), self.previous),
        ]
        return fingerprint(
            json.dumps(evidence, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder),
            algorithm,
        )


class Outbox(models.Model):
    """An event that one consumer has yet to pass on; the row is deleted when it has."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", db_index=False)
    consumer = models.CharField(max_length=16)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=clock.now)
    error = models.TextField(blank=True)  # of the last attempt that failed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "consumer"], name="told_once")]
        indexes = [models.Index(fields=["consumer", "id"], name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.consumer}"


def same_instant(value: Any) -> Any:
    """An instant in UTC, as the database gives it back whatever zone it came in."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def same_address(address: str | None) -> str | None:
    """One spelling: the database gives an address of IPv6 back in its own."""
    return str(ip_address(address)) if address else None


def fingerprint(value: Any, algorithm: str = ALGORITHM) -> str:
    """Algorithm and hash of a text; empty stays empty, so that its absence is told."""
    if value in (None, ""):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder)
    return f"{algorithm}:{hashlib.new(algorithm, text.encode()).hexdigest()}"
