"""What people choose, and what is put right when something could not be delivered."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common import clock
from members.models import Committee, Seat, User
from members.services.registry import note, registry_of
from notices.models import Delivery, Digest, Preference, State, StoppedAddress
from notices.models.sending import KEEPERS
from workflow.hand import Hand

REFUSAL = "未送达的消息由提案委办公室和系统管理员处理"


@transaction.atomic
def choose(user: User, *, mail: bool, phone: bool, digest: bool, digest_at: int) -> Preference:
    """How one wants to be reached; who gives the digest up gets at once what waits for it.

    Who wants no mail any more is not sent it either.
    """
    chosen, _ = Preference.objects.update_or_create(
        user=user,
        defaults={"mail": mail, "phone": phone, "digest": digest, "digest_at": digest_at},
    )
    waiting = Delivery.objects.filter(user=user, state=State.WAITING, for_digest=True)
    if not mail:
        waiting.update(state=State.DROPPED, ended_at=clock.now(), reason="本人不再接收邮件")
    elif not digest:
        waiting.update(for_digest=False, not_before=clock.now())
    return chosen


def try_again(seat: Seat, deliveries: Iterable[int] = (), digests: Iterable[int] = ()) -> int:
    """Once more from the beginning, for those of them that the seat looks after; how many."""
    again = {"state": State.WAITING, "attempts": 0, "not_before": clock.now(), "reason": ""}
    found = (
        Delivery.objects.visible_to(seat).dead().filter(pk__in=deliveries),
        Digest.objects.visible_to(seat).dead().filter(pk__in=digests),
    )
    return sum(dead.update(**again, ended_at=None, leased_until=None) for dead in found)


def try_all_again(seat: Seat) -> int:
    """All that lies dead in the seat's committee."""
    return try_again(
        seat,
        Delivery.objects.visible_to(seat).dead().values_list("pk", flat=True),
        Digest.objects.visible_to(seat).dead().values_list("pk", flat=True),
    )


def stopped_in(committee: Committee) -> list[tuple[StoppedAddress, list[User]]]:
    """Addresses that are stopped, with the committee's people who still have them."""
    people: dict[str, list[User]] = {}
    held = Seat.objects.held().filter(committee=committee).select_related("user")
    for seat in held.order_by("user").distinct("user"):
        for address in {seat.user.email.lower(), seat.user.phone} - {""}:
            people.setdefault(address, []).append(seat.user)
    stopped = StoppedAddress.objects.filter(address__in=people).order_by("address")
    return [(one, people[one.address]) for one in stopped]


@transaction.atomic
def resume(committee: Committee, address: str, *, by: Hand) -> bool:
    """An address of the committee's people is used again, on the word of whoever looked."""
    if isinstance(by.seat, Seat) and by.seat.role not in KEEPERS:
        raise PermissionDenied(REFUSAL)
    if address not in {stopped.address for stopped, _ in stopped_in(committee)}:
        return False
    note(registry_of(committee), f"恢复使用联系地址 {address}", by=by)
    StoppedAddress.objects.filter(address=address).delete()
    return True
