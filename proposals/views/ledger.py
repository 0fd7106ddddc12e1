"""承诺事项台账: the list of promises with its figures, and the rates by unit and by year."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from common.listing import Line
from common.templatetags.ui import Column
from members.listed import ListPage
from members.models import Unit
from proposals.ledger import STATES, promise_figures, promises_of
from proposals.ledger_list import LISTING, PromiseFilter
from proposals.ledger_rates import RATIOS, Ledger, Told
from proposals.share_facts import READERS
from proposals.views.boards import BoardPage


class LedgerPage(ListPage):
    """For everybody: each follows what they see, a unit and a dispatcher their own."""

    listing = LISTING
    template_name = "proposals/ledger.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        form = context["filters"].form
        chosen = form.cleaned_data.get("figure", "") if form.is_valid() else ""
        return context | {
            "tiles": self.tiles(promises_of(self.request.seat)),
            "figure": promise_figures().get(chosen),
            "rates_shown": self.request.seat.role in READERS,
        }

    def tiles(self, rows: Any) -> list[dict[str, Any]]:
        """How many stand how, under all other conditions that were chosen."""
        query = self.request.GET.copy()
        for name in ("figure", "after", "before"):
            query.pop(name, None)
        found = PromiseFilter(query, queryset=rows, request=self.request).qs.order_by()
        known = promise_figures()
        counts = {code: Count("pk", filter=known[code].holds) for code in STATES}
        told = found.aggregate(**counts)
        return [
            {
                "value": told[code],
                "label": known[code].label,
                "tone": "late" if code == "overdue" and told[code] else "",
                "url": "?" + urlencode([*query.items(), ("figure", code)]),
            }
            for code in STATES
        ]


class LedgerRates(BoardPage):
    """办实情况: by unit in the chosen session, then session against session."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        ledger, ever = Ledger(seat, self.session), Ledger(seat, None)
        context = {
            "units": self.units(ledger),
            "years": self.years(ever),
            "unit_columns": columns("承办单位"),
            "year_columns": columns("会议"),
            "meanings": [(one.label, ledger.meaning(one)) for one in RATIOS],
            "sessions": self.sessions,
            "session": self.session,
            "today": clock.today(),
        }
        return render(request, "proposals/ledger_rates.html", context)

    def units(self, ledger: Ledger) -> list[Line]:
        told = ledger.by("row")
        found = Unit.objects.filter(pk__in=told).order_by("system", "initials", "pk")
        lines = [line(ledger, str(unit), told[unit.pk], unit=unit.pk) for unit in found]
        return lines if len(lines) < 2 else [*lines, line(ledger, "合计", ledger.whole())]

    def years(self, ledger: Ledger) -> list[Line]:
        told = ledger.by("proposal__session")
        known = [one for one in self.sessions if one.pk in told]
        return [line(ledger, str(one), told[one.pk], session=one.pk) for one in known]


def columns(first: str) -> list[Column]:
    rates = [Column(one.label, one.code, "fit", "rate") for one in RATIOS]
    return [Column(first, "name", "wide"), Column("承诺", "all", "fit", "figure"), *rates]


def line(ledger: Ledger, name: str, told: Told, **narrowed: Any) -> Line:
    count = told["all"].shares
    promised = {
        "text": count,
        "url": ledger.url("all", of_promises=True, **narrowed),
        "spoken": f"{name}，承诺 {count}项",
    }
    rates = {one.code: ledger.cell(name, told, one, narrowed) for one in RATIOS}
    return Line(name, {"name": name, "all": promised if count else None, **rates})
