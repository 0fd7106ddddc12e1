"""公布: a session's figures are made public once; what they rest on is not changed afterwards."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError

from common import clock
from members.models import Registry, Session
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand
from workflow.models import Event

Figures = dict[str, int]


def publish_session(
    registry: Registry,
    *,
    by: Hand,
    session: Session,
    figures: Callable[[Session], Figures] | None = None,
) -> Session:
    """公布提案办理统计, today and once; the next time is a ValidationError (wrong_state).

    figures: counts what is made public; the record keeps it for good.
    """
    words = f"公布{session}提案办理统计"
    with REGISTRY.moving(registry, RegistryAction.PUBLISH, by=by, note=words) as registry:
        ours = Session.objects.filter(term__committee=registry.case.committee_id)
        kept = ours.get(pk=session.pk)  # under the lock of the registry
        if kept.published_on is not None:
            raise ValidationError(f"{kept}的提案办理统计已经公布，不能再次公布", code="wrong_state")
        kept.published_on = clock.today()
        kept.save(update_fields=["published_on"])
        registry.case.tell("published", {"session": kept.pk, "on": kept.published_on.isoformat()})
        if figures is not None:
            registry.case.tell("figures", figures(kept))
    return kept


def published_figures(session: Session) -> Figures | None:
    """What was made public of it, as the record has it; None where nothing was kept."""
    register = Registry.objects.filter(case__committee=session.term.committee_id)
    told = Event.objects.filter(case__in=register.values("case"), action=RegistryAction.PUBLISH)
    for data in told.values_list("data", flat=True):
        if any(one["session"] == session.pk for one in data.get("published", [])):
            return next(iter(data.get("figures", [])), None)
    return None
