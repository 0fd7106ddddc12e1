"""The columns of the lists of consultations and of topics, and what they are looked up by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.http import HttpRequest
from django.urls import reverse_lazy
from django_filters.fields import ModelChoiceField

from common.columns import fields_of
from common.listing import Listing, More, declare
from common.templatetags.ui import Column
from consultations.models import CivicVillage, Consultation, Gathering, Task, Topic
from consultations.querysets import AGREED, watches
from members.models import Role, Seat, Township

Status = Consultation.Status
TONES: dict[Any, str] = {
    Status.PLANNING: "soon",
    Status.PLAN_ASKED: "soon",
    Status.APPROVED: "link",
    Status.HELD: "soon",
    Status.LIST_ASKED: "soon",
    Status.LIST_APPROVED: "link",
    Status.FILED: "link",
    Status.HANDLING: "seal",
    Status.RATING: "soon",
    Status.DONE: "ok",
}
TOPIC_TONES: dict[Any, str] = {
    Topic.Status.RECEIVED: "soon",
    Topic.Status.ACCEPTED: "link",
    Topic.Status.PLANNED: "ok",
}
GATHERING_TONES: dict[Any, str] = {
    Gathering.Status.ANNOUNCED: "link",
    Gathering.Status.HELD: "ok",
}
VILLAGE_TONES: dict[Any, str] = {
    CivicVillage.Status.PROPOSED: "soon",
    CivicVillage.Status.RETURNED: "late",
    CivicVillage.Status.RECOMMENDED: "link",
    CivicVillage.Status.NAMED: "ok",
}
TASK_TONES: dict[Any, str] = {
    Task.Status.WAITING: "soon",
    Task.Status.HANDLING: "link",
    Task.Status.RETURN_ASKED: "late",
    Task.Status.REPORTED: "soon",
    Task.Status.DONE: "ok",
}


KINDS_OF_TONES: dict[Any, dict[Any, str]] = {
    Topic: TOPIC_TONES,
    Task: TASK_TONES,
    Gathering: GATHERING_TONES,
    CivicVillage: VILLAGE_TONES,
}


def badge(row: Any) -> dict[str, str]:
    """The badge of the status of whatever has one here."""
    tones = KINDS_OF_TONES.get(type(row), TONES)
    tone = tones.get(row.status, "none")
    return {"code": row.status, "label": row.get_status_display(), "tone": tone}


def read_by(rows: Any, seat: Seat) -> Any:
    """Rows that know in whose county they are read, so that townships of others say theirs."""
    known = rows.select_related("case", "township__committee")
    return known.annotate(here=Value(seat.committee_id))


def with_tasks(rows: Any) -> Any:
    """How many tasks count, how many of them are done, and how many became something else."""
    live = ~Q(tasks__status__in=(Task.Status.DROPPED, Task.Status.REASSIGNED))
    done, turned, told = (Q(tasks__status=one) for one in ("done", "turned", "to_opinion"))
    return rows.annotate(
        listed=Count("tasks", filter=live),
        finished=Count("tasks", filter=done),
        turned=Count("tasks", filter=turned),
        to_opinion=Count("tasks", filter=told),
    )


def townships_seen(request: HttpRequest | None) -> Any:
    """Those of the seat's county, or of the counties below."""
    if request is None:
        return Township.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    known = Township.objects.filter(Q(committee=here) | Q(committee__parent=here))
    return known.select_related("committee").annotate(here=Value(here))


class TownshipField(ModelChoiceField):
    def label_from_instance(self, township: Any) -> str:
        return str(township.named_for(township.here))


class TownshipFilter(django_filters.ModelChoiceFilter):
    """By township: 县市·乡镇 where there are several counties."""

    field_class = TownshipField

    def __init__(self) -> None:
        super().__init__(label="乡镇", queryset=townships_seen, empty_label="全部")  # type: ignore[arg-type]


class ConsultationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="主题、村（社区）", method="find")
    status = django_filters.ChoiceFilter(label="状态", choices=Status.choices, empty_label="全部")
    township = TownshipFilter()

    class Meta:
        model = Consultation
        fields: tuple[str, ...] = ()

    def find(self, rows: Any, name: str, words: str) -> Any:
        words = words.strip().replace("\x00", "")
        return rows.filter(Q(title__contains=words) | Q(villages__contains=words))


class TopicFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="议题、村（社区）", method="find")
    status = django_filters.ChoiceFilter(
        label="状态", choices=Topic.Status.choices, empty_label="全部"
    )
    source = django_filters.ChoiceFilter(
        label="来源", choices=Topic.Source.choices, empty_label="全部"
    )
    township = TownshipFilter()

    class Meta:
        model = Topic
        fields: tuple[str, ...] = ()

    def find(self, rows: Any, name: str, words: str) -> Any:
        words = words.strip().replace("\x00", "")
        return rows.filter(Q(title__contains=words) | Q(village__contains=words))


def cells(row: Any) -> dict[str, Any]:
    note = "　·　".join(part for part in (row.township.named_for(row.here), row.villages) if part)
    return {
        "label": row.label,
        "title": {"text": row.title, "url": row.get_absolute_url(), "note": note},
        "day": row.held_on or row.planned_on,
        "tasks": counted(row) if row.list_told else "",
        "status": badge(row),
    }


def counted(row: Any) -> str:
    """17/18，转提案1: what became a proposal or an opinion is not done here."""
    turned = f"，转提案{row.turned}" if row.turned else ""
    turned += f"，转社情民意{row.to_opinion}" if row.to_opinion else ""
    return f"{row.finished}/{row.listed}{turned}" if row.listed else ""


def topic_cells(row: Any) -> dict[str, Any]:
    note = "　·　".join(part for part in (row.township.named_for(row.here), row.village) if part)
    return {
        "number": f"第{row.number}号" if row.number else "",
        "title": {"text": row.title, "url": row.get_absolute_url(), "note": note},
        "source": row.get_source_display(),
        "focus": str(row.focus or ""),
        "received": row.received_at,
        "status": badge(row),
    }


def list_told(rows: Any, seat: Seat) -> Any:
    """With whether the seat reads the list of tasks of each: `reads_list`."""
    if watches(seat):
        return rows.annotate(list_told=Value(True))
    told = Case(When(status__in=AGREED, then=True), default=False, output_field=BooleanField())
    return rows.annotate(list_told=told)


def meetings(seat: Seat) -> Any:
    rows = read_by(Consultation.objects.visible_to(seat), seat)
    return with_tasks(list_told(rows, seat))


def near(seat: Seat) -> bool:
    """The township's own people, and the committees."""
    return seat.is_staff_of_committee or seat.role in (Role.TOWNSHIP, Role.PARTY)


def topics(seat: Seat) -> Any:
    return read_by(Topic.objects.visible_to(seat), seat).select_related("focus")


TOWN = More(
    Column("乡镇", "town", tells=("township",)),
    lambda row: str(row.township.named_for(row.here)),
)
LISTING = Listing(
    name="consultations",
    title="院坝协商",
    url=reverse_lazy("consultations:list"),
    rows=meetings,
    columns=(
        Column("备案号", "label", "fit first"),
        Column("协商主题", "title", "wide", "title", note="乡镇、村（社区）", tells=("title",)),
        Column("日期", "day", "fit", "date"),
        Column("任务（完成/全部）", "tasks", "fit"),
        Column("状态", "status", "fit", "badge", tells=("status",)),
    ),
    cells=cells,
    filterset=ConsultationFilter,
    more=(
        *fields_of(Consultation, "villages", "planned_on", "held_on", "chair", "held_at"),
        *fields_of(Consultation, "self_run", "filed_on", "filing_year", "filing_number"),
        *fields_of(Consultation, "done_on", venue="场所"),
        TOWN,
    ),
)
TOPICS = Listing(
    name="topics",
    title="议题",
    url=reverse_lazy("consultations:topics"),
    rows=topics,
    counts=False,
    columns=(
        Column("登记号", "number", "fit first", tells=("number",)),
        Column("议题", "title", "wide", "title", note="乡镇、村（社区）", tells=("title",)),
        Column("来源", "source", "fit", tells=("source",)),
        Column("协商重点", "focus", "fit hide", tells=("focus",)),
        Column("收到", "received", "fit hide", "date", tells=("received_at",)),
        Column("状态", "status", "fit", "badge", tells=("status",)),
    ),
    cells=topic_cells,
    filterset=TopicFilter,
    more=(
        *fields_of(Topic, "village", "place", venue="场所"),
        *fields_of(Topic, "ground", "duplicate_of", offered=near, consultation="所列协商"),
        TOWN,
    ),
)
declare(LISTING)
declare(TOPICS)
