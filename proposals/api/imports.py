"""/api/v1/imports/: a table of old proposals is sent, looked through, and brought in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from common.api import Acts, ReadOnly
from common.bodies import as_form, fault
from common.refusals import Refusal
from common.tables import TableError
from members.api import seat_of
from members.api_actions import KEY, faults_of, pressed
from members.http import hand_of
from members.import_pages import refused_rows
from members.models import Job, Role
from members.receipts import press_of
from members.scopes import BEAR, scope
from members.services.jobs import has_room
from proposals import import_jobs
from proposals.forms_importing import ProposalsUpload

NAME = "imports"
STATES = [("waiting", "等待"), ("running", "正在核对"), ("ready", "可以导入"),
          ("imported", "已导入"), ("failed", "不能导入")]  # fmt: skip
SENT = inline_serializer(
    "Import",
    {
        "file": serializers.FileField(),
        "session": serializers.CharField(required=False),
        "archive": serializers.BooleanField(required=False),
    },
)
Fields = dict[str, serializers.Field[Any, Any, Any, Any]]
FAULT: Fields = {
    "row": serializers.IntegerField(),
    "field": serializers.CharField(),
    "reason": serializers.CharField(),
}
PREVIEW: Fields = {
    **{name: serializers.IntegerField() for name in ("new", "known", "faulty", "repeated")},
    **{
        name: serializers.ListField(child=serializers.CharField())
        for name in ("sessions", "categories", "bodies")
    },
    "faults": inline_serializer("ImportFault", FAULT, many=True),
}
REPORT: Fields = {name: serializers.IntegerField() for name in ("added", "known", "skipped")}
STAND = inline_serializer(
    "ImportJob",
    {
        "id": serializers.UUIDField(),
        "url": serializers.CharField(),
        "name": serializers.CharField(),
        "state": serializers.ChoiceField(STATES),
        "preview": inline_serializer("ImportPreview", PREVIEW, allow_null=True),
        "imported": inline_serializer("ImportReport", REPORT, allow_null=True),
        "detail": serializers.CharField(),
        "kept_until": serializers.DateTimeField(allow_null=True),
    },
)
CONFIRM = inline_serializer("ImportConfirm", {"skip_bad": serializers.BooleanField(required=False)})


class Importing:
    """For the committee's office, and to nobody but who sent the table."""

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        return (scope(NAME, BEAR),)

    def job(self, request: Request, uid: UUID) -> Job:
        job = Job.objects.visible_to(seat_of(request)).filter(uid=uid, kind=import_jobs.KIND)
        if found := job.first():
            return found
        raise Http404


class Imports(Importing, Acts):
    parser_classes = [MultiPartParser]

    @extend_schema(request={"multipart/form-data": SENT}, responses={202: STAND}, parameters=[KEY])
    def post(self, request: Request) -> HttpResponseBase:
        answer = pressed(request, {}, kept, status=202)
        answer["Location"] = answer.data["url"] if isinstance(answer, Response) else ""
        return answer


class OneImport(Importing, ReadOnly):
    """How far it is; what would come in, or came in."""

    @extend_schema(responses=STAND)
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        return Response(stand_of(self.job(request, uid)))


class ConfirmImport(Importing, Acts):
    """Bring it in: all of it, or nothing."""

    @extend_schema(request=CONFIRM, responses=STAND, parameters=[KEY])
    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        return pressed(request, {"uid": uid}, self.confirmed)

    def confirmed(
        self, request: Request, place: dict[str, Any], key: str
    ) -> tuple[dict[str, Any], str]:
        """Without a press of its own: a table bears many cases. The job is brought in once."""
        job, skip_bad = self.job(request, place["uid"]), told_to_skip(request.data)
        try:
            job = import_jobs.bring_in(job, by=hand_of(request._request), skip_bad=skip_bad)
        except ValidationError as refusal:
            raise refused(refusal) from None
        return stand_of(job) | {"preview": None}, f'"{job.uid}"'  # which was read before


def kept(request: Request, place: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
    seat, press = seat_of(request), press_of(seat_of(request), key)
    if seat.role != Role.OFFICE:
        raise PermissionDenied("只有提案委办公室可以导入")
    form = filled(request)
    file = form.cleaned_data["file"]
    data = file.read()
    try:
        import_jobs.must_be_readable(data)
    except TableError as refusal:
        raise Refusal("invalid-content", errors=[fault("file", str(refusal))]) from None
    if not has_room(seat, press):
        raise Refusal("too-many-requests", headers={"Retry-After": "60"})
    job = import_jobs.keep(seat, file.name[:80], data, form.options(), press=press)
    return stand_of(job), f'"{job.uid}"'


def filled(request: Request) -> ProposalsUpload:
    """Raises Refusal (422) with what is wrong where."""
    sent = as_form(request.data)
    form = ProposalsUpload(sent.words, sent.files, committee=seat_of(request).committee)
    strange = [fault(name, "没有这一项，请删去") for name in sent.names if name not in form.fields]
    if strange or not form.is_valid():
        raise Refusal("invalid-content", errors=strange or list(faults_of(form)))
    return form


def told_to_skip(told: Any) -> bool:
    """Raises Refusal (422) with what is wrong where."""
    if not isinstance(told, dict):
        raise Refusal("invalid-content", errors=[fault("", "请发送一个对象")])
    faults = [fault(name, "没有这一项，请删去") for name in told if name != "skip_bad"]
    skip_bad = told.get("skip_bad", False)
    if not isinstance(skip_bad, bool):
        faults.append(fault("skip_bad", "请填写 true 或 false"))
    if faults:
        raise Refusal("invalid-content", errors=faults)
    return bool(skip_bad)


def refused(refusal: ValidationError) -> Refusal:
    if refused_rows(refusal):
        rows = [fault("skip_bad", sentence) for sentence in refusal.messages]
        return Refusal("invalid-content", errors=rows[: import_jobs.FAULTS])
    if getattr(refusal, "code", "") == "wrong_state":
        return Refusal("wrong-state", "；".join(refusal.messages))
    return Refusal("not-yet", "；".join(refusal.messages))


def stand_of(job: Job) -> dict[str, Any]:
    told = job.told
    return {
        "id": str(job.uid),
        "url": reverse("api:import", args=[job.uid]),
        "name": told["name"],
        "state": state_of(job),
        "preview": told.get("plan") if job.ended_at else None,
        "imported": told.get("report"),
        "detail": job.fault,
        "kept_until": job.kept_until.isoformat() if job.kept_until else None,
    }


def state_of(job: Job) -> str:
    if not job.ended_at:
        return "running" if job.beat_at else "waiting"
    if "report" in job.told:
        return "imported"
    return "ready" if "plan" in job.told else "failed"
