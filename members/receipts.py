"""Idempotency-Key: a press through the API that comes again gets the answer it got before."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.datastructures import MultiValueDict
from rest_framework.request import Request

from common import clock
from common.locks import taken
from common.refusals import Refusal
from members.models import Job, Receipt, Seat

SHAPE = re.compile(r"[\x21-\x7e]{1,255}")
PRESSES = uuid.UUID("5b0f6c2e-6f0e-5d3f-9a51-1f6b7b8f1c11")  # namespace of the presses of keys


def key_of(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not SHAPE.fullmatch(key):
        raise Refusal("idempotency-key-required")
    return key


def press_of(seat: Seat, key: str) -> uuid.UUID:
    """One key of one seat is one press, also when its receipt is gone."""
    return uuid.uuid5(PRESSES, f"{seat.pk}:{key}")


def fingerprint(request: Request) -> str:
    """Of address, with what it asks for, version and content; a file by what is in it."""
    told = request.data
    if isinstance(told, MultiValueDict):
        told = {name: [content_of(one) for one in told.getlist(name)] for name in told}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    parts = (request.get_full_path(), request.headers.get("If-Match", ""), text)
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


def content_of(value: Any) -> str:
    if not hasattr(value, "chunks"):
        return str(value)
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return f"{value.name}:{digest.hexdigest()}"


def once(
    request: Request, seat: Seat, work: Callable[[str], tuple[dict[str, Any], str]]
) -> tuple[dict[str, Any], str, bool]:
    """The answer and its ETag, and whether it was given before; effect and receipt are one write.

    Raises Refusal: the same key is being worked on (409), or was used for something else (422).
    """
    key, mark = key_of(request), fingerprint(request)
    with transaction.atomic():
        if not taken(f"receipt:{seat.pk}:{key}"):
            raise Refusal("idempotency-key-in-use", headers={"Retry-After": "1"})
        known = Receipt.objects.filter(seat=seat.pk, key=key).first()
        if known is None:
            answer, tag = work(key)
            told = {"committee_id": seat.committee_id, "seat": seat, "key": key}
            Receipt.objects.create(fingerprint=mark, answer=answer, etag=tag, **told)
            return in_order(answer), tag, False
        if known.fingerprint != mark:
            raise Refusal("idempotency-key-reused")
        return in_order(known.answer), known.etag, True


def refuse_other(job: Job, kind: str, told: dict[str, Any]) -> None:
    """A press is known by its job also when its receipt is gone.

    Raises Refusal (422): then it asked for something else.
    """
    if job.kind != kind or any(job.told.get(name) != words for name, words in told.items()):
        raise Refusal("idempotency-key-reused")


def in_order(answer: dict[str, Any]) -> dict[str, Any]:
    """The same to the letter each time: the database keeps no order of names."""
    return dict(sorted(answer.items()))


def forget_receipts() -> int:
    """Drop those that are older than they are kept; how many."""
    old = Receipt.objects.filter(at__lt=clock.now() - timedelta(days=Receipt.KEPT))
    return old.delete()[0]
