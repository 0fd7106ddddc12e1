"""导出清单、后台任务: asking for a sheet, and watching what a worker does."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from common.exporting import StaleConditions
from common.forms import STALE
from common.narrowing import chips_of
from common.sheets import XLSX
from common.whole import wholes
from members.exports import KIND
from members.http import SeatRequired, hand_of
from members.models import Job
from members.services.sheets import AT_ONCE, name_of, take_sheet
from members.views.lists import OfList

EVERY, SHOWN = "every", "shown"
GONE = "筛选条件已不存在或写得不对，没有导出。请回列表去掉该条件，重新筛选后再导出"


class SheetForm(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    columns = forms.ChoiceField(
        label="栏目",
        choices=[(SHOWN, "列表现在的栏目"), (EVERY, "全部栏目")],
        widget=forms.RadioSelect,
        initial=SHOWN,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"press": uuid.uuid4()})


class TakeSheet(OfList):
    """The list under its conditions, to take away."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return self.form(SheetForm())

    def post(self, request: HttpRequest, name: str) -> HttpResponseBase:
        form = SheetForm(request.POST)
        if not form.is_valid():
            return self.form(form, 422)
        by = hand_of(request, press=form.cleaned_data["press"])
        keys = self.keys(form.cleaned_data["columns"])
        try:
            made = take_sheet(self.listing, self.request.seat, self.query, keys, self.picks, by=by)
        except (StaleConditions, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else GONE)
            return self.form(form, 422)
        if isinstance(made, Job):
            messages.success(request, "行数较多，正在后台导出；可以离开本页，做好后会收到消息")
            return redirect(made)
        return sent(made, name_of(self.listing))

    @property
    def picks(self) -> list[int]:
        """The ticked rows; none where all that match were asked for."""
        if "all" in self.request.GET:
            return []
        return wholes(self.request.GET.getlist(self.listing.pick))

    def keys(self, wanted: str) -> list[str]:
        if wanted == EVERY:
            return [one.key for one in self.listing.offered(self.request.seat)]
        return list(self.shelf.columns(self.view))

    def form(self, form: SheetForm, status: int = 200) -> HttpResponse:
        chips = chips_of(self.filters(self.query), self.query)
        context: dict[str, Any] = {"form": form, "chips": chips, "at_once": AT_ONCE}
        context["picked"] = len(self.picks)
        return self.show("sheet", context, status)


def sent(file: Any, name: str) -> FileResponse:
    """To be kept under its name by who asked, and by nobody on the way."""
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    answer["Cache-Control"] = "private, no-store"
    return answer


class Jobs(SeatRequired):
    """What one asked for lately."""

    def get(self, request: HttpRequest) -> HttpResponse:
        jobs = Job.objects.visible_to(self.request.seat)[:50]
        return render(request, "members/lists/jobs.html", {"jobs": jobs})


class OneJob(SeatRequired):
    def job(self) -> Job:
        return get_object_or_404(Job.objects.visible_to(self.request.seat), uid=self.kwargs["uid"])


class JobPage(OneJob):
    """How far it is, also after a reload."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        return render(request, "members/lists/job.html", {"job": self.job()})


class JobFile(OneJob):
    """Only to who asked for it, while they still hold the seat for which it was made.

    What was asked for through the API is fetched there: row by row it is looked at again.
    """

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponseBase:
        job = self.job()
        if not job.file:
            raise Http404
        if job.kind == KIND:
            return redirect("api:export-file", job.uid)
        try:
            return sent(default_storage.open(job.place), job.file)
        except FileNotFoundError as gone:
            raise Http404("文件已到期删除，请重新导出") from gone
