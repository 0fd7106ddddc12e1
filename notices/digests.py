"""每日一封: what somebody is told by mail in a day, gathered into one message."""

from __future__ import annotations

from django.db import transaction

from common import clock
from members.models import User
from notices import mail
from notices.models import Delivery, Digest, State
from notices.sending import end, take, wait_until
from notices.wanting import needless, opening


def gather(limit: int = 200) -> int:
    """One digest for everybody whose hour has come; how many were made."""
    now = clock.now()
    due = Delivery.objects.due(now).filter(for_digest=True)
    places = due.order_by().values_list("committee", flat=True).distinct()
    working = [committee for committee in places if opening(committee, now) == now]
    had = Digest.objects.filter(day=clock.today())  # what is left over of theirs goes tomorrow
    due = due.filter(committee__in=working).exclude(user__in=had.values("user"))
    people = due.order_by("user").values_list("user", "committee").distinct("user")[:limit]
    return sum(gather_one(user, committee) for user, committee in people)


@transaction.atomic
def gather_one(user: int, committee: int) -> bool:
    """The digest row and what belongs to it, in one transaction: none is lost, none is in two."""
    now = clock.now()
    User.objects.select_for_update(no_key=True).get(pk=user)
    today = clock.today()
    if Digest.objects.filter(user=user, day=today).exists():
        return False  # somebody else was faster
    waiting = Delivery.objects.due(now).filter(user=user, for_digest=True, digest=None)
    digest = Digest(user_id=user, committee_id=committee, day=today)
    digest.save()
    return bool(waiting.update(digest=digest, state=State.GATHERED, ended_at=now))


def deliver(limit: int = 20) -> int:
    """Send the digests that are due; how many were taken."""
    taken = 0
    while taken < limit and take(Digest, send_one):
        taken += 1
    return taken


def send_one(digest: Digest) -> None:
    """One letter with a line for each notice that is still wanted; none if there is none.

    In office hours only, also when it is tried again.
    """
    now = clock.now()
    if (opens := opening(digest.committee_id, now)) > now:
        return wait_until(digest, opens)
    gathered = digest.deliveries.select_related("notice").order_by("notice")
    notices = [one.notice for one in gathered if not needless(one.notice)]
    if not notices:
        return end(digest, State.DROPPED, "均已不需要")
    lines = "\n\n".join(
        f"{place}. {notice.text}\n   {mail.link_to(notice.pk)}"
        for place, notice in enumerate(notices, 1)
    )
    mail.post(
        digest.user.email,
        uid=digest.uid,
        subject=f"【提案通】{digest.day:%-m月%-d日}消息{len(notices)}条",
        body=f"{digest.user.name}，您好：\n\n{lines}",
    )
    return end(digest, State.SENT)
