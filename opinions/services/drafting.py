"""Writing: a draft is begun, saved by itself, thrown away; outside the record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from common import clock
from members.models import Role, Seat
from opinions.models import OpinionDraft
from opinions.origins import has_origin
from workflow.hand import Hand

WRITERS = (Role.MEMBER, Role.CONTACT, Role.TOWNSHIP, Role.OFFICE)
NOT_A_WRITER = "只有委员、集体联系人、乡镇委员工作室或政协办公室可以起草社情民意"
STALE = "此草稿已在别处更改或提交，请刷新后核对"
NAMES = ("member", "organisation", "township")


def start_draft(seat: Seat, **writer: Any) -> OpinionDraft:
    """A blank sheet, a new one only if none lies there; the office names whom it writes for."""
    writer = whose(seat, writer)
    blank = OpinionDraft.objects.filter(
        seat=seat, revision=0, opinion=None, proposal=None, **writer
    )
    unborn = next((one for one in blank if not has_origin(one)), None)
    return unborn or OpinionDraft.objects.create(seat=seat, committee=seat.committee, **writer)


def whose(seat: Seat, named: dict[str, Any]) -> dict[str, Any]:
    """In whose name the seat writes. Raises PermissionDenied, or ValidationError by field."""
    own = {
        Role.MEMBER: ("member", seat.member),
        Role.CONTACT: ("organisation", seat.organisation),
        Role.TOWNSHIP: ("township", seat.township),
    }.get(Role(seat.role))
    if own:
        return {own[0]: own[1]}
    if seat.role != Role.OFFICE:
        raise PermissionDenied(NOT_A_WRITER)
    chosen = {name: row for name, row in named.items() if row is not None}
    if len(chosen) != 1 or set(chosen) - set(NAMES):
        raise ValidationError("请选择一位委员、一个单位或一个乡镇委员工作室", code="writer")
    for name, row in chosen.items():
        if committee_of(row) != seat.committee_id:
            raise ValidationError({name: f"{row}不属于本会，请重新选择"})
    return chosen


def committee_of(row: Any) -> int:
    """The committee of a member, body or township."""
    found: int = row.registry.committee_id if hasattr(row, "registry") else row.committee_id
    return found


def own_draft(draft: OpinionDraft, by: Hand) -> Seat:
    """The seat that writes on it."""
    seat = by.seat
    if not isinstance(seat, Seat) or not OpinionDraft.objects.visible_to(seat).contains(draft):
        raise PermissionDenied("这不是您的草稿")
    return seat


def save_draft(draft: OpinionDraft, *, by: Hand, seen: int, title: str, body: str) -> OpinionDraft:
    """Keep what was typed, as it is; the same words twice (a double press) are no conflict.

    Raises ValidationError (stale) if other words were kept, or it was submitted, elsewhere.
    """
    own_draft(draft, by)
    words = {"title": title, "body": body.replace("\r\n", "\n")}
    with transaction.atomic():
        sheet = OpinionDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        new = any(getattr(sheet, name) != value for name, value in words.items())
        if sheet.submitted_at or (new and sheet.revision != seen):
            raise ValidationError(STALE, code="stale")
        if new:
            kept = {"revision": F("revision") + 1, "updated_at": clock.now()}
            OpinionDraft.objects.filter(pk=sheet.pk).update(**words, **kept)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def drop_draft(draft: OpinionDraft, *, by: Hand) -> None:
    """Throw a draft away; what came of something else is submitted, so that it is not lost."""
    own_draft(draft, by)
    sheet = OpinionDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if sheet.submitted_at:
        raise ValidationError("已提交的社情民意不能删除草稿", code="wrong_state")
    if has_origin(sheet):
        told = "此稿由议题、任务或提案转来，不能删除；确不采用的，请提交后登记留存并写明理由"
        raise ValidationError(told, code="origin")
    sheet.delete()


__all__ = ["drop_draft", "own_draft", "save_draft", "start_draft"]
