"""Every call of the API, one line each (网络安全法第二十一条): who asked what, and the answer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from pgtrigger import Before, Delete, Statement, Trigger, Truncate, Update
from pgtrigger import Row as EachRow

from common import clock
from members.models.clients import Client
from members.models.committees import Committee
from members.models.people import User
from members.models.seats import Role, Seat


class NeverChanged(Trigger):
    name = "never_changed"
    level = Statement
    when = Before
    operation = Update | Truncate
    func = "RETURN NULL;"

    def render_execute(self, model: Any) -> str:
        return "workflow_refuse()"


class HalfAYear(Trigger):
    """What is younger than 180 days nobody deletes."""

    name = "half_a_year"
    level = EachRow
    when = Before
    operation = Delete
    func = "RETURN OLD;"

    def render_execute(self, model: Any) -> str:
        return "members_keep_call()"


class ApiCallQuerySet(models.QuerySet["ApiCall"]):
    def visible_to(self, seat: Any) -> ApiCallQuerySet:
        """For the administrators of security and of the audit, those of their committee alone."""
        if seat.role not in (Role.SECADMIN, Role.AUDITOR):
            return self.none()
        return self.filter(committee=seat.committee_id)


class ApiCall(models.Model):
    """One call, as it was answered; its words are the caller's own, its values never.

    client: also where it was refused, if the token was its own once. user: who had signed in on
    the site, from a seat or without. named: the client_id that somebody only claimed. committee: of
    who called; of nobody known, the one at the top of this deployment. As none of them is ever
    deleted, the database need not look for them.
    """

    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    named = models.CharField("自称的 client_id", max_length=100, blank=True)
    at = models.DateTimeField("应答时间", default=clock.now)
    ms = models.PositiveIntegerField("用时（毫秒）", default=0)
    method = models.CharField("方法", max_length=8)
    path = models.CharField("地址", max_length=300)  # without its query
    query = models.CharField("查询项", max_length=200, blank=True)  # names only
    route = models.CharField("接口", max_length=100, blank=True)  # its name, with the verb
    answer = models.PositiveSmallIntegerField("应答")  # the HTTP status
    refused = models.PositiveSmallIntegerField("批量中被拒绝的项数", default=0)
    problem = models.CharField("错误类型", max_length=40, blank=True)  # of common.problems
    replayed = models.BooleanField("重发", default=False)  # answered from a receipt
    case_uid = models.UUIDField("案件", null=True)
    request_id = models.CharField("请求编号", max_length=64, blank=True)
    address = models.GenericIPAddressField("来自", null=True)

    objects = ApiCallQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["committee", "at", "id"], name="calls_of_committee"),
            models.Index(fields=["client", "at", "id"], name="calls_of_client"),
            # told in each error; the caller's own words, so maybe the same for all its calls,
            # which a hash would look through one by one at each insert
            models.Index(fields=["request_id"], name="calls_by_request"),
            # few among many, which nobody should look for among all
            *(
                models.Index(fields=["committee", "at", "id"], condition=few, name=name)
                for name, few in (
                    ("calls_to_act", Q(method="POST")),
                    ("calls_otherwise", ~Q(method__in=("GET", "POST"))),
                    ("calls_refused", Q(answer__gte=400) | Q(refused__gt=0)),
                    ("calls_failed", Q(answer__gte=500)),
                )
            ),
        ]
        triggers = [NeverChanged(), HalfAYear()]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
