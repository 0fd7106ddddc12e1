"""扫码反映: a villager's wish comes in at a place, by the system's hand; nobody signs in for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet

from common import clock
from common.files import JPEG, PNG, FileError, kind_of, reencoded
from common.locks import alone
from consultations.models import Knock, Topic, Venue
from consultations.services.knocking import WITHIN, knock
from consultations.services.topics import raise_topic
from consultations.workflow import TopicAction
from proposals.services.submission import needed
from workflow.hand import Hand

MOST_PICTURES = 3
MOST_BYTES = 8 * 1024 * 1024  # of each
LONGEST_SIDE = 2560  # pixels; enough to read a number plate, small enough to keep
MOST_FROM_ADDRESS = 20  # within the time, at all places: a village may share one address
MOST_AT_VENUE = 60  # within the time, whatever the addresses
NO_PICTURE = "照片只收 .jpg 和 .png 格式，请重新选择"


def wish(
    venue: Venue,
    *,
    by: Hand,
    address: str | None = None,
    title: str,
    body: str,
    pictures: Sequence[File[bytes]] = (),
    **more: str,
) -> Topic:
    """反映: one topic for one press, however often it is sent; a spent press says so.

    address: of the network it came from; counted for an hour, never kept in the record.
    more: place, wisher and phone, as far as they were told.
    """
    needed(body, "请写明情况", "body")
    words: dict[str, Any] = {"title": title.strip(), "body": body} | more
    kept = [looked_at(one) for one in few(pictures)]
    with transaction.atomic():
        alone(f"press:{by.press}")
        if sent := wished(venue, by):
            return same(sent, words)
        bounded(venue, address)
        words["village"] = venue.village
        scan = Topic.Source.SCAN
        return raise_topic(venue.township, by=by, source=scan, venue=venue, pictures=kept, **words)


def wished(venue: Venue, by: Hand) -> Topic | None:
    """What this very press has borne at the place."""
    if by.press is None:
        return None
    return scanned(press=by.press).filter(venue=venue).first()


def scanned(**event: object) -> QuerySet[Topic]:
    """Topics that came by QR code, by what their first event tells."""
    told = {f"case__events__{name}": value for name, value in event.items()}
    born = {"case__events__action": TopicAction.RAISE, "case__events__seat": None}
    found: QuerySet[Topic] = Topic.objects.filter(source=Topic.Source.SCAN, **born, **told)
    return found


def same(topic: Topic, words: dict[str, Any]) -> Topic:
    """The wish was sent again; another must not vanish behind the first one's receipt."""
    if (topic.title, topic.body) != (words["title"], words["body"]):
        said = f"上一件已收到，回执号 {topic.receipt}。现在填写的是另一件，请核对后再提交一次"
        raise ValidationError(said, code="spent")
    return topic


def bounded(venue: Venue, address: str | None) -> None:
    """Refuse what comes too often, one wish after another; of a place the record itself counts."""
    alone(f"wishes:{venue.pk}")
    instead = f"请一小时后再提交，也可到{venue.township}委员工作室当面反映"
    here = scanned().filter(venue=venue, received_at__gt=clock.now() - WITHIN)
    if here.count() >= MOST_AT_VENUE:
        raise ValidationError(f"{venue}一小时内收到的已较多，{instead}", code="too_many")
    told = f"您所在的网络一小时内提交的已较多，{instead}"
    knock(Knock.Door.WISH, address, most=MOST_FROM_ADDRESS, told=told)


def few(pictures: Sequence[File[bytes]]) -> Sequence[File[bytes]]:
    if len(pictures) > MOST_PICTURES:
        raise ValidationError({"pictures": f"照片最多{MOST_PICTURES}张，请重新选择"})
    return pictures


def looked_at(file: File[bytes]) -> File[bytes]:
    """The picture by its content, made small, without its position; before anything is locked."""
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError({"pictures": "每张照片不超过 8 MB，请压缩后再传"})
    data = file.read()
    try:
        kind = kind_of(data[:8])
    except FileError as refusal:
        raise ValidationError({"pictures": NO_PICTURE}) from refusal
    if kind not in (JPEG, PNG):
        raise ValidationError({"pictures": NO_PICTURE})
    try:
        return ContentFile(reencoded(data, kind, LONGEST_SIDE), file.name)
    except FileError as refusal:
        raise ValidationError({"pictures": str(refusal)}) from refusal


__all__ = ["wish"]
