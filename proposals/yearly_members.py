"""委员参与提案: how many members of the term proposed or co-signed in a session, and who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from common.listing import Line, Listing, Order
from common.templatetags.ui import Column
from members.models import Membership, Seat, Sector, Session
from proposals.boards import Figure
from proposals.choices import ALL, sessions_here
from proposals.models import Cosigner, Proposal
from proposals.report import ratio
from proposals.yearly import Counts
from proposals.yearly_tables import Table, Tables

PROPOSED, COSIGNED = Q(proposed__gt=0), Q(cosigned__gt=0)
TOOK_PART = PROPOSED | COSIGNED
MEMBERS = {
    one.code: one
    for one in (
        Figure("members", "委员", "本届在任的，和已终止资格、但参与过本次会议提案的",
               Q(pk__isnull=False)),
        Figure("took", "参与", "其中提交或联名过提案的，收到的都算；集体提案不计", TOOK_PART),
        Figure("proposed", "提交", "其中作为第一提案人提交过提案的", PROPOSED),
        Figure("cosigned", "联名", "其中联名过提案的；也提交过的，两栏各算一次", COSIGNED),
        Figure("apart", "未参与", "其中没有提交也没有联名提案的", ~TOOK_PART),
    )
}  # fmt: skip
RATE = "参与率"
WHOLE = 0


def of_session(seat: Seat, session: Session) -> QuerySet[Any]:
    """The term's members with how many of the session's proposals they put in and co-signed."""
    seen = Proposal.objects.visible_to(seat).filter(committee=seat.committee_id, session=session)
    signed = Cosigner.objects.filter(proposal__in=seen.order_by().values("pk"))
    rows = Membership.objects.filter(term=session.term_id).annotate(
        proposed=per_member(seen), cosigned=per_member(signed)
    )
    return rows.filter(Q(status=Membership.Status.SERVING) | TOOK_PART)


def per_member(rows: QuerySet[Any]) -> Any:
    theirs = rows.filter(member=OuterRef("member")).order_by().values("member")
    return Coalesce(Subquery(theirs.annotate(n=Count("pk")).values("n")), 0)


def counted(seat: Seat, session: Session) -> dict[int, Counts]:
    """By sector, 0 where none is told, in one question."""
    sums = {f"n_{code}": Count("pk", filter=one.holds) for code, one in MEMBERS.items()}
    lines: Any = of_session(seat, session).order_by().values("sector").annotate(**sums)
    return {
        line["sector"] or WHOLE: {code: line[f"n_{code}"] for code in MEMBERS} for line in lines
    }


def taking_part(seat: Seat, session: Session) -> Counts:
    """All sectors together."""
    told = counted(seat, session).values()
    return {code: sum(one[code] for one in told) for code in MEMBERS}


def meanings() -> list[tuple[str, str]]:
    part, whole = MEMBERS["took"], MEMBERS["members"]
    known = [(one.label, one.meaning) for one in MEMBERS.values()]
    return [*known, (RATE, f"{part.label} ÷ {whole.label}，按委员统计")]


def whole_table(tables: Tables, seat: Seat, session: Session) -> Table:
    together = taking_part(seat, session)
    lines = [line(tables, str(session), together)] if any(together.values()) else []
    return Table("委员参与提案", columns(tables, "会议"), lines)


def sector_table(tables: Tables, seat: Seat, session: Session) -> Table:
    told = counted(seat, session)
    names = dict(Sector.objects.filter(pk__in=told).order_by("pk").values_list("pk", "name"))
    names |= {WHOLE: "未注明界别"} if WHOLE in told else {}
    lines = [line(tables, name, told[pk], sector=pk or NO_SECTOR) for pk, name in names.items()]
    return Table("按界别：委员参与提案", columns(tables, "界别"), lines)


def columns(tables: Tables, first: str) -> list[Column]:
    kind = "figure" if tables.linked else "rate"
    numbers = [Column(one.label, code, "fit", kind) for code, one in MEMBERS.items()]
    return [Column(first, "name", "wide"), *numbers, Column(RATE, "rate", "fit", "rate")]


def line(tables: Tables, name: str, counts: Counts, **of: Any) -> Line:
    cells = {
        code: tables.number(name, one.label, counts[code], url(tables, code, of), "名")
        for code, one in MEMBERS.items()
    }
    parts = [cells[code] for code in ("took", "members") if tables.linked and cells[code]]
    rate = {"text": ratio(counts["took"], counts["members"]), "parts": parts}
    return Line(name, {"name": name, **cells, "rate": rate})


def url(tables: Tables, code: str, of: dict[str, Any]) -> str:
    query = tables.of_session() | {"figure": code} | of
    return f"{reverse('proposals:yearly_members')}?{urlencode(query)}"


# the list behind a number

NO_SECTOR = "-"


def sectors_here(request: HttpRequest | None) -> list[tuple[str, str]]:
    if request is None:
        return []
    here = request.seat.committee_id  # type: ignore[attr-defined]
    found = Sector.objects.filter(term__committee=here).order_by("-term__ordinal", "pk")
    return [*((str(one.pk), one.name) for one in found), (NO_SECTOR, "未注明界别")]


class TakingPartFilter(django_filters.FilterSet):
    """The session is chosen by the page; here it only stands in the form."""

    session = django_filters.ModelChoiceFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
        empty_label="当前会议",
        method="as_is",
    )
    figure = django_filters.ChoiceFilter(
        label="情况",
        choices=[(code, one.label) for code, one in MEMBERS.items()],
        empty_label=ALL,
        method="counted_by",
    )
    sector = django_filters.ChoiceFilter(
        label="界别", choices=(), empty_label=ALL, method="of_sector"
    )

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["sector"].extra["choices"] = sectors_here(self.request)

    def as_is(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows

    def counted_by(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        return rows.filter(MEMBERS[code].holds)

    def of_sector(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(sector=None if value == NO_SECTOR else value)


def cells(row: Any) -> dict[str, Any]:
    return {
        "name": {"text": str(row.member), "note": row.member.employer},
        "sector": str(row.sector or ""),
        "proposed": theirs(row, "提交", row.proposed, "member"),
        "cosigned": theirs(row, "联名", row.cosigned, "cosigner"),
        "status": {"code": row.status, "label": row.get_status_display(), "tone": "none"},
    }


def theirs(row: Any, label: str, number: int, condition: str) -> dict[str, Any] | None:
    """A number of proposals that leads to them."""
    query = urlencode({"session": row.session, condition: row.member_id})
    spoken = f"{row.member}，{label} {number}件"
    told = {"text": number, "url": f"{reverse('proposals:yearly_list')}?{query}", "spoken": spoken}
    return told if number else None


def columns_of_list() -> Iterable[Column]:
    yield Column("委员", "name", "wide first", "noted")
    yield Column("界别", "sector", "some")
    yield Column("提交（件）", "proposed", "fit", "figure")
    yield Column("联名（件）", "cosigned", "fit", "figure")
    yield Column("状态", "status", "fit", "badge")


LISTING = Listing(
    columns=tuple(columns_of_list()),
    cells=cells,
    filterset=TakingPartFilter,
    order=Order("member__initials"),
)
