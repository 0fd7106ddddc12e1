"""Who may write on a draft."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from members.models import Role, Seat
from proposals.models import Draft
from workflow.hand import Hand


def own(draft: Draft, by: Hand) -> Seat:
    """The seat that writes. A body's head reads and approves, but does not write."""
    seat = by.seat
    if not isinstance(seat, Seat) or not Draft.objects.visible_to(seat).contains(draft):
        raise PermissionDenied("这不是您的草稿")
    if seat.role == Role.ORG_HEAD:
        raise PermissionDenied("负责人审定提案，文字请由联系人修改")
    return seat


def pen(by: Hand) -> Seat:
    """The seat whose sheet it will be; the system itself writes nothing."""
    if not isinstance(by.seat, Seat):
        raise PermissionDenied("只有提案委办公室可以代为修改")
    return by.seat
