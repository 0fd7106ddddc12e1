"""提案统计: the tables of a session, the list behind each number, and the same to take away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property

from common import clock
from common.forms import STALE
from common.listing import Line
from common.sheets import attached, sheet
from common.templatetags.ui import Column
from common.whole import whole
from members.http import hand_of
from members.models import Committee, Role, Seat, Session
from members.services import registry_of
from members.services.exporting import exported
from members.services.publishing import published_figures
from proposals.lists_lit import with_lights
from proposals.models import Proposal
from proposals.views.boards import BoardPage
from proposals.views.sessions import chosen_of, sessions_of
from proposals.yearly import Year, eyes_of, told_of
from proposals.yearly_facts import with_year_facts
from proposals.yearly_groups import GROUPS, named
from proposals.yearly_list import LISTING
from proposals.yearly_members import meanings, sector_table, whole_table
from proposals.yearly_published import beside
from proposals.yearly_tables import Table, Tables

OVERSEERS = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
WHOLE, UNITS, SESSIONS, EVERY = "", "unit", "session", "every"
SECTORS = "sector"
OF_UNITS = {WHOLE: "总体", UNITS: "按承办单位和系统", SESSIONS: "历次会议"}
OF_ALL = (
    OF_UNITS
    | {code: one.label for code, one in GROUPS.items() if code != SESSIONS}
    | {EVERY: "全部表格"}
)


class Export(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)


class YearPage(BoardPage):
    """Of a committee: for its own people, the systems and units each their part, and from above."""

    @cached_property
    def below(self) -> list[Committee]:
        """Whose figures an upper committee reads: those under it, never those beside it."""
        if self.request.seat.role not in OVERSEERS:
            return []
        here = self.request.seat.committee_id
        under = Committee.objects.filter(parent=here)
        return list(under | Committee.objects.filter(parent__parent=here))

    @cached_property
    def committee(self) -> Committee:
        wanted = self.request.GET.get("committee", "")
        if wanted in ("", str(self.request.seat.committee_id)):
            return self.request.seat.committee
        found = next((one for one in self.below if one.pk == whole(wanted)), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def eyes(self) -> Seat:
        return eyes_of(self.request.seat, self.committee)

    @property
    def linked(self) -> bool:
        return self.committee.pk == self.request.seat.committee_id

    @cached_property
    def sessions(self) -> list[Session]:
        return sessions_of(self.eyes)

    @cached_property
    def session(self) -> Session | None:
        return chosen_of(self.sessions, self.request.GET, self.eyes)

    @cached_property
    def tabs(self) -> dict[str, str]:
        return OF_ALL if self.eyes.role in OVERSEERS else OF_UNITS

    @cached_property
    def by(self) -> str:
        wanted = self.request.GET.get("by", WHOLE)
        if wanted not in self.tabs:
            raise Http404
        return wanted

    @property
    def title(self) -> str:
        return f"{self.committee.short_name}{self.session}提案统计"

    @cached_property
    def year(self) -> Year:
        return Year(self.eyes, self.session)

    def tables(self, by: str) -> Iterable[Table]:
        """Those of one tab."""
        if by == EVERY:
            return [one for code in self.tabs if code != EVERY for one in self.tables(code)]
        if by == SESSIONS:
            return self.over_sessions()
        tables = Tables(self.year, linked=self.linked)
        if by == UNITS:
            return tables.of_units()
        if by == WHOLE:
            return [*self.overall(tables), tables.of_steps()]
        grouped = tables.of_group(GROUPS[by], self.committee.pk)
        if by == SECTORS and self.session:
            grouped.append(sector_table(tables, self.eyes, self.session))
        return grouped

    def overall(self, tables: Tables) -> list[Table]:
        name = str(self.session)
        counts, told = self.counts, self.year.ledger.whole()
        rates = Table("办理质量", tables.rate_columns("会议"), [tables.rate_line(name, told)])
        if self.eyes.role not in OVERSEERS:
            return [rates]
        came = Table("提出和办理", tables.case_columns("会议"), [tables.case_line(name, counts)],
                     tables.of_grades(counts), "办复的提案，按认定类别分段")  # fmt: skip
        members = [whole_table(tables, self.eyes, self.session)] if self.session else []
        return [came, *members, rates]

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.year.whole()

    def over_sessions(self) -> list[Table]:
        tables = Tables(Year(self.eyes, None), linked=self.linked)
        came, rates = tables.of_group(GROUPS[SESSIONS], self.committee.pk)
        return [came, rates] if self.eyes.role in OVERSEERS else [rates]

    def published(self) -> Table | None:
        """What was made public beside what it has become; once it was, and kept."""
        if self.by not in (WHOLE, EVERY) or self.eyes.role not in OVERSEERS:
            return None
        if self.session is None or self.session.published_on is None:
            return None
        kept = published_figures(self.session)
        return beside(kept, self.year, self.counts, linked=self.linked) if kept else None


class YearTables(YearPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        context: dict[str, Any] = {
            "tabs": self.tabs.items(),
            "by": self.by,
            "committee": self.committee,
            "below": self.below,
            "sessions": self.sessions,
            "session": self.session,
            "linked": self.linked,
            "today": clock.today(),
            "press": uuid4(),
        }
        if self.session is not None:
            context |= {"title": self.title, "tables": list(self.tables(self.by))}
            members = meanings() if self.eyes.role in OVERSEERS else []
            context |= {"meanings": [*told_of(self.year), *members]}
            context |= {"published": self.published()}
        return render(request, "proposals/yearly.html", context)


class YearList(BoardPage):
    """统计清单."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        rows = Proposal.objects.visible_to(seat).filter(committee=seat.committee_id)
        listed = with_lights(with_year_facts(rows).for_list().with_hosts(), seat)
        context = LISTING.page(request, listed)
        form = context["filters"].form
        told = form.cleaned_data if form.is_valid() else {}
        context |= {"figure": context["filters"].known.get(told.get("figure") or "")}
        context |= {"of": where(told, seat), "listed": context["filters"].qs.order_by().count()}
        return render(request, "proposals/yearly_list.html", context)


def where(told: dict[str, Any], seat: Seat) -> str:
    """Which line of a table it was opened from."""
    group = GROUPS.get(told.get("by") or "")
    value = told.get("value") or ""
    return named(group, seat.committee_id, value) if group and value else ""


class YearSheet(YearPage):
    """All tables of the session in one Excel file; on record who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = Export(request.POST)
        if not form.is_valid() or self.session is None:
            raise BadRequest("此页已失效，请返回刷新后再导出")
        tables = list(self.tables(EVERY if EVERY in self.tabs else UNITS))
        tables += [kept] if (kept := self.published()) else []
        by = hand_of(request, press=form.cleaned_data["press"])
        what = {"session": self.session.pk, "committee": self.committee.pk}
        exported(registry_of(self.request.seat.committee), f"导出{self.title}", by=by, **what)
        rows = [row for table in tables for row in plain(table)]
        data = sheet("提案统计", [self.title], rows)
        return attached(data, f"{self.title}-{clock.today():%Y%m%d}.xlsx")


def plain(table: Table) -> list[list[Any]]:
    """The table with its name above it and an empty line below."""
    heads = [column.label for column in table.columns]
    return [[table.title], heads, *(cells(table.columns, line) for line in table.lines), []]


def cells(columns: Iterable[Column], line: Line) -> list[Any]:
    found = [line.cells.get(column.key) for column in columns]
    return [one["text"] if isinstance(one, dict) else one for one in found]
