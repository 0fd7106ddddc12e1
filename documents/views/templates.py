"""文书模板: a committee's own Word files in place of the defaults."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from documents import services
from documents.cleaning import Facts
from documents.forms import UseTemplate
from documents.models import PaperTemplate
from documents.papers import KINDS, PAPERS, Paper
from documents.pdf import NoTypesetter
from documents.printing import printed, template_of
from documents.views.papers import kept
from members.doors import add_errors
from members.http import SeatRequired, hand_of
from members.workflow import KEEPERS


class KeeperPage(SeatRequired):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in KEEPERS:
            raise PermissionDenied("文书模板由提案委办公室和安全管理员维护")
        return super().dispatch(request, *args, **kwargs)

    @property
    def paper(self) -> Paper:
        found = PAPERS.get(self.kwargs["paper"])
        if found is None:
            raise Http404
        return found

    @property
    def own(self) -> dict[str, PaperTemplate]:
        """The committee's own templates by paper."""
        used = PaperTemplate.objects.visible_to(self.request.seat).in_use()
        used = used.defer("data").select_related("seat__user")
        return {one.paper: one for one in used}


class TemplateList(KeeperPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        own = self.own
        lines = [{"paper": paper, "own": own.get(code)} for code, paper in PAPERS.items()]
        return render(request, "documents/templates.html", {"lines": lines})


class TemplatePage(KeeperPage):
    """One paper: its template, its placeholders, a better file."""

    def get(self, request: HttpRequest, paper: str) -> HttpResponse:
        return self.show(UseTemplate())

    def post(self, request: HttpRequest, paper: str) -> HttpResponse:
        form = UseTemplate(request.POST, request.FILES)
        wanted, seat = self.paper, self.request.seat
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                services.use_template(seat.committee, wanted, by=hand_of(request), file=file)
            except ValidationError as refusal:
                add_errors(form, refusal)
            else:
                messages.success(request, f"{wanted.label}已改用新模板，请用示例核对")
                return redirect("documents:template", paper)
        return self.show(form, status=422)

    def show(self, form: UseTemplate, status: int = 200) -> HttpResponse:
        paper = self.paper
        names = list(placeholders(paper.example))
        context = {"form": form, "paper": paper, "own": self.own.get(paper.code), "names": names}
        return render(self.request, "documents/template.html", context, status=status)


def placeholders(example: Facts) -> Any:
    """How each value is written, and what it is in the example."""
    for name, value in example.items():
        if not isinstance(value, list):
            yield f"{{{{ {name} }}}}", str(value)
        elif isinstance(value[0], dict):
            inner = "、".join(f"{{{{ 项.{part} }}}}" for part in value[0])
            yield f"{{%p for 项 in {name} %}} … {{%p endfor %}}", f"逐项重复，项内可用 {inner}"
        else:
            yield f"{{%p for 项 in {name} %}} … {{%p endfor %}}", "逐项重复，项内可用 {{ 项 }}"


class TemplateFile(KeeperPage):
    """The template in use, to be changed and sent back."""

    def get(self, request: HttpRequest, paper: str) -> HttpResponse:
        wanted = self.paper
        data = template_of(self.request.seat.committee_id, wanted)
        return kept(data, wanted.file_name("模板", "docx"), "docx")


class Tried(KeeperPage):
    """The template in use, filled in with an invented case."""

    def get(self, request: HttpRequest, paper: str, form: str) -> HttpResponse:
        wanted = self.paper
        if form not in KINDS:
            raise Http404
        try:
            data = printed(wanted, wanted.example, self.request.seat.committee_id, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect("documents:template", paper)
        return kept(data, wanted.file_name("示例", form), form)


class DropTemplate(KeeperPage):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, paper: str) -> HttpResponse:
        wanted = self.paper
        try:
            services.drop_template(self.request.seat.committee, wanted, by=hand_of(request))
        except ValidationError as refusal:
            messages.error(request, "；".join(refusal.messages))
        else:
            messages.success(request, f"{wanted.label}已恢复默认模板")
        return redirect("documents:template", paper)
