"""核对附件: are the stored bytes still those that were registered? Folder by folder, resumable."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.urls import reverse

from common import clock
from common.files import CHUNK
from members.models import Role, Seat
from notices.services import tell
from proposals.models import Attachment, FileCheck, FileFault
from proposals.services.files import FOLDER

Kind = FileFault.Kind
FOLDERS = [f"{number:02x}" for number in range(256)]  # the first two letters of a hash
SETTLED = timedelta(days=1)  # a younger file may be one that is being kept just now
Faults = dict[tuple[str, str], str]  # (path, kind) → digest, empty for an orphan


@dataclass(frozen=True)
class Shelf:
    """One folder of the storage: whose rows are registered there, and how a fault is told."""

    name: str
    rows: Callable[[], QuerySet[Any]]  # with a digest
    tell: Callable[[str, str], None]  # of a digest, the kind of fault

    def place(self, digest: str) -> str:
        bare = digest.rpartition(":")[2]
        return f"{self.name}/{bare[:2]}/{bare}"

    def registered(self, folder: str) -> list[str]:
        held = self.rows().filter(digest__startswith=f"sha256:{folder}")
        return list(held.order_by("digest").values_list("digest", flat=True).distinct())

    def still_registered(self, digest: str) -> bool:
        """Whether nobody threw its draft away meanwhile, and the file with it."""
        return self.rows().filter(digest=digest).exists()

    def on_disk(self, folder: str) -> set[str]:
        try:
            _, names = default_storage.listdir(f"{self.name}/{folder}")
        except FileNotFoundError:
            return set()
        return {f"{self.name}/{folder}/{name}" for name in names}

    def fault_of(self, digest: str, lying: set[str]) -> str:
        """What is wrong with the bytes of a registered file; empty when nothing is."""
        path = self.place(digest)
        seen = hash_of(path) if path in lying else ""
        if not seen:
            return Kind.MISSING if self.still_registered(digest) else ""
        return "" if seen == digest else Kind.CHANGED


def hash_of(path: str) -> str:
    """Of the bytes that lie there; nothing if they cannot be read."""
    seen = hashlib.sha256()
    try:
        with default_storage.open(path) as file:
            while chunk := file.read(CHUNK):
                seen.update(chunk)
    except OSError:
        return ""
    return f"sha256:{seen.hexdigest()}"


def check_files(folders: int | None = None) -> FileCheck:
    """Go on with the walk that is under way, or begin one; at most so many folders of 256."""
    check = under_way()
    left = [one for one in FOLDERS if one > check.folder]
    for folder in left[:folders]:
        count, faults = look_into(folder)
        write_down(check, folder, count, faults)
    if check.folder == FOLDERS[-1]:
        check.ended_at = clock.now()
        check.save(update_fields=["ended_at"])
    return check


def under_way() -> FileCheck:
    check = FileCheck.objects.filter(ended_at=None).first()
    if check is not None:
        return check
    try:
        with transaction.atomic():
            return FileCheck.objects.create()
    except IntegrityError:  # somebody else has just begun; both go on with the same one
        return FileCheck.objects.get(ended_at=None)


def look_into(folder: str) -> tuple[int, Faults]:
    """How many files were read, and what is wrong with those registered or lying there."""
    count, faults = 0, Faults()
    for shelf in SHELVES.values():
        digests = shelf.registered(folder)
        count += len(digests)
        faults |= compared(shelf, digests, shelf.on_disk(folder))
    return count, faults


def compared(shelf: Shelf, digests: list[str], lying: set[str]) -> Faults:
    faults: Faults = {}
    for digest in digests:
        if kind := shelf.fault_of(digest, lying):
            faults[shelf.place(digest), kind] = digest
    known = {shelf.place(digest) for digest in digests}
    orphans = {(path, str(Kind.ORPHAN)): "" for path in lying - known if settled(path)}
    return faults | orphans


def settled(path: str) -> bool:
    try:
        return default_storage.get_modified_time(path) < clock.now() - SETTLED
    except FileNotFoundError:
        return False


@transaction.atomic
def write_down(check: FileCheck, folder: str, count: int, faults: Faults) -> None:
    """New faults are kept and told, old ones that are gone are mended; the walk is so far."""
    here = FileFault.objects.filter(mended_at=None, path__regex=f"^[a-z]+/{folder}/")
    known = {(one.path, one.kind): one.pk for one in here}
    gone = [pk for key, pk in known.items() if key not in faults]
    FileFault.objects.filter(pk__in=gone).update(mended_at=clock.now())
    new = {key: digest for key, digest in faults.items() if key not in known}
    FileFault.objects.bulk_create(
        (FileFault(path=path, kind=kind) for path, kind in new), ignore_conflicts=True
    )
    for (path, kind), digest in new.items():
        if digest:  # nobody misses an orphan
            SHELVES[path.partition("/")[0]].tell(digest, kind)
    FileCheck.objects.filter(pk=check.pk).update(folder=folder, checked=F("checked") + count)
    check.refresh_from_db()


def tell_offices(digest: str, kind: str) -> None:
    """Each office whose cases or drafts the file belongs to."""
    held = Attachment.objects.filter(digest=digest)
    for file in held.select_related("proposal__case", "draft", "affair"):
        for seat in offices(file):
            text = told(file.name, kind, where(file))
            url = file.proposal.get_absolute_url() if file.proposal else reverse("home")
            about = f"file:{file.pk}:{kind}:{clock.today()}"
            tell(seat, text, url, about=about)


def told(name: str, kind: str, where: str) -> str:
    return f"附件“{name}”{Kind(kind).label}，请系统管理员从备份恢复，或请提交人重新提供　{where}"


def offices(file: Attachment) -> QuerySet[Seat]:
    owner = file.proposal or file.draft or file.affair
    committee = owner.committee_id if owner else None
    return Seat.objects.held().filter(role=Role.OFFICE, committee=committee)


def where(file: Attachment) -> str:
    """The case, or for a draft that is nobody else's business, that it is one."""
    if file.affair:
        return f"《{file.affair.caption}》"
    return f"《{file.proposal.title}》" if file.proposal else "（尚未提交的草稿）"


SHELVES = {FOLDER: Shelf(FOLDER, Attachment.objects.all, tell_offices)}  # apps add theirs


def open_faults() -> Iterator[str]:
    """Everything that is wrong now, in words."""
    for fault in FileFault.objects.filter(mended_at=None).iterator():
        yield str(fault)


__all__ = ["SHELVES", "Shelf", "check_files", "open_faults", "told"]
