"""One page for every verb that is done to many cases at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from common.narrowing import Chip, chips_of, conditions, unusable
from common.whole import whole, wholes
from members.http import SeatRequired, hand_of
from members.models import Unit
from proposals import batch_jobs, services
from proposals.batches import BATCHES
from proposals.batching import Batch
from proposals.filters import ProposalFilter
from proposals.forms.asking import units_of
from proposals.forms.many import ManyForm
from proposals.likely import likely_units, look_alikes
from proposals.models import Proposal
from proposals.queues import QUEUES, next_page
from proposals.views.telling import sentences, tell

SHOWN = 60  # cases in one press; each is a transaction of its own
MOST = 5000  # cases of one job


class ManyPage(SeatRequired):
    """Shows what waits (or what was picked in the list), does what was ticked, tells the rest."""

    @cached_property
    def batch(self) -> Batch:
        batch = BATCHES.get(self.kwargs["action"])
        if batch is None:
            raise Http404
        if not batch.offered(self.request.seat):
            raise PermissionDenied(f"您无权{batch.label}")
        return batch

    @cached_property
    def units(self) -> dict[int, Unit]:
        if not self.batch.units:
            return {}
        return {unit.pk: unit for unit in units_of(self.request.seat.committee_id)}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.batch.form(), picks(request.GET))

    @cached_property
    def matching(self) -> QuerySet[Proposal]:
        """What waits; of all that the list's conditions leave, asked anew, where all was ticked."""
        waiting = self.batch.waiting(self.request.seat)
        if "all" not in self.request.GET:
            return waiting
        seen = Proposal.objects.visible_to(self.request.seat)
        query = conditions(self.request.GET)
        filters = ProposalFilter(query, queryset=seen, request=self.request)
        if unusable(filters):
            raise BadRequest("筛选条件已不存在或写得不对，请回列表重新筛选")
        return waiting.filter(pk__in=filters.qs.order_by().values("pk"))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "count" in request.POST:
            return self.hand_to_a_worker(self.batch.form(request.POST))
        form, chosen = self.batch.form(request.POST), picks(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        if not chosen:
            form.add_error(None, "请至少勾选一件提案")
            return self.show(form, status=422)
        outcome = self.carry_out(form, chosen)
        if outcome.refused and not outcome.done:
            form.add_error(None, ValidationError(sentences(outcome, self.batch.action.label)))
            return self.show(form, status=422)
        tell(request, self.batch.action.label, outcome)
        return redirect(self.batch.after or self.request.path)

    def carry_out(self, form: ManyForm, chosen: Iterable[int]) -> services.Outcome:
        """What is not this seat's to see is not there; what has changed is refused by name."""
        told, press = form.told(), form.cleaned_data["press"]
        visible = Proposal.objects.visible_to(self.request.seat).filter(pk__in=chosen)
        rows = visible.for_list().select_related("case__committee", "session__term")

        def act(row: Proposal) -> object:
            seen = whole(self.request.POST.get(f"version-{row.pk}"))
            by = hand_of(self.request, seen=seen, press=press)
            return self.batch.carry(row, by, self.units_for(row), told)

        ordered = sorted(rows.order_by("pk")[:SHOWN], key=self.batch.turn)
        return services.each(ordered, act, services.itself)

    def hand_to_a_worker(self, form: ManyForm) -> HttpResponse:
        """More than the page shows: which ones is fixed now, and as many as were told."""
        if not form.is_valid():
            return self.show(form, status=422)
        keys = list(self.matching.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            form.add_error(None, f"一次最多{MOST}件，请先缩小筛选范围")
        elif len(keys) != whole(self.request.POST["count"]):
            form.add_error(None, f"符合条件的现在有{len(keys)}件，与刚才不同，请核对后再确认")
        else:
            by = hand_of(self.request, press=form.cleaned_data["press"])
            job = batch_jobs.ask(self.batch, self.request.seat, keys, form.told(), by=by)
            return redirect(job)
        return self.show(form, status=422)

    def units_for(self, row: Proposal) -> list[Unit]:
        """As ticked for this case; whatever is no unit of this committee is left out."""
        chosen = wholes(self.request.POST.getlist(f"units-{row.pk}"))
        return [unit for pk, unit in self.units.items() if pk in chosen]

    def show(self, form: ManyForm, picked: Collection[int] = (), status: int = 200) -> HttpResponse:
        waiting = self.matching
        if picked:
            waiting = waiting.filter(pk__in=picked)
        rows = list(waiting.for_list().order_by("pk")[:SHOWN])  # type: ignore[attr-defined]
        total = waiting.count()
        told = self.request.POST if form.is_bound else None
        context = {
            "batch": self.batch,
            "form": form,
            "lines": self.lines(rows, told),
            "total": total,
            "whole": "all" in self.request.GET and total > SHOWN,
            "chips": self.chips(),
            "picked": bool(picked),
            "unfit": self.unfit({*picked} - {one.pk for one in rows}),
        }
        return render(self.request, "proposals/many.html", context, status=status)

    def unfit(self, left: set[int]) -> list[Proposal]:
        """What was picked and is not to be done now; how each stands tells why."""
        seen = Proposal.objects.visible_to(self.request.seat)
        return list(seen.filter(pk__in=left).for_list().order_by("pk")) if left else []

    def chips(self) -> list[Chip]:
        """The conditions under which all was ticked."""
        if "all" not in self.request.GET:
            return []
        query = conditions(self.request.GET)
        seen = Proposal.objects.none()
        return chips_of(ProposalFilter(query, queryset=seen, request=self.request), query)

    def lines(self, rows: list[Proposal], told: QueryDict | None) -> list[dict[str, Any]]:
        likely = likely_units(rows) if self.batch.units else {}
        alike = look_alikes(rows) if self.batch.compares else {}
        return [self.line(row, likely, alike, told) for row in rows]

    def line(
        self,
        row: Proposal,
        likely: Mapping[int, list[int]],
        alike: Mapping[int, tuple[Proposal, int]],
        told: QueryDict | None,
    ) -> dict[str, Any]:
        chosen = [pk for pk in likely.get(row.pk, []) if pk in self.units]
        ticked = row.pk not in alike and (self.batch.ticked or bool(picks(self.request.GET)))
        if told is not None:
            chosen = wholes(told.getlist(f"units-{row.pk}"))
            ticked = str(row.pk) in told.getlist("proposal")
        others = sorted(self.units.items(), key=lambda item: item[0] not in chosen)
        return {
            "proposal": row,
            "ticked": ticked,
            "alike": alike.get(row.pk),
            "units": [(unit, pk in chosen) for pk, unit in others],
            "chosen": [self.units[pk] for pk in chosen if pk in self.units],
        }


class QueueStart(SeatRequired):
    """The first case of a queue, or what there is to say when nothing waits."""

    def get(self, request: HttpRequest, action: str) -> HttpResponse:
        if action not in QUEUES:
            raise Http404
        if not BATCHES[action].offered(self.request.seat):
            raise PermissionDenied(f"您无权{BATCHES[action].action.label}")
        return redirect(next_page(action, self.request.seat))


def picks(told: QueryDict) -> list[int]:
    """Which ones were ticked; none where all that match were, as when a sheet is taken."""
    return [] if "all" in told else wholes(told.getlist("proposal"))[:SHOWN]
