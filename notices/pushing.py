"""变更推送 on its way to the clients, one at a time to each."""

from __future__ import annotations

import json
import logging
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from standardwebhooks import Webhook as Signer

from common import clock
from members.models import Role, Seat
from notices.gathering import source_for
from notices.models import Push, State, Webhook
from notices.models.webhooks import serving
from notices.outbound import Answer, post
from notices.refusals import NotSent
from notices.services import tell
from notices.webhooks import switch_off
from workflow.hand import SYSTEM

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)  # longer than any one attempt may take
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)  # of one push
FIRST_REST, LONGEST_REST = timedelta(seconds=2), timedelta(minutes=5)  # of a client that fails
LASTS = timedelta(days=3)  # a push that did not arrive until then lies dead
KEPT = timedelta(days=30)  # what became of pushes
TOLD = range(200, 300)
GONE = 410
UNSEEN, LATE = "接入方已不能看到此件", "三日内没有送达"
TOLD_SINCE = "此件后来的变更已送达"


def deliver(limit: int = 20, seconds: float = 8) -> int:
    """Send what is due for a short while, client by client; how many attempts were made.

    Whoever fails rests, so that one that hangs keeps nobody else waiting.
    """
    until, done = clock.now() + timedelta(seconds=seconds), 0
    while done < limit and clock.now() < until:
        push = lease()
        if push is None:
            break
        attempt(push)
        done += 1
    return done


@transaction.atomic
def lease() -> Push | None:
    """The next push of a client that nobody is sending to at this moment."""
    now = clock.now()
    beside = ("webhook__client__seat__committee", "case")
    pushes = Push.objects.due(now).order_by("not_before", "pk").select_related(*beside)
    lock: dict[str, Any] = {"skip_locked": True, "of": ("webhook",), "no_key": True}
    push: Push | None = pushes.select_for_update(**lock).first()
    if push is not None:
        push.webhook.rests_until = now + LEASE
        push.webhook.save(update_fields=["rests_until"])
        Push.objects.filter(pk=push.pk).update(attempts=push.attempts + 1)
        push.attempts += 1
    return push


def attempt(push: Push) -> None:
    """Send one, and write down what became of it."""
    try:
        source = source_for(push.webhook, push.case)
        if source is None:
            return settle(push, State.DROPPED, reason=UNSEEN)
        answer = post(push.webhook.url, *message(push, source.name), sealed=True)
    except NotSent as failure:
        return failed(push, str(failure), None)
    except Exception as fault:  # a fault of ours must not stop the others, nor be lost
        log.exception("push %s", push.pk)
        return failed(push, f"系统内部错误：{type(fault).__name__}", None)
    return judge(push, answer)


def message(push: Push, kind: str) -> tuple[bytes, dict[str, str]]:
    """Body and headers as Standard Webhooks says: which case it is, and nothing of it."""
    told = {
        "type": f"{kind}.changed",
        "timestamp": push.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "data": {"type": kind, "id": str(push.case.uid), "seq": push.seq},
    }
    body, now = json.dumps(told), clock.now().astimezone(UTC)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "tiantong",
        "webhook-id": str(push.uid),
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures(push, now, body)),
    }
    return body.encode(), headers


def signatures(push: Push, now: datetime, body: str) -> list[str]:
    """By the present secret first, then by one that is being given up."""
    kept = [one for one in push.webhook.secrets.order_by("-pk") if not one.until or one.until > now]
    return [Signer(one.secret).sign(str(push.uid), now, body) for one in kept]


def judge(push: Push, answer: Answer) -> None:
    """What the answer means: taken, never again, or not now."""
    if answer.status in TOLD:
        return settle(push, State.SENT, answer.status)
    if answer.status == GONE:
        return gone(push)
    where = "；系统不跟随转址" if 300 <= answer.status < 400 else ""
    return failed(push, f"对方返回 {answer.status}{where}", answer.status)


@transaction.atomic
def settle(push: Push, state: State, answer: int | None = None, reason: str = "") -> None:
    """It is over; a change that came while it was being sent waits in a row of its own."""
    now = clock.now()
    Webhook.objects.hold(push.webhook_id)
    mine = Push.objects.select_for_update().get(pk=push.pk)
    if mine.state != State.WAITING:
        return
    ended = {"state": state, "ended_at": now, "answer": answer, "reason": reason}
    Push.objects.filter(pk=push.pk).update(uid=push.uid, seq=push.seq, **ended)
    if mine.uid != push.uid:
        Push.objects.create(webhook=push.webhook, case=push.case, seq=mine.seq)
    stand = arrived(push, now) if state == State.SENT else {}
    release(push, rests_until=None, **stand)


def arrived(push: Push, now: datetime) -> dict[str, Any]:
    """The other side is there: what waits is tried at once, and what lay dead of this case is
    told with it."""
    pushes = Push.objects.filter(webhook=push.webhook)
    pushes.filter(case=push.case, state=State.DEAD).update(state=State.DROPPED, reason=TOLD_SINCE)
    if push.webhook.failures:
        pushes.filter(state=State.WAITING).update(not_before=now)
    return {"answered_at": now, "failures": 0}


@transaction.atomic
def failed(push: Push, reason: str, answer: int | None) -> None:
    """Later, each time later still, and the client rests; after three days it lies dead."""
    now, failures = clock.now(), push.webhook.failures + 1
    Webhook.objects.hold(push.webhook_id)
    mine = Push.objects.filter(pk=push.pk, uid=push.uid, state=State.WAITING)
    pause = waited(FIRST_WAIT, LONGEST_WAIT, push.attempts)
    mine.update(not_before=now + pause, answer=answer, reason=reason[:300])
    waiting = Push.objects.filter(webhook=push.webhook, state=State.WAITING)
    late = waiting.filter(owed_since__lt=now - LASTS)
    if late.update(state=State.DEAD, ended_at=now):
        alarm(push.webhook, f"{push.webhook.client}的变更推送{LATE}", f"dead:{clock.today()}")
    rest = waited(FIRST_REST, LONGEST_REST, failures)
    release(push, rests_until=now + rest, failures=min(failures, 1000))


def waited(first: timedelta, longest: timedelta, times: int) -> timedelta:
    """Twice as long each time, up to the longest, never by the same clock as others."""
    doubled: timedelta = first * 2 ** min(times - 1, 20)
    return min(doubled, longest) * random.uniform(0.75, 1.25)


def release(push: Push, **stand: object) -> None:
    """Unless the lease ran out and somebody else sends to the client by now."""
    mine = Webhook.objects.filter(pk=push.webhook_id, rests_until=push.webhook.rests_until)
    mine.update(**stand)


def gone(push: Push) -> None:
    """410: the other side wants no more of it, unless it is to be told elsewhere by now."""
    webhook = Webhook.objects.select_related("registry__case", "client").get(pk=push.webhook_id)
    if webhook.url != push.webhook.url:
        return failed(push, "原推送地址返回 410", GONE)
    settle(push, State.DROPPED, GONE, "对方返回 410")
    if webhook.status == Webhook.Status.ON:
        switch_off(webhook, by=SYSTEM, reason="对方返回 410，不再接收")
        alarm(webhook, f"{webhook.client}返回 410，变更推送已停用", f"gone:{push.uid}")
    return None


def alarm(webhook: Webhook, text: str, about: str) -> None:
    """The security administrators of its committee are told."""
    keepers = Seat.objects.held().filter(
        role=Role.SECADMIN, committee=webhook.registry.case.committee_id
    )
    for seat in keepers:
        tell(
            seat, text, f"/clients/{webhook.client_id}/webhook/", about=f"push:{webhook.pk}:{about}"
        )


def forget() -> int:
    """Drop what ended long ago, and what a revoked client is never sent; how many."""
    before = clock.now() - KEPT
    left = Q(state=State.WAITING, made_at__lt=before) & ~serving("webhook__")
    ended = Q(ended_at__lt=before) & ~Q(state=State.WAITING)
    return int(Push.objects.filter(left | ended).delete()[0])
