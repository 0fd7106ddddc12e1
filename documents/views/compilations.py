"""提案汇编: asked for, watched, fetched by who asked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from documents import services
from documents.forms import AskCompilation
from documents.models import Compilation
from documents.papers import KINDS, PAPERS
from members.doors import add_errors
from members.http import SeatRequired, hand_of


class CommitteeOnly(SeatRequired):
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in PAPERS["compilation"].roles:
            raise PermissionDenied("提案汇编供提案委使用")
        return super().dispatch(request, *args, **kwargs)


class Compilations(CommitteeOnly):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(AskCompilation(seat=self.request.seat))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AskCompilation(request.POST, seat=self.request.seat)
        if form.is_valid():
            by = hand_of(request, press=form.cleaned_data["press"])
            try:
                wanted = services.ask_compilation(form.cleaned_data["session"], by=by)
            except ValidationError as refusal:
                add_errors(form, refusal)
            else:
                messages.success(request, f"正在生成{wanted}，可以离开本页，生成后会收到消息")
                return redirect("documents:compilations")
        return self.show(form, status=422)

    def show(self, form: AskCompilation, status: int = 200) -> HttpResponse:
        mine = Compilation.objects.visible_to(self.request.seat).select_related("session")
        context = {"form": form, "lines": mine}
        return render(self.request, "documents/compilations.html", context, status=status)


class CompilationFile(CommitteeOnly):
    def get(self, request: HttpRequest, uid: UUID, form: str) -> FileResponse:
        mine = Compilation.objects.visible_to(self.request.seat).select_related("session")
        found = get_object_or_404(mine, uid=uid)
        if form not in found.forms.split():
            raise Http404
        try:
            file = default_storage.open(found.place(form))
        except FileNotFoundError as gone:
            raise Http404("文件已到期删除，请重新生成") from gone
        name = PAPERS["compilation"].file_name(str(found.session), form)
        kind = KINDS[form].media_type
        answer = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
        answer["Cache-Control"] = "private, no-store"
        return answer
