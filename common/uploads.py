"""Uploaded tables between preview and confirmation: kept for an hour, outside the web root."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from common import clock

FOLDER, KEY = "imports", "imports"  # of the storage, and of the session
REPORTS = "import-reports"
LIFETIME = timedelta(hours=1)
KEPT_AT_MOST = 5  # per person: older previews are forgotten

Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Upload:
    """One table that somebody is looking at; `done` is what was answered when it was confirmed."""

    token: str
    kind: str
    owner: int  # the seat that uploaded it
    name: str
    at: float  # seconds since the epoch
    options: dict[str, str] = field(default_factory=dict)
    done: str = ""

    @property
    def path(self) -> str:
        return f"{FOLDER}/{int(self.at)}-{self.token}"

    def read(self) -> bytes:
        with default_storage.open(self.path) as file:
            return file.read()  # type: ignore[no-any-return]


def keep(
    session: Session, data: bytes, *, kind: str, owner: int, name: str, options: dict[str, str]
) -> Upload:
    """Put the bytes aside; only this session and this seat can come back to them."""
    sweep()
    upload = Upload(uuid4().hex, kind, owner, name, clock.now().timestamp(), options)
    default_storage.save(upload.path, ContentFile(data))
    remember(session, upload)
    return upload


@contextmanager
def alone(session: SessionBase, token: str) -> Iterator[None]:
    """One confirmation of a table at a time; who had to wait sees what was answered meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [token])
    try:
        session[KEY] = type(session)(session.session_key).get(KEY, {})
        yield
        session.save()  # before the next one looks
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [token])


def find(session: Session, token: str, *, kind: str, owner: int) -> Upload | None:
    """The upload, or None when it is another seat's, over an hour old or gone."""
    kept = session.get(KEY, {}).get(token)
    upload = Upload(**kept) if kept else None
    if upload is None or (upload.kind, upload.owner) != (kind, owner) or stale(upload.at):
        return None
    return upload if upload.done or default_storage.exists(upload.path) else None


def finish(session: Session, upload: Upload, answer: str) -> None:
    """Confirmed: the bytes go, the answer stays for whoever presses again."""
    default_storage.delete(upload.path)
    remember(session, Upload(**asdict(upload) | {"done": answer}))


def chosen(session: Session, upload: Upload, **options: str) -> Upload:
    """The same upload with more said about it."""
    told = Upload(**asdict(upload) | {"options": upload.options | options})
    remember(session, told)
    return told


def keep_report(upload: Upload, data: bytes) -> None:
    """What became of each row, to be fetched for an hour."""
    default_storage.save(f"{REPORTS}/{int(upload.at)}-{upload.token}", ContentFile(data))


def report_of(upload: Upload) -> bytes | None:
    place = f"{REPORTS}/{int(upload.at)}-{upload.token}"
    if stale(upload.at) or not default_storage.exists(place):
        return None
    with default_storage.open(place) as file:
        return file.read()  # type: ignore[no-any-return]


def remember(session: Session, upload: Upload) -> None:
    others = {token: kept for token, kept in session.get(KEY, {}).items() if token != upload.token}
    recent = list(others.items())[1 - KEPT_AT_MOST :]
    session[KEY] = dict(recent) | {upload.token: asdict(upload)}


def sweep() -> None:
    """Delete what nobody confirmed within the hour."""
    for folder in (FOLDER, REPORTS):
        names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
        for name in names:
            at = name.partition("-")[0]
            if at.isdecimal() and stale(float(at)):
                default_storage.delete(f"{folder}/{name}")


def stale(at: float) -> bool:
    return clock.now().timestamp() - at > LIFETIME.total_seconds()
