"""起草 and 代录 from Word: files are read, looked over, and become drafts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from common.files import FileError
from members.http import OfRoles, hand_of
from proposals import services
from proposals.forms.word import MOST_FILES, Recognised, WordFiles
from proposals.matching_word import Registers, initial_of
from proposals.models import Draft
from proposals.reading_word import Found, read_word
from proposals.services.drafting import NO_WRITER, WRITERS

Sheets = formset_factory(Recognised, extra=0, max_num=MOST_FILES, absolute_max=MOST_FILES)
OTHERS = (("sector", "界别"), ("phone", "联系电话"), ("cosigners", "联名人"))


class FromWord(OfRoles):
    roles, refusal = WRITERS, NO_WRITER

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(WordFiles())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "sheets-TOTAL_FORMS" in request.POST:
            return self.keep()
        form = WordFiles(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form, status=422)
        found, refused = read_all(form.cleaned_data["papers"])
        if not found:
            for refusal in refused:
                form.add_error("papers", refusal)
            return self.ask(form, status=422)
        initial = [initial_of(one, self.registers) | {"name": one.name} for one in found]
        sheets = Sheets(initial=initial, prefix="sheets", form_kwargs={"registers": self.registers})
        return self.preview(sheets, found, refused)

    @cached_property
    def registers(self) -> Registers:
        return Registers.of(self.request.seat)

    def keep(self) -> HttpResponse:
        """Each sheet that is ticked becomes a draft; one fault and none does."""
        known = {"registers": self.registers}
        sheets = Sheets(self.request.POST, prefix="sheets", form_kwargs=known)
        wanted = [one for one in sheets.forms if one["take"].value()]
        if not sheets.management_form.is_valid() or not wanted:
            messages.warning(self.request, "没有勾选要存为草稿的提案")
            return redirect("proposals:word")
        if [one for one in wanted if not one.is_valid()]:
            return self.preview(sheets, [], [], status=422)
        by = hand_of(self.request)
        with transaction.atomic():
            drafts = [services.draft_as_read(by=by, **sheet.told()) for sheet in wanted]
        return self.kept(drafts)

    def kept(self, drafts: list[Draft]) -> HttpResponse:
        if len(drafts) == 1:
            messages.success(self.request, "已存为草稿，尚未提交，请核对后提交")
            return redirect(reverse("proposals:draft", args=[drafts[0].uid]))
        messages.success(self.request, f"已存为{len(drafts)}件草稿，尚未提交，请逐件核对后提交")
        return redirect("proposals:drafts")

    def ask(self, form: WordFiles, status: int = 200) -> HttpResponse:
        return render(self.request, "proposals/word.html", {"form": form}, status=status)

    def preview(
        self, sheets: Any, found: list[Found], refused: list[str], status: int = 200
    ) -> HttpResponse:
        told = [*found, *[None] * (len(sheets.forms) - len(found))]
        pairs = [(form, one, asides(one)) for form, one in zip(sheets.forms, told, strict=True)]
        context = {"sheets": sheets, "pairs": pairs, "refused": refused}
        return render(self.request, "proposals/word_preview.html", context, status=status)


def read_all(files: list[Any]) -> tuple[list[Found], list[str]]:
    """What can be read, and of the others why not."""
    found, refused = [], []
    for file in files:
        try:
            found.append(read_word(file.read(), file.name))
        except FileError as refusal:
            refused.append(f"{file.name}：{refusal}")
    return found, refused


def asides(found: Found | None) -> list[tuple[str, str]]:
    """What the file says besides, which a draft does not hold."""
    said = found.said if found else {}
    return [(label, said[name]) for name, label in OTHERS if said.get(name)]
