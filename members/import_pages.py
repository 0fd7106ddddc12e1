"""Importing a table in the browser: upload, preview, confirm. For the committee's office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from common import uploads
from common.tables import Table, TableError, read, template
from common.uploads import Upload
from members.forms_importing import Confirm, UploadForm
from members.http import SeatRequired
from members.models import Role

GONE = "预览已过期，请重新上传文件。"
SHOWN = 100  # lines of a kind in a preview; the rest is counted
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Listing(NamedTuple):
    """A kind of rows in a preview: all are counted, the first hundred are shown."""

    title: str
    lines: list[str]
    hint: str = ""
    bad: bool = False
    words: bool = False  # short ones, shown side by side

    @property
    def shown(self) -> list[str]:
        return self.lines[:SHOWN]

    @property
    def rest(self) -> int:
        return max(len(self.lines) - SHOWN, 0)


class Preview(NamedTuple):
    """What a table would do: figures for the head of the page, then the rows by kind."""

    figures: list[dict[str, Any]]
    listings: list[Listing]
    faulty: bool  # there are bad rows
    useful: bool  # there is something to bring in or to change


def listing(title: str, lines: Sequence[object], hint: str = "", **look: bool) -> Listing:
    return Listing(title, [str(line) for line in lines], hint, **look)


class ImportPage(SeatRequired):
    """One kind of table. Subclasses say how it is read, planned and carried out."""

    kind: ClassVar[str]  # also the name of its addresses
    title: ClassVar[str]
    what: ClassVar[str]  # a sentence on what comes in
    headers: ClassVar[Sequence[str]]
    example: ClassVar[Sequence[str]]
    notes: ClassVar[Sequence[str]] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role != Role.OFFICE:
            raise PermissionDenied("只有提案委办公室可以导入")
        return super().dispatch(request, *args, **kwargs)

    def parse(self, table: Table) -> Any:
        """The rows; raises TableError when the table is of another kind."""
        raise NotImplementedError

    def page(self, template_name: str, status: int = 200, **context: Any) -> HttpResponse:
        context |= {"title": self.title, "what": self.what, "upload_url": self.upload_url()}
        context["template_url"] = reverse(f"import_{self.kind}_template")
        return render(self.request, template_name, context, status=status)

    def upload_url(self) -> str:
        return reverse(f"import_{self.kind}")


class UploadPage(ImportPage):
    """Send a table; one that can't be used at all is refused here, with what to do."""

    form_class: type[UploadForm] = UploadForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(self.form_class(committee=self.request.seat.committee))

    def post(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        form = self.form_class(request.POST, request.FILES, committee=seat.committee)
        if not form.is_valid():
            return self.ask(form, status=422)
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            self.check(read(data))
        except TableError as refusal:
            form.add_error("file", str(refusal))
            return self.ask(form, status=422)
        upload = uploads.keep(
            request.session,
            data,
            kind=self.kind,
            owner=seat.pk,
            name=file.name,
            options=form.options(),
        )
        return self.onward(upload)

    def check(self, table: Table) -> None:
        """Raises TableError for a table that can't be used at all."""
        self.parse(table)

    def onward(self, upload: Upload) -> HttpResponse:
        return redirect(f"import_{self.kind}_preview", token=upload.token)

    def ask(self, form: UploadForm, status: int = 200) -> HttpResponse:
        return self.page(f"{self.folder()}/import.html", status, form=form)

    def folder(self) -> str:
        return "members"


@method_decorator(never_cache, name="dispatch")
class PreviewPage(ImportPage):
    """Look at what would come, then bring it in; pressing twice is one import."""

    form_class: type[Confirm] = Confirm

    def plan(self, rows: Any, upload: Upload) -> Preview:
        raise NotImplementedError

    def carry_out(self, rows: Any, upload: Upload, form: Confirm) -> Any:
        """Call the service; returns its report."""
        raise NotImplementedError

    def answer(self, report: Any) -> str:
        """What came in, in one sentence."""
        raise NotImplementedError

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.find(token)
        if upload is None or upload.done:
            return self.leave(upload)
        return self.show(upload, self.form_class())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        with uploads.alone(request.session, token):
            return self.confirm(request, token)

    def confirm(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.find(token)
        if upload is None or upload.done:
            return self.leave(upload)
        form = self.form_class(request.POST)
        form.is_valid()
        try:
            report = self.carry_out(self.rows(upload), upload, form)
        except ValidationError as refusal:
            if refused_rows(refusal):
                form.add_error("skip_bad", "文件中有误的行：请勾选跳过，或改正后重新上传。")
            else:
                form.add_error(None, refusal)
            return self.show(upload, form, status=422)
        return self.done(upload, report)

    def rows(self, upload: Upload) -> Any:
        """What the uploaded table says."""
        return self.parse(read(upload.read()))

    def more_of(self, upload: Upload) -> dict[str, Any]:
        """What else the preview shows."""
        return {}

    def find(self, token: str) -> Upload | None:
        session, seat = self.request.session, self.request.seat
        return uploads.find(session, token, kind=self.kind, owner=seat.pk)

    def leave(self, upload: Upload | None) -> HttpResponse:
        """It was brought in already, or there is nothing left to look at."""
        if upload is not None:
            messages.success(self.request, upload.done)
        else:
            messages.warning(self.request, GONE)
        return redirect(self.upload_url())

    def show(self, upload: Upload, form: Confirm, status: int = 200) -> HttpResponse:
        try:
            preview = self.plan(self.rows(upload), upload)
        except ValidationError as refusal:
            messages.error(self.request, "；".join(refusal.messages))
            return redirect(self.upload_url())
        if not preview.faulty:
            del form.fields["skip_bad"]
        context = {"upload": upload, "form": form, "preview": preview} | self.more_of(upload)
        return self.page("members/import_preview.html", status, **context)

    def done(self, upload: Upload, report: Any) -> HttpResponse:
        answer = self.answer(report)
        uploads.finish(self.request.session, upload, answer)
        messages.success(self.request, answer)
        return redirect(self.upload_url())


class TemplateFile(ImportPage):
    """The empty table to fill in, as XLSX."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(
            template(self.headers, [self.example], self.notes), content_type=SPREADSHEET
        )
        response["Content-Disposition"] = f'attachment; filename="{self.kind}.xlsx"'
        return response


def refused_rows(refusal: ValidationError) -> bool:
    errors = getattr(refusal, "error_list", ())
    return any(error.code == "bad_rows" for error in errors)
