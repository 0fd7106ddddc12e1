"""Other systems (政府系统) that come in through the API, and what they asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from common import clock
from members.models.committees import Committee
from members.models.people import Entered
from members.models.seats import Role, Seat


class ClientQuerySet(models.QuerySet["Client"]):
    def visible_to(self, seat: Any) -> ClientQuerySet:
        """For the administrators of security and of the audit, those of their committee."""
        if seat.role not in (Role.SECADMIN, Role.AUDITOR):
            return self.none()
        return self.filter(registry__committee=seat.committee_id)

    def serving(self) -> ClientQuerySet:
        """Those that may come in today, with the seat they act from."""
        beside = (f"seat__{name}" for name in ("user", "committee__parent", "system", "unit"))
        return self.filter(status=Client.Status.ISSUED).select_related(*beside)


class Client(Entered):
    """A system with a secret of its own. It acts from a seat as people do, of its own account.

    Its secret and its tokens are with the library of OAuth, hashed.
    """

    class Status(models.TextChoices):
        ISSUED = "issued", "使用中"
        REVOKED = "revoked", "已吊销"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    name = models.CharField("系统名称", max_length=40)
    scopes = models.JSONField("权限", default=list)  # of members.scopes
    rate = models.PositiveIntegerField("每分钟最多请求次数")
    secret_at = models.DateTimeField("密钥发放时间")
    seat = models.OneToOneField(  # null only while it is being born
        Seat, models.PROTECT, null=True, related_name="client"
    )
    application = models.OneToOneField(
        "oauth2_provider.Application", models.PROTECT, null=True, related_name="client"
    )

    objects = ClientQuerySet.as_manager()

    class Meta(Entered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["registry", "name"],
                condition=Q(status="issued"),
                name="one_client_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClientUse(models.Model):
    """How often a client asked one address on one day, by what it was answered.

    A count and no copy of each call: that is ApiCall, which is forgotten in time.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="uses")
    day = models.DateField("日期")
    address = models.CharField("接口", max_length=100)  # the name of the address, with the verb
    method = models.CharField("方法", max_length=8)
    answer = models.PositiveSmallIntegerField("应答")  # the HTTP status
    calls = models.PositiveIntegerField("次数")
    last_at = models.DateTimeField("最后一次")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "day", "address", "method", "answer"], name="one_count_a_day"
            )
        ]


class Keys(models.Field):  # type: ignore[type-arg]
    """A set of keys. The database alone makes and reads it."""

    def db_type(self, connection: object) -> str:
        return "int8multirange"


@Keys.register_lookup
class Holds(models.Lookup):
    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        keys, parameters = self.process_lhs(compiler, connection)
        key, more = self.process_rhs(compiler, connection)
        return f"{keys} @> {key}", (*parameters, *more)


class Copied(models.Model):
    """The cases that a client was told: it has to be told as well when it may not see one any more.

    Never taken back: a reader may come again with an older cursor. Of each 2^BITS keys one row
    says which were told. As clients are never deleted, the database need not look for them.
    """

    BITS: ClassVar[int] = 10

    pk = models.CompositePrimaryKey("client_id", "block")
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="copied", db_index=False, db_constraint=False
    )
    block = models.BigIntegerField()
    cases = Keys()


class Receipt(models.Model):
    """What a press through the API was answered, under the key that the sender gave it.

    Written with the effect in one transaction; kept some days, so that a repeated press gets the
    same answer. That it is not carried out twice the events see to, for ever.
    """

    KEPT: ClassVar[int] = 7  # days

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=71)  # of address, version and content
    answer = models.JSONField()
    etag = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "key"], name="one_receipt_of_a_key")]
        indexes = [models.Index(fields=["at"], name="receipt_by_age")]
