"""Attachments (附件): looked into, kept by the hash of their content, told to the record."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from common import clock
from common.files import Checked, FileError, inspect
from common.locks import alone
from common.table_files import MAX_BYTES
from members.models import Seat
from proposals.models import Attachment, Draft, Proposal
from proposals.services.pens import own
from workflow.hand import Hand
from workflow.models import Row

FOLDER = "files"  # of the storage, which is not served
MOST_FILES = 20  # of one draft
Purpose = Attachment.Purpose


def attach(
    draft: Draft, *, by: Hand, file: File[bytes] | None, purpose: str = Purpose.ANNEX
) -> Attachment:
    """Add a file to a draft. An annex is part of what a body's head approves, a seal is not."""
    own(draft, by)
    checked = looked_into(file)
    with transaction.atomic():
        sheet = Draft.objects.select_for_update().get(pk=draft.pk)
        unfinished(sheet)
        if sheet.files.filter(voided_at=None).count() >= MOST_FILES:
            raise ValidationError({"file": f"附件最多{MOST_FILES}个，请合并后再传"})
        kept = keep(checked, by, draft=sheet, proposal=None, purpose=Purpose(purpose))
        changed(sheet, kept)
    return kept


def enclose(row: Row, *, by: Hand, file: File[bytes] | None, purpose: str) -> Attachment:
    """Add a file to a part of a case (a paper form, a letter); call it inside the row's move."""
    if not row.case.held:
        raise RuntimeError("a file is enclosed inside a move")
    checked = looked_into(file)
    kept = keep(
        checked,
        by,
        **whose(row),
        subject_type=row.kind(),
        subject_id=row.pk,
        purpose=Purpose(purpose),
    )
    row.case.tell("files", outline(kept))
    return kept


def whose(row: Row) -> dict[str, int]:
    """The case that the file belongs to: a proposal's, or an affair beside it."""
    ours = row.case.kind == Proposal.kind()
    return {"proposal_id" if ours else "affair_id": row.case.pk}


def void_attachment(attachment: Attachment, *, by: Hand) -> None:
    """Take a file off a draft; what was submitted stays."""
    draft = attachment.draft
    if draft is None:
        raise PermissionDenied("此附件不能移除")
    own(draft, by)
    with transaction.atomic():
        sheet = Draft.objects.select_for_update().get(pk=draft.pk)
        unfinished(sheet)
        live = sheet.files.filter(pk=attachment.pk, voided_at=None)
        if live.update(voided_at=clock.now()):
            changed(sheet, attachment)


def unfinished(draft: Draft) -> None:
    if draft.submitted_at:
        raise ValidationError("提案已提交，附件不能再改动", code="wrong_state")


def changed(draft: Draft, attachment: Attachment) -> None:
    if attachment.purpose == Purpose.ANNEX:
        Draft.objects.filter(pk=draft.pk).update(revision=F("revision") + 1, updated_at=clock.now())


def looked_into(file: File[bytes] | None) -> Checked:
    """The file as it may be kept; ValidationError at the field `file` says what to do."""
    if file is None:
        raise ValidationError({"file": "请先选择要上传的文件"})
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError({"file": "文件超过 20 MB，请压缩图片或拆分后再传。"})
    try:
        return inspect(file.read(), file.name or "")
    except FileError as refusal:
        raise ValidationError({"file": str(refusal)}) from refusal


def keep(checked: Checked, by: Hand, **belongs: Any) -> Attachment:
    if not isinstance(by.seat, Seat):
        raise PermissionDenied("附件须由人员上传")
    digest = hashlib.sha256(checked.data).hexdigest()
    alone(digest)  # nobody else keeps or forgets the same content meanwhile
    put_away(place(digest), checked.data)
    return Attachment.objects.create(
        name=checked.name,
        media_type=checked.kind.media_type,
        size=len(checked.data),
        digest=f"sha256:{digest}",
        seat=by.seat,
        **belongs,
    )


def put_away(path: str, data: bytes) -> None:
    """The same content is kept once; what a broken write left behind is replaced."""
    if default_storage.exists(path):
        if default_storage.size(path) == len(data):
            return
        default_storage.delete(path)
    default_storage.save(path, ContentFile(data))


def place(digest: str) -> str:
    bare = digest.rpartition(":")[2]
    return f"{FOLDER}/{bare[:2]}/{bare}"


def content(attachment: Attachment) -> File[bytes]:
    """The stored bytes, to be read once."""
    return default_storage.open(place(attachment.digest))


def copy_files(old: Draft, new: Draft) -> None:
    """A new wording starts with the annexes of the old one; a seal was under the old text."""
    annexes = old.files.filter(voided_at=None, purpose=Purpose.ANNEX)
    names = ("purpose", "name", "media_type", "size", "digest", "seat")
    Attachment.objects.bulk_create(
        Attachment(draft=new, **{name: getattr(file, name) for name in names}) for file in annexes
    )


def hand_in_files(proposal: Proposal, draft: Draft) -> None:
    """The draft's files become the case's, in place of those of an earlier wording."""
    earlier = proposal.files.filter(subject_type="", voided_at=None).exclude(draft=draft)
    earlier.update(voided_at=clock.now())
    for file in draft.files.filter(voided_at=None):
        file.proposal = proposal
        file.save(update_fields=["proposal"])
        proposal.case.tell("files", outline(file))


def outline(file: Attachment) -> dict[str, str]:
    """What the record says of a file."""
    return {"name": file.name, "digest": file.digest, "purpose": file.purpose}


def drop_files(draft: Draft) -> None:
    """With a draft that is thrown away go its files, as far as nothing else holds them."""
    digests = set(draft.files.values_list("digest", flat=True))
    draft.files.all().delete()
    for digest in digests:
        transaction.on_commit(partial(forget, digest))


@transaction.atomic
def forget(digest: str) -> None:
    alone(digest.rpartition(":")[2])
    if not Attachment.objects.filter(digest=digest).exists():
        default_storage.delete(place(digest))
