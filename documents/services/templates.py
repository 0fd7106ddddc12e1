"""更换文书模板: a committee's own Word file for a paper, and back to the default."""

from __future__ import annotations

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File

from common import clock
from common.files import DOCX, clean_name
from documents.models import PaperTemplate
from documents.papers import Paper
from members.models import Committee, Seat
from members.services import registry_of
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand


def use_template(
    committee: Committee, paper: Paper, *, by: Hand, file: File[bytes]
) -> PaperTemplate:
    """The file takes the place of the one before; what is wrong with it is said at `file`."""
    from documents.checking import MOST, TemplateFault, checked  # with Word's libraries

    seat = by.seat
    if not isinstance(seat, Seat):
        raise PermissionDenied("模板须由人员上传")
    if (file.size or 0) > MOST:
        raise ValidationError({"file": "模板超过 2 MB，请压缩其中的图片后再传。"})
    name = clean_name(file.name or "", DOCX)
    try:
        data = checked(file.read(), name, paper.example)
    except TemplateFault as fault:
        raise ValidationError({"file": str(fault)}) from fault
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    told = {"paper": paper.code, "name": name, "digest": digest}
    words = f"{paper.label}改用模板：{name}"
    with REGISTRY.moving(
        registry_of(committee), RegistryAction.TEMPLATE, by=by, note=words
    ) as registry:
        registry.case.tell("template", told)
        put_aside(committee, paper)
        return PaperTemplate.objects.create(
            committee=committee, paper=paper.code, name=name, data=data, digest=digest, seat=seat
        )


def drop_template(committee: Committee, paper: Paper, *, by: Hand) -> None:
    """恢复默认模板: the committee's own one is put aside, if it has one."""
    words = f"{paper.label}恢复默认模板"
    with REGISTRY.moving(
        registry_of(committee), RegistryAction.TEMPLATE, by=by, note=words
    ) as registry:
        if not put_aside(committee, paper):
            raise ValidationError("正在使用默认模板，不需要恢复")
        registry.case.tell("template", {"paper": paper.code, "name": ""})


def put_aside(committee: Committee, paper: Paper) -> int:
    used = PaperTemplate.objects.in_use().filter(committee=committee, paper=paper.code)
    return used.update(dropped_at=clock.now())
