"""期限设置: how long each duty may take here, where that comes from, and changing it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from common.templatetags.ui import stamp
from deadlines.arithmetic import Unit
from deadlines.changes import Change
from deadlines.defaults import BY_KIND, DEFAULTS, PROMISED, Kind, limit_text
from deadlines.forms import ExistingForm, LimitForm
from deadlines.limits import GiveUpLimit, SetLimit, keeps_limits, place_text
from deadlines.models import Policy
from deadlines.policies import as_limit, in_force, limit_for, rank
from deadlines.presets import PRESETS, limits_of
from deadlines.views.changing import AtOnce, ChangePage
from deadlines.workdays import path_of
from members.http import SeatRequired
from members.models import Committee, Role, Seat

READERS = (Role.OFFICE, Role.DIRECTOR, Role.SECADMIN)
PLATFORM = "平台默认"


class Special(NamedTuple):
    """A limit for some proposals only."""

    length: str
    where: str
    origin: str
    rule: str
    policy: Policy | None  # where it is the committee's own


class Line(NamedTuple):
    """One duty: its limit for all, where that is from, and the limits for some only."""

    duty: str
    label: str
    length: str
    origin: str
    rule: str
    policy: Policy | None
    specials: list[Special]


class Limits(SeatRequired):
    """All duties, each with the limit in force."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        if seat.role not in READERS:
            raise PermissionDenied("期限设置由提案委和安全管理员查看")
        context = {
            "lines": lines_of(seat.committee),
            "presets": PRESETS,
            "keeper": keeps_limits(seat, seat.committee),
        }
        return render(request, "deadlines/limits.html", context)


def lines_of(committee: Committee) -> list[Line]:
    path = path_of(committee.pk)
    by_duty: dict[str, list[Policy]] = {}
    for policy in in_force(path).select_related("committee", "term"):
        by_duty.setdefault(policy.duty, []).append(policy)
    return [
        line_of(one.kind, by_duty.get(one.kind, []), path)
        for one in DEFAULTS
        if one.kind not in PROMISED
    ]


def line_of(kind: Kind, policies: list[Policy], path: list[int]) -> Line:
    ranked = sorted(policies, key=lambda one: rank(one, path), reverse=True)
    general = next((one for one in ranked if not narrow(one)), None)
    limit = as_limit(kind, general)
    return Line(
        kind.value,
        BY_KIND[kind].label,
        length_of(kind, general),
        origin_of(general, path),
        limit.rule,
        own(general, path),
        [special_of(kind, one, path) for one in ranked if narrow(one)],
    )


def narrow(policy: Policy) -> bool:
    return bool(policy.term_id or policy.occasion or policy.proposal_kind)


def special_of(kind: Kind, policy: Policy, path: list[int]) -> Special:
    return Special(
        length_of(kind, policy),
        place_text(policy.term, policy.occasion, policy.proposal_kind).removeprefix("，"),
        origin_of(policy, path),
        as_limit(kind, policy).rule,
        own(policy, path),
    )


def length_of(kind: Kind, policy: Policy | None) -> str:
    limit = as_limit(kind, policy)
    if limit.fixed_on:
        return f"{stamp(limit.fixed_on)}前"
    return limit_text(limit.n, limit.measure)


def origin_of(policy: Policy | None, path: list[int]) -> str:
    if policy is None or policy.committee is None:
        return PLATFORM
    return "本会" if policy.committee_id == path[-1] else f"上级（{policy.committee.short_name}）"


def own(policy: Policy | None, path: list[int]) -> Policy | None:
    return policy if policy and policy.committee_id == path[-1] else None


class LimitChange(ChangePage):
    """By the committee's 安全管理员."""

    place, refusal = "期限设置", "期限由本会安全管理员设置"

    def allowed(self, seat: Seat) -> bool:
        return keeps_limits(seat, seat.committee)

    def back(self) -> str:
        return reverse("limits:list")


class EditLimit(LimitChange):
    """A new limit for all, or for some proposals only."""

    form_class = LimitForm

    @property
    def duty(self) -> Kind:
        if self.kwargs["duty"] not in BY_KIND or self.kwargs["duty"] in PROMISED:
            raise Http404
        return Kind(self.kwargs["duty"])

    def title(self) -> str:
        return f"修改期限：{BY_KIND[self.duty].label}"

    def initial(self) -> dict[str, Any]:
        limit = limit_for(self.duty, self.request.seat.committee_id)
        return {"count": limit.n, "measure": limit.measure.value, "fixed_on": limit.fixed_on}

    def changes(self, told: dict[str, Any]) -> list[Change]:
        answers = {name: value for name, value in told.items() if name != "existing"}
        answers["measure"] = Unit(answers["measure"])
        return [SetLimit(self.request.seat.committee, self.duty, **answers)]


class GiveUp(AtOnce, LimitChange):
    """恢复: the committee's own limit ends."""

    form_class = ExistingForm

    def title(self) -> str:
        return "恢复上级或平台规定"

    def changes(self, told: dict[str, Any]) -> list[Change]:
        committee = self.request.seat.committee
        ours = Policy.objects.filter(committee=committee).select_related("term")
        return [GiveUpLimit(committee, get_object_or_404(ours, pk=self.kwargs["pk"]))]


class TakeOver(AtOnce, LimitChange):
    """参照: the limits of another place as the committee's own."""

    form_class = ExistingForm

    def title(self) -> str:
        return f"参照{self.preset.label}设置期限"

    @property
    def preset(self) -> Any:
        if self.kwargs["code"] not in PRESETS:
            raise Http404
        return PRESETS[self.kwargs["code"]]

    def changes(self, told: dict[str, Any]) -> list[Change]:
        return list(limits_of(self.preset, self.request.seat.committee))
