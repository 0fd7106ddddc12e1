"""Writing: a draft is begun, saved by itself, thrown away; outside the record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from common import clock
from members.models import Role, Seat
from proposals.models import Draft
from proposals.origins import LETTING_GO
from proposals.services.cosigning import ask_again
from proposals.services.files import drop_files
from proposals.services.pens import own
from workflow.hand import Hand

WRITERS = (Role.MEMBER, Role.CONTACT, Role.OFFICE)
NO_WRITER = "只有委员本人、集体提案联系人或提案委办公室可以起草提案"
STALE = "此草稿已在别处更改或提交，请刷新后核对"


def start_draft(seat: Seat, **proposer: Any) -> Draft:
    """A blank sheet, a new one only if none lies there; the office names whom it writes for."""
    proposer = writes_for(seat, proposer)
    blank = Draft.objects.filter(
        seat=seat, revision=0, proposal=None, files=None, invitations=None, **proposer
    ).first()
    return blank or Draft.objects.create(seat=seat, committee=seat.committee, **proposer)


def writes_for(seat: Seat, proposer: dict[str, Any]) -> dict[str, Any]:
    """In whose name that seat writes; PermissionDenied where it writes nothing.

    The office names somebody, else ValidationError.
    """
    if seat.role == Role.MEMBER:
        return {"member": seat.member}
    if seat.role == Role.CONTACT:
        return {"organisation": seat.organisation}
    if seat.role != Role.OFFICE:
        raise PermissionDenied(NO_WRITER)
    if not any(proposer.values()):
        raise ValidationError("请选择提案人")
    return proposer


def save_draft(draft: Draft, *, by: Hand, seen: int, **words: Any) -> Draft:
    """Keep what was typed, as it is; what did not change makes no new revision.

    The same words twice (a double press) are no conflict. Raises ValidationError (stale) if other
    words were kept, or it was submitted, elsewhere.
    """
    own(draft, by)
    units = words.pop("units", None)
    if "body" in words:
        words["body"] = words["body"].replace("\r\n", "\n")
    with transaction.atomic():
        sheet = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        new = differs(sheet, words, units)
        if sheet.submitted_at or (new and sheet.revision != seen):
            raise ValidationError(STALE, code="stale")
        if new:
            keep(sheet, words, units)
    draft.refresh_from_db()
    return draft


def differs(sheet: Draft, words: dict[str, Any], units: Any) -> bool:
    if any(getattr(sheet, name) != value for name, value in words.items()):
        return True
    return units is not None and {one.pk for one in units} != set(
        sheet.units.values_list("pk", flat=True)
    )


def keep(sheet: Draft, words: dict[str, Any], units: Any) -> None:
    if any(words.get(name, getattr(sheet, name)) != getattr(sheet, name) for name in SIGNED):
        ask_again(sheet)
    Draft.objects.filter(pk=sheet.pk).update(
        **words, revision=F("revision") + 1, updated_at=clock.now()
    )
    if units is not None:
        sheet.units.set(units)


SIGNED = ("title", "body")  # what co-signers put their names to


@transaction.atomic
def drop_draft(draft: Draft, *, by: Hand) -> list[str]:
    """Throw a draft away with its files; what was submitted stays.

    What it was born of goes on: in words, for whoever pressed.
    """
    own(draft, by)
    sheet = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if sheet is None:  # the same press a moment ago
        return []
    if sheet.proposal_id or sheet.submitted_at:
        raise ValidationError("已提交或被退回的提案不能删除草稿", code="wrong_state")
    gone_on = [words for let_go in LETTING_GO if (words := let_go(sheet, by))]
    drop_files(sheet)
    sheet.delete()
    return gone_on
