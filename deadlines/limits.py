"""The changes of a policy: a limit set, given up, or a set of them taken over from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from common import clock
from common.templatetags.ui import stamp
from deadlines.arithmetic import Unit
from deadlines.defaults import BY_KIND, Kind, limit_text
from deadlines.models import Policy
from deadlines.recomputing import Scope
from members.models import Committee, Role, Seat, Term

# What a policy may depend on, as (value, label); filled by those whose words they are.
OCCASIONS: list[tuple[str, str]] = []
FORMS: list[tuple[str, str]] = []

LONGEST = {Unit.WORKDAYS: 250, Unit.MONTHS: 36, Unit.DAYS: 1000}


def keeps_limits(seat: Seat, committee: Committee) -> bool:
    return seat.role == Role.SECADMIN and seat.committee_id == committee.pk


@dataclass(frozen=True)
class SetLimit:
    """From now on this duty may take so long here, for all or for one kind of proposals."""

    committee: Committee
    duty: Kind
    count: int
    measure: Unit
    fixed_on: date | None = None
    term: Term | None = None
    occasion: str = ""
    proposal_kind: str = ""
    rule: str = ""
    note: str = ""

    def allowed(self, seat: Seat) -> bool:
        return keeps_limits(seat, self.committee)

    def check(self) -> None:
        if not self.fixed_on and not 1 <= self.count <= LONGEST[self.measure]:
            most = limit_text(LONGEST[self.measure], self.measure)
            raise ValidationError({"count": f"期限应在1至{most}之间"})
        if self.fixed_on and self.fixed_on <= clock.today():
            raise ValidationError({"fixed_on": "固定日期应晚于今天"})
        if self.term and self.term.committee_id != self.committee.pk:
            raise ValidationError({"term": "该届不属于本会，请另选"})

    def place(self) -> dict[str, Any]:
        """Where exactly it holds."""
        return {
            "committee": self.committee,
            "term": self.term,
            "occasion": self.occasion,
            "proposal_kind": self.proposal_kind,
            "duty": self.duty.value,
            "retired_at": None,
        }

    def apply(self) -> Scope | None:
        told = {
            "count": self.count,
            "measure": self.measure.value,
            "fixed_on": self.fixed_on,
            "rule": self.rule.strip(),
        }
        Policy.objects.update_or_create(**self.place(), defaults=told)
        return Scope(self.committee, duty=self.duty)

    def words(self) -> str:
        why = f"（{self.note.strip()}）" if self.note.strip() else ""
        return f"{called(self.duty)}改为{self.length()}{self.where()}{why}"

    def length(self) -> str:
        if self.fixed_on:
            return stamp(self.fixed_on)
        return limit_text(self.count, self.measure)

    def where(self) -> str:
        return place_text(self.term, self.occasion, self.proposal_kind)

    def facts(self) -> dict[str, Any]:
        return {"duty": self.duty.value, "limit": self.length(), "where": self.where()}


@dataclass(frozen=True)
class GiveUpLimit:
    """The committee's own limit ends; what it has from above, or the platform's, holds again."""

    committee: Committee
    policy: Policy

    def allowed(self, seat: Seat) -> bool:
        return keeps_limits(seat, self.committee) and self.policy.committee_id == self.committee.pk

    def check(self) -> None:
        if not Policy.objects.filter(pk=self.policy.pk, retired_at=None).exists():
            raise ValidationError("这条期限已经停用", code="wrong_state")

    def apply(self) -> Scope | None:
        Policy.objects.filter(pk=self.policy.pk).update(retired_at=clock.now())
        return Scope(self.committee, duty=self.policy.duty)

    def words(self) -> str:
        own = self.policy
        where = place_text(own.term, own.occasion, own.proposal_kind)
        return f"{called(Kind(own.duty))}恢复上级或平台规定{where}"

    def facts(self) -> dict[str, Any]:
        return {"duty": self.policy.duty, "policy": self.policy.pk, "retired": True}


def called(duty: Kind) -> str:
    """What a limit is called: 答复期限; a label that says so already says it once."""
    return f"{BY_KIND[duty].label.removesuffix('期限')}期限"


def place_text(term: Term | None, occasion: str, form: str) -> str:
    """For what it holds, in words; empty for all."""
    words = {**dict(OCCASIONS), **dict(FORMS)}
    parts = [str(term) if term else "", words.get(occasion, occasion), words.get(form, form)]
    told = "、".join(filter(None, parts))
    return f"，适用于{told}" if told else ""
