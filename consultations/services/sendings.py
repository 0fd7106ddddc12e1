"""Over a bad line: the answer to a press sent again, and files sent ahead of their form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from common import clock
from common.locks import alone
from consultations.models import Ahead, Sending
from consultations.models.sendings import FOLDER
from members.models import User
from proposals.services.files import looked_into, put_away

REMEMBERED = timedelta(days=90)  # of an answer; the events know the press for ever
KEPT = timedelta(days=30)  # of a file whose form never came
MOST_AHEAD = 60  # files of one person


class NotHereError(Exception):
    """These files, sent ahead, are not here (any more); the browser sends them again."""

    def __init__(self, keys: list[UUID]):
        super().__init__()
        self.keys = keys


def answer_to(user: User, form: str, press: UUID) -> str:
    """Where this very press led; nothing if it was not carried out. Others wait meanwhile.

    Called inside the transaction that carries it out.
    """
    alone(f"sending:{user.pk}:{press}")
    known = Sending.objects.filter(user=user, form=form, press=press)
    return known.values_list("led_to", flat=True).first() or ""


def remember(user: User, form: str, press: UUID, led_to: str) -> None:
    Sending.objects.create(user=user, form=form, press=press, led_to=led_to)


@transaction.atomic
def send_ahead(user: User, key: UUID, file: File[bytes] | None) -> Ahead:
    """Keep a file until its form comes; the same key again is the same file.

    ValidationError when it can't be taken, or too many wait already.
    """
    alone(f"ahead:{user.pk}")
    kept = Ahead.objects.filter(user=user, key=key).first()
    if kept and default_storage.exists(kept.path):
        return kept
    checked = looked_into(file)
    if kept is None and Ahead.objects.filter(user=user).count() >= MOST_AHEAD:
        told = f"已有{MOST_AHEAD}个文件等待表单，请先提交已填写的表单"
        raise ValidationError({"file": told})
    kept = kept or Ahead.objects.create(user=user, key=key, name=checked.name)
    put_away(kept.path, checked.data)
    return kept


def sent_ahead(user: User, keys: Iterable[UUID]) -> dict[UUID, File[bytes]]:
    """The files of these keys; NotHereError names those that have to be sent again."""
    keys = list(keys)
    rows = {one.key: one for one in Ahead.objects.filter(user=user, key__in=keys)}
    here = {key for key, one in rows.items() if default_storage.exists(one.path)}
    if lost := [key for key in keys if key not in here]:
        raise NotHereError(lost)
    return {key: reopened(rows[key]) for key in keys}


def reopened(one: Ahead) -> File[bytes]:
    with default_storage.open(one.path) as file:
        return ContentFile(file.read(), name=one.name)


def used_up(user: User, keys: Iterable[UUID]) -> None:
    """Their form has taken them."""
    drop(Ahead.objects.filter(user=user, key__in=list(keys)))


def drop(rows: Iterable[Ahead]) -> None:
    for one in rows:
        path = one.path
        one.delete()
        transaction.on_commit(partial(default_storage.delete, path))


@transaction.atomic
def forget_sendings() -> int:
    """清理补传记录: old answers, and files whose form never came; how many were let go."""
    now = clock.now()
    answers, _ = Sending.objects.filter(at__lt=now - REMEMBERED).delete()
    old = list(Ahead.objects.filter(at__lt=now - KEPT))
    drop(old)
    sweep()
    return answers + len(old)


def sweep() -> None:
    """Bytes that a broken write left without a row."""
    names = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    for path in (f"{FOLDER}/{name}" for name in names):
        if default_storage.get_modified_time(path) < clock.now() - 2 * KEPT:
            default_storage.delete(path)


__all__ = [
    *("NotHereError", "answer_to", "forget_sendings", "remember"),
    *("send_ahead", "sent_ahead", "used_up"),
]
