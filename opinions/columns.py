"""The columns of the list of opinions, and what it is narrowed by."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import django_filters
from django.db.models import BooleanField, Case, Q, When
from django.urls import reverse_lazy

from common.columns import fields_of
from common.listing import Listing, declare
from common.templatetags.ui import Column
from members.models import Role, Seat
from opinions.models import Forwarding, Opinion

UNITS = (Role.LIAISON, Role.UNIT_HEAD)
Status, Given = Opinion.Status, Forwarding.Status
TONES: dict[Any, str] = {
    Status.SUBMITTED: "soon",
    Status.EDITING: "link",
    Status.ADOPTED: "link",
    Status.COMBINED: "ok",
    Status.ISSUED: "ok",
    Status.INSTRUCTED: "seal",
    Status.FORWARDED: "soon",
    Status.ANSWERED: "soon",
    Status.DONE: "ok",
}
GIVEN_TONES: dict[Any, str] = {Given.HANDLING: "soon", Given.ANSWERED: "ok", Given.RETURNED: "late"}


def badge(row: Any) -> dict[str, str]:
    """The badge of an opinion's or forwarding's status."""
    tones = TONES if isinstance(row, Opinion) else GIVEN_TONES
    tone = tones.get(row.status, "none")
    return {"code": row.status, "label": row.get_status_display(), "tone": tone}


def known_to(seat: Seat) -> Q:
    """Opinions of which it may know who wrote them, when and how: `showing.written`, of many."""
    return Q(pk__in=()) if seat.role in UNITS else Q(committee=seat.committee_id)


def told_to(rows: Any, seat: Seat) -> Any:
    """With whether the seat may know who wrote each: a unit and a committee above may not."""
    near = Case(When(known_to(seat), then=True), default=False, output_field=BooleanField())
    return rows.annotate(near=near)


class OpinionFilter(django_filters.FilterSet):
    """What a reader may not know cannot be looked for either."""

    q = django_filters.CharFilter(label="标题", method="find")
    status = django_filters.ChoiceFilter(label="状态", choices=Status.choices, empty_label="全部")
    shape = django_filters.ChoiceFilter(
        label="形式", field_name="form", choices=Opinion.Form.choices, empty_label="全部"
    )
    year = django_filters.NumberFilter(
        label="提交年份", method="of_year", min_value=1, max_value=9999
    )

    class Meta:
        model = Opinion
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seat: Seat | None = getattr(self.request, "seat", None)
        if seat and seat.role in UNITS:
            del self.filters["year"]

    @property
    def seat(self) -> Seat:
        return cast("Seat", self.request.seat)  # type: ignore[union-attr]

    def of_year(self, rows: Any, name: str, year: Decimal) -> Any:
        return rows.filter(known_to(self.seat), submitted_on__year=int(year))

    def find(self, rows: Any, name: str, words: str) -> Any:
        """In the title as it is shown; in its writer's own for those who may read that."""
        words = words.strip().replace("\x00", "")
        own = known_to(self.seat) | Q(edited_title="")
        return rows.filter(own & Q(title__contains=words) | Q(edited_title__contains=words))


def cells(row: Any) -> dict[str, Any]:
    who = str(row.writer or "综合稿") if row.near else row.committee.short_name
    into = f"编入{row.combined_into.label or '待编发的综合稿'}" if row.combined_into_id else ""
    note = "　·　".join(part for part in (who, into) if part)
    return {
        "receipt": row.received_as if row.near else "",
        "title": {"text": str(row), "url": row.get_absolute_url(), "note": note},
        "form": row.get_form_display(),
        "issue": row.goes_on_in.label,
        "submitted": row.submitted_on if row.near else None,
        "status": badge(row),
    }


def of_committee(seat: Seat) -> bool:
    return seat.is_staff_of_committee


def rows_for(seat: Seat) -> Any:
    return told_to(Opinion.objects.visible_to(seat).for_list(), seat)


LISTING = Listing(
    name="opinions",
    title="社情民意",
    url=reverse_lazy("opinions:list"),
    rows=rows_for,
    columns=(
        Column("来稿号", "receipt", "fit first", tells=("receipt",)),
        Column(
            "标题",
            "title",
            "wide",
            "title",
            note="来稿人、编入",
            tells=("title", "edited_title", "member", "organisation", "township"),
        ),
        Column("形式", "form", "fit hide", tells=("form",)),
        Column("期号", "issue", "fit"),
        Column("提交", "submitted", "fit hide", "date", tells=("submitted_on",)),
        Column("状态", "status", "fit", "badge", tells=("status",)),
    ),
    cells=cells,
    filterset=OpinionFilter,
    more=(
        *fields_of(Opinion, "issue_year", "issue_number", "issued_on", "done_on"),
        *fields_of(Opinion, "combined_into", "recipients", "sent_up", offered=of_committee),
    ),
)
declare(LISTING)
