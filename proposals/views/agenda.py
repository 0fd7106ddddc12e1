"""The review meeting's board: decided item by item, in groups, applied in one press; its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from members.http import hand_of
from members.models import Role, Unit
from members.words import said_of
from proposals import agenda, services
from proposals.forms.deciding import Choices, Line, advised_of
from proposals.forms.handing import advised
from proposals.forms.many import ManyForm
from proposals.gates import held
from proposals.models import Proposal, ReviewMeeting
from proposals.views.conflicts import Refusal, refusals
from proposals.views.meetings import MeetingPage
from proposals.workflow import Action

ALL = "all"


class MeetingBoard(MeetingPage):
    """Everybody of the committee reads it; the director decides on it."""

    found: ReviewMeeting

    @cached_property
    def rows(self) -> list[Proposal]:
        return agenda.undecided(self.found)

    @cached_property
    def units(self) -> dict[int, list[Unit]]:
        return advised(self.rows)

    @cached_property
    def choices(self) -> Choices:
        return Choices.of(self.found)

    @property
    def way(self) -> str:
        wanted = self.request.GET.get("by", "")
        return wanted if wanted in agenda.WAYS else next(iter(agenda.WAYS))

    @property
    def decides(self) -> bool:
        return self.request.seat.role == Role.DIRECTOR and not held(self.found)

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        self.found = self.meeting(uid)
        return self.show({})

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        self.found = self.meeting(uid)
        if self.request.seat.role != Role.DIRECTOR:
            raise PermissionDenied("立案或不予立案由提案委主任确认")
        if fill := request.POST.get("fill"):
            return self.show(self.filled(request.POST, fill))
        form, chosen = ManyForm(request.POST), self.chosen(request.POST)
        if not form.is_valid():
            return self.show(self.sent(request.POST), form, status=422)
        if not chosen:
            form.add_error(None, "请至少对一件提案作出决定；不决定的留到以后")
            return self.show(self.sent(request.POST), form, status=422)
        return self.carry_out(form, chosen)

    def chosen(self, told: QueryDict) -> list[Line]:
        """The lines of which something was decided; what is not on the agenda is not there."""
        sent = self.sent(told)
        return [line for line in sent.values() if line.chosen]

    def sent(self, told: QueryDict) -> dict[int, Line]:
        """What the browser sent of each case that is still undecided, or was when it was shown."""
        listed = [one for one in self.on_agenda if f"p{one.pk}-version" in told]
        return {one.pk: Line(told, choices=self.choices, row=one) for one in listed}

    @cached_property
    def on_agenda(self) -> list[Proposal]:
        listed = Proposal.objects.filter(agenda__meeting=self.found).for_list()
        related = listed.select_related("case__committee", "session__term")
        return list(related.order_by("agenda__position"))

    def filled(self, told: QueryDict, group: str) -> dict[int, Line]:
        """As typed, with the advice of the first review where nothing is decided yet."""
        groups = agenda.grouped(self.rows, self.way, self.units)
        meant = {row.pk for one in groups if group in (ALL, one.key) for row in one.rows}
        lines = self.sent(told)
        for pk, line in lines.items():
            typed = {name: line[name].value() for name in line.fields}
            said = advised_of(line.row) if pk in meant and not line.chosen else {}
            lines[pk] = Line(
                choices=self.choices,
                row=line.row,
                initial=typed | {k: v for k, v in said.items() if v},
            )
        return lines

    def carry_out(self, form: ManyForm, chosen: Iterable[Line]) -> HttpResponse:
        """What can be decided is; what cannot stays as it was typed, with its reason."""
        fit = [line for line in chosen if line.is_valid()]
        decisions = [
            services.Decision(
                line.row, Action(line.chosen), line.cleaned_data["version"], line.told()
            )
            for line in fit
        ]
        by = hand_of(self.request, press=form.cleaned_data["press"])
        outcome = services.decide_many(decisions, by=by)
        why = {row.pk: said_of(text, row) for row, text in outcome.refused}
        self.tell([line for line in fit if line.row.pk not in why])
        why |= {line.row.pk: line.faults() for line in chosen if not line.is_valid()}
        left = [line for line in chosen if line.row.pk in why]
        if not left:
            return redirect(self.request.get_full_path())
        seen = {line.row.pk: line.cleaned_data["version"] for line in fit}
        known = {pk: version for pk, version in seen.items() if pk in why}
        stopped = refusals(why, known, self.request.seat)
        return self.show(self.again(left), refused=stopped, status=422)

    def tell(self, done: list[Line]) -> None:
        """已决定3件：立案2件、不予立案1件"""
        if done:
            verbs = [Action(line.chosen).label for line in done]
            counts = "、".join(f"{verb}{verbs.count(verb)}件" for verb in dict.fromkeys(verbs))
            messages.success(self.request, f"已决定{len(done)}件：{counts}")

    def again(self, left: Iterable[Line]) -> dict[int, Line]:
        """The same as typed, on the versions of now: whoever presses again has seen them."""
        told = self.request.POST.copy()
        versions = {row.pk: row.case.version for row in agenda.undecided(self.found)}
        for line in left:
            if (version := versions.get(line.row.pk)) is not None:
                told[line.add_prefix("version")] = str(version)
        return {line.row.pk: Line(told, choices=self.choices, row=line.row) for line in left}

    def show(
        self,
        lines: Mapping[int, Line],
        form: ManyForm | None = None,
        refused: Sequence[Refusal] = (),
        status: int = 200,
    ) -> HttpResponse:
        self.rows = agenda.undecided(self.found)
        groups = agenda.grouped(self.rows, self.way, self.units)
        wanted = self.request.GET.get("group", "")
        picked = [one for one in groups if one.key == wanted] or groups
        shown = agenda.sections(picked, self.units, lambda row: self.line_of(row, lines))
        context = {
            "meeting": self.found,
            "form": form or ManyForm(),
            "decides": self.decides,
            "not_yet": held(self.found),
            "sections": shown,
            "undecided": len(self.rows),
            "ways": [self.chip(name, way == self.way, by=way) for way, (name, _) in WAYS],
            "groups": [
                self.chip(one.name, one.key == wanted, len(one.rows), by=self.way, group=one.key)
                for one in groups
            ],
            "everything": self.chip("全部", wanted not in [one.key for one in groups], by=self.way),
            "left": sum(len(one.rows) for one in picked) - sum(len(one.items) for one in shown),
            "targets": self.choices.targets if self.decides else {},
            "refused": refused,
        }
        return render(self.request, "proposals/agenda.html", context, status=status)

    def line_of(self, row: Proposal, lines: Mapping[int, Line]) -> Line | None:
        if not self.decides:
            return None
        fresh = {"version": row.case.version, "target": advised_of(row)["target"]}
        return lines.get(row.pk) or Line(choices=self.choices, row=row, initial=fresh)

    def chip(self, name: str, current: bool, count: int | None = None, **to: str) -> dict[str, Any]:
        return {"name": name, "url": f"?{urlencode(to)}", "current": current, "count": count}


WAYS = agenda.WAYS.items()


class MeetingResults(MeetingPage):
    """审查结果清单, to be printed."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        meeting = self.meeting(uid)
        groups = agenda.results_of(meeting)
        total = sum(len(rows) for _, rows in groups)
        context = {"meeting": meeting, "groups": groups, "total": total}
        return render(request, "proposals/results.html", context)
