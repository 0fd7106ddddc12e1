"""A topic (议题): what a villager, a member or the Party committee wants to be talked over."""

from __future__ import annotations

import secrets

from django.db import models
from django.urls import reverse

from common import clock
from consultations.models.places import Venue
from consultations.querysets import TopicQuerySet
from members.models import Entry, Member, Township
from opinions.models import Opinion
from workflow.models import Root

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are mixed up when read aloud


def new_receipt() -> str:
    """What a villager asks again with; random, so that nobody counts or guesses others' topics."""
    return "".join(secrets.choice(SIGNS) for _ in range(10))


class Topic(Root):
    class Source(models.TextChoices):
        PEOPLE = "people", "群众"
        MEMBER = "member", "委员"
        SCAN = "scan", "扫码"
        PARTY = "party", "党政点题"
        OPINION = "opinion", "社情民意"

    class Status(models.TextChoices):
        RECEIVED = "received", "待筛选"
        ACCEPTED = "accepted", "列入协商"
        DECLINED = "declined", "不列入"
        DUPLICATE = "duplicate", "并入"
        PLANNED = "planned", "已安排"
        TURNED = "turned", "转为提案"
        TO_OPINION = "to_opinion", "转为社情民意"

    DIGESTED = frozenset({"body", "wisher", "phone"})
    GOING_ON = (Status.RECEIVED, Status.ACCEPTED, Status.PLANNED)  # others may be merged into it

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    township = models.ForeignKey(Township, models.PROTECT, related_name="topics")
    village = models.CharField("村（社区）", max_length=40, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="topics")
    receipt = models.CharField(max_length=10, unique=True, default=new_receipt, editable=False)
    number = models.PositiveIntegerField("登记号", null=True)
    source = models.CharField("来源", max_length=8, choices=Source)
    focus = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name="协商重点"
    )
    title = models.CharField("议题", max_length=100)
    body = models.TextField("情况", blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    wisher = models.CharField("反映人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    received_at = models.DateTimeField("收到", default=clock.now)
    ground = models.ForeignKey(  # which rule of the committee's it was screened by
        Entry, models.PROTECT, null=True, related_name="+", verbose_name="筛选依据"
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="duplicates", verbose_name="并入议题"
    )
    opinion = models.ForeignKey(  # of source 社情民意: which one
        Opinion, models.PROTECT, null=True, related_name="topics", verbose_name="社情民意"
    )
    consultation = models.ForeignKey(
        "consultations.Consultation", models.PROTECT, null=True, related_name="topics"
    )

    objects = TopicQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_topic_of_a_number")
        ]
        indexes = [models.Index(fields=["township", "status"], name="topics_of_township")]

    def __str__(self) -> str:
        return self.title

    def caption(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:topic", args=[self.case.uid])
