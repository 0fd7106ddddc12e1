"""公布: a session's figures are made public once; what they rest on is not changed afterwards."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from common import clock
from members.models import Registry, Session
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand


def publish_session(registry: Registry, *, by: Hand, session: Session) -> Session:
    """公布提案办理统计, today and once; the next time is a ValidationError (wrong_state)."""
    words = f"公布{session}提案办理统计"
    with REGISTRY.moving(registry, RegistryAction.PUBLISH, by=by, note=words) as registry:
        ours = Session.objects.filter(term__committee=registry.case.committee_id)
        kept = ours.get(pk=session.pk)  # under the lock of the registry
        if kept.published_on is not None:
            raise ValidationError(f"{kept}的提案办理统计已经公布，不能再次公布", code="wrong_state")
        kept.published_on = clock.today()
        kept.save(update_fields=["published_on"])
        registry.case.tell("published", {"session": kept.pk, "on": kept.published_on.isoformat()})
    return kept
