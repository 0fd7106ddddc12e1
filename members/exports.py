"""接口导出: the list of a kind as a file, made by a worker for who does not wait for it."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import IO, Any, cast
from urllib.parse import urlencode

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django_filters import FilterSet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from common.refusals import Refusal
from common.written import Lines
from members.api import granted
from members.api_rows import Rows
from members.models import Job, Seat
from members.services.jobs import RUNNERS, Beat

KIND = "api"  # of its jobs
AT_A_TIME = 500  # rows
LOST = "已没有读取权限，或者查找项已不存在；请核对权限和查找项后重新导出"


class List:
    """The list of a kind, read with its conditions by somebody who is not waiting for it."""

    def __init__(self, request: Request, kind: str, query: dict[str, str]) -> None:
        """Raises Http404 where there is no such list."""
        try:
            found = getattr(resolve(f"/api/v1/{kind}/").func, "cls", object)
        except Resolver404:
            raise Http404 from None
        if not (isinstance(found, type) and issubclass(found, Rows)):
            raise Http404
        self.view: Any = found()
        self.view.action, self.view.format_kwarg, self.view.kwargs = "list", None, {}
        self.view.request = self.request = quiet(request, query)

    def check_scopes(self) -> None:
        """Raises Refusal for what the client may not read (any more)."""
        if not all(granted(self.request, one) for one in self.view.scopes_for(self.request)):
            raise Refusal("insufficient-scope")

    def rows(self) -> Any:
        """Raises ValidationError for a condition that is none."""
        return self.view.filter_queryset(self.view.get_queryset()).order_by("pk")

    def filters(self) -> FilterSet:
        """What it may be looked up by, for who asks here."""
        kind: type[FilterSet] = self.view.filterset_class
        return kind({}, queryset=self.view.queryset, request=self.request)

    def lines(self) -> Lines:
        lines: Lines = self.view.lines(self.rows())
        return lines

    def still_seen(self, keys: list[int]) -> set[int]:
        return set(self.view.rows().filter(pk__in=keys).values_list("pk", flat=True))


def quiet(request: Request, query: dict[str, str]) -> Request:
    """The same asker, asking for that list."""
    plain = HttpRequest()
    plain.method, plain.GET = "GET", QueryDict(urlencode(query))
    plain.seat, plain.client = request.seat, getattr(request, "client", None)  # type: ignore[attr-defined]
    asking = Request(plain)
    asking.user, asking.auth = request.user, request.auth
    return asking


class Standing:
    """Who asked, as they stand now: a client has its scopes only as far as both sides agree."""

    def __init__(self, seat: Seat, scope: str) -> None:
        self.seat, self.user = seat, seat.user
        self.client, self.auth, self.scope = getattr(seat, "client", None), self, scope


def run(job: Job, beat: Beat) -> None:
    """Write every row on a line, behind its key, by which it is looked at again when fetched."""
    standing = cast("Request", Standing(job.seat, job.told["scope"]))
    wanted = List(standing, job.told["list"], job.told["query"])
    try:
        wanted.check_scopes()
        wanted.rows()
    except (Refusal, ValidationError):
        job.fault = LOST
        return
    with TemporaryFile() as file:
        job.total = write(wanted, file, beat)
        file.seek(0)
        default_storage.delete(job.place)
        default_storage.save(job.place, File(file))
    job.file = f"{job.told['list']}.ndjson"


def write(wanted: List, file: IO[bytes], beat: Beat) -> int:
    """How many rows; in steps, each as long as it takes to read some hundred."""
    last, done = 0, 0
    while lines := wanted.lines().filter(pk__gt=last)[:AT_A_TIME]:
        file.writelines(b"%d\t%s\n" % line for line in lines)
        beat(done := done + len(lines), [])
        last = lines[-1].key
    return done


def offer() -> None:
    RUNNERS[KIND] = run
