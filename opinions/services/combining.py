"""综合采用: several opinions become one issue; each writer sees what theirs went into."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel_all, meet
from opinions import debts
from opinions.models import Opinion
from opinions.services.editing import complete
from opinions.workflow import OPINION, Action
from proposals.services.submission import needed
from workflow.births import once
from workflow.hand import Hand
from workflow.models import Case


def combine(sources: Sequence[Opinion], *, by: Hand, title: str, body: str) -> Opinion:
    """综合编写: a new piece of the office's own, of two or more that are being edited."""
    if len(sources) < 2:
        raise ValidationError({"sources": "综合采用的，请至少选择两件；一件的请单篇采用"})
    here = sources[0].case.committee
    if any(one.case.committee_id != here.pk for one in sources):
        raise ValidationError({"sources": "请选择本会的社情民意"})
    complete(title, body, here.pk)
    first, *rest = sources
    beside = OPINION.moving_beside(first, Action.COMBINE, rest, by=by)
    with once(Opinion, by), beside as (first, rest):
        whole = compiled(Case(committee=here), by, title, body)
        used(first, whole)
        for one in rest:
            with OPINION.moving(one, Action.COMBINE, by=by.blind()) as one:
                used(one, whole)
    return whole


def compiled(case: Case, by: Hand, title: str, body: str) -> Opinion:
    """By its press it is known again, whatever becomes of its sources."""
    whole = Opinion(
        case=case,
        form=Opinion.Form.COMBINED,
        title=title.strip(),
        body=body,
        submitted_on=clock.today(),
    )
    with OPINION.moving(whole, Action.COMPILE, by=by._replace(seen=None)) as whole:
        debts.owes(whole, Duty.ISSUE_OPINION)
    return whole


def used(one: Opinion, whole: Opinion) -> None:
    one.combined_into = whole
    meet(one, Duty.DECIDE_OPINION)


def dissolve(whole: Opinion, *, by: Hand, note: str) -> Opinion:
    """撤销综合, before it is issued: its sources are being edited again."""
    sources = list(whole.sources.select_related("case"))
    beside = OPINION.moving_beside(whole, Action.DISSOLVE, sources, by=by, note=note)
    with beside as (whole, sources):
        needed(note, "请写明撤销综合的原因")
        for one in sources:
            with OPINION.moving(one, Action.RELEASE, by=by.blind()) as one:
                one.combined_into = None
                debts.owes(one, Duty.DECIDE_OPINION)
        cancel_all(whole)
    return whole


__all__ = ["combine", "dissolve"]
