"""Sending: one row at a time, leased first, looked at once more, then sent and settled."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction

from common import clock
from notices import gateways, mail
from notices.models import Delivery, Sending, State
from notices.refusals import AddressRefused, NotSent, Refused
from notices.wanting import may_go_at, needless

log = logging.getLogger(__name__)
S = TypeVar("S", bound=Sending)
LEASE = timedelta(seconds=60)  # longer than any one attempt may take
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=2)
MOST = 10  # attempts, about five hours


def deliver(limit: int = 20, seconds: float = 8) -> int:
    """Send what is due, one by one, for a short while; how many were taken."""
    until, taken = clock.now() + timedelta(seconds=seconds), 0
    while taken < limit and clock.now() < until and take(Delivery, send_one, for_digest=False):
        taken += 1
    return taken


def take(model: type[S], send: Callable[[S], None], **narrowed: Any) -> bool:
    """Lease the next one, send it, write down what became of it; False when none is due."""
    sending = lease(model, **narrowed)
    if sending is None:
        return False
    try:
        send(sending)
    except AddressRefused as refusal:
        mail.stop(refusal)
        end(sending, State.DEAD, str(refusal))
    except Refused as refusal:
        end(sending, State.DEAD, str(refusal))
    except NotSent as failure:
        put_off(sending, str(failure))
    except Exception as fault:  # a fault of ours must not stop the others, nor be lost
        log.exception("%s %s", model.__name__, sending.pk)
        put_off(sending, f"系统内部错误：{type(fault).__name__}")
    return True


def lease(model: type[S], **narrowed: Any) -> S | None:
    """The next one that is due, mine until the lease runs out; others pass it by."""
    now = clock.now()
    with transaction.atomic():
        waiting = model.objects.due(now).filter(**narrowed).order_by("not_before", "pk")
        sending: S | None = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if sending is not None:
            sending.leased_until, sending.attempts = now + LEASE, sending.attempts + 1
            sending.save(update_fields=["leased_until", "attempts"])
    return sending


def send_one(delivery: Delivery) -> None:
    """Send one notice by its way, unless it is no longer wanted, or not the hour."""
    if why := needless(delivery.notice):
        return end(delivery, State.DROPPED, why)
    now = clock.now()
    if (opens := may_go_at(delivery, now)) > now:
        return wait_until(delivery, opens)
    if delivery.gateway_id:
        gateways.send(delivery)
    else:
        by_mail(delivery)
    return end(delivery, State.SENT)


def by_mail(delivery: Delivery) -> None:
    notice = delivery.notice
    mail.post(
        delivery.user.email,
        uid=delivery.uid,
        subject=f"【提案通】{notice.text}"[:80],
        body=f"{delivery.user.name}，您好：\n\n{notice.text}\n\n"
        f"请打开下面的地址办理：\n{mail.link_to(notice.pk)}",
    )


def end(sending: Sending, state: State, reason: str = "") -> None:
    """What became of it, unless the lease ran out and somebody else has it by now."""
    settle(sending, state=state, ended_at=clock.now(), reason=reason[:300], leased_until=None)


def put_off(sending: Sending, reason: str) -> None:
    """Later, each time later still; after the last attempt it is dead."""
    if sending.attempts >= MOST:
        return end(sending, State.DEAD, reason)
    wait = min(FIRST_WAIT * 2 ** (sending.attempts - 1), LONGEST_WAIT)
    again = clock.now() + wait * random.uniform(0.75, 1.25)
    return settle(sending, not_before=again, reason=reason[:300], leased_until=None)


def wait_until(sending: Sending, opens: datetime) -> None:
    """Out of office hours; this was no attempt."""
    settle(sending, not_before=opens, attempts=sending.attempts - 1, leased_until=None)


def settle(sending: Sending, **columns: Any) -> None:
    mine = type(sending).objects.filter(
        pk=sending.pk, state=State.WAITING, leased_until=sending.leased_until
    )
    mine.update(**columns)
