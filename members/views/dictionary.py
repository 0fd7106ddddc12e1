"""词典: the pages on which a committee keeps its own words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from members import services
from members.dictionary import GRADE_NAMES, GRADE_SETS
from members.doors import add_errors
from members.forms_dictionary import WORDS, AdoptGrades, CopyBook, EntryForm, NewEntry
from members.http import SeatRequired, hand_of
from members.models import Entry
from members.place import RULES
from members.services.dictionary import WORDED, may_word, named
from members.workflow import KEEPERS

Book = Entry.Book


class KeeperPage(SeatRequired):
    """Only for whoever keeps the committee's dictionaries."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in KEEPERS:
            raise PermissionDenied("词典由提案委办公室和安全管理员维护")
        return super().dispatch(request, *args, **kwargs)

    def entry(self, pk: int) -> Entry:
        ours = Entry.objects.filter(committee=self.request.seat.committee_id)
        entry = get_object_or_404(ours.select_related("committee", "term"), pk=pk)
        if not all(may_word(self.request.seat, entry)):
            raise PermissionDenied("这条规则由安全管理员设定")
        return entry


class Dictionary(KeeperPage):
    """All books; the chosen one line by line."""

    def get(self, request: HttpRequest) -> HttpResponse:
        book = (
            Book(request.GET["book"]) if request.GET.get("book") in Book.values else Book.CATEGORY
        )
        lines = Entry.objects.filter(committee=self.request.seat.committee_id, book=book)
        lines = lines.select_related("term").order_by("retired_on", "term", "position", "id")
        may = may_word(self.request.seat, *lines)
        context = {
            "book": book,
            "books": [
                {"label": one.label, "url": f"?book={one}", "current": one == book} for one in Book
            ],
            "lines": [
                {"entry": line, "shown": named(line), "may": allowed}
                for line, allowed in zip(lines, may, strict=True)
            ],
            "words": WORDS if book == Book.WORD else (),
            "rules": RULES.values() if book == Book.RULE else (),
            "examples": GRADE_SETS_SHOWN if book == Book.GRADE else (),
        }
        return render(request, "members/dictionary.html", context)


class AddEntry(KeeperPage):
    def get(self, request: HttpRequest, book: str) -> HttpResponse:
        return self.show(book, NewEntry(book=known(book), seat=self.request.seat))

    def post(self, request: HttpRequest, book: str) -> HttpResponse:
        form = NewEntry(request.POST, book=known(book), seat=self.request.seat)
        if form.is_valid():
            try:
                services.add_entry(
                    self.request.seat.committee, by=hand_of(request), book=book, **form.told()
                )
            except ValidationError as refusal:
                add_errors(form, refusal)
            else:
                messages.success(request, "已新增词条")
                return redirect(page_of(book))
        return self.show(book, form, status=422)

    def show(self, book: str, form: NewEntry, status: int = 200) -> HttpResponse:
        title = f"新增{Book(book).label}"
        return page(self.request, form, title, book, "新增", status)


class EditEntry(KeeperPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self.entry(pk)
        known = {name: getattr(entry, name) for name in WORDED}
        return self.show(entry, EntryForm(initial=known, book=entry.book))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self.entry(pk)
        form = EntryForm(request.POST, book=entry.book)
        if form.is_valid():
            try:
                services.change_entry(entry, by=hand_of(request), **form.told())
            except ValidationError as refusal:
                add_errors(form, refusal)
            else:
                messages.success(request, "已修改词条")
                return redirect(page_of(entry.book))
        return self.show(entry, form, status=422)

    def show(self, entry: Entry, form: EntryForm, status: int = 200) -> HttpResponse:
        title = f"修改{entry.get_book_display()}：{named(entry)}"
        return page(self.request, form, title, entry.book, "保存", status)


class RetireEntry(KeeperPage):
    """停用: one press; a second one changes nothing."""

    service, told = staticmethod(services.retire_entry), "已停用"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self.entry(pk)
        try:
            self.service(entry, by=hand_of(request))
        except ValidationError as refusal:
            messages.error(request, "；".join(refusal.messages))
        else:
            messages.success(request, f"{self.told}“{named(entry)}”")
        return redirect(page_of(entry.book))


class RestoreEntry(RetireEntry):
    """恢复使用 of one that was retired."""

    service, told = staticmethod(services.restore_entry), "已恢复使用"


class CopyPage(KeeperPage):
    """本册复制到另一届."""

    def get(self, request: HttpRequest, book: str) -> HttpResponse:
        self.title = f"复制{known(book).label}"
        return self.show(CopyBook(seat=self.request.seat))

    def post(self, request: HttpRequest, book: str) -> HttpResponse:
        self.title = f"复制{known(book).label}"
        form = CopyBook(request.POST, seat=self.request.seat)
        return self.carry_out(form) if form.is_valid() else self.show(form, status=422)

    def carry_out(self, form: CopyBook) -> HttpResponse:
        seat, book = self.request.seat, self.kwargs["book"]
        told = form.cleaned_data
        try:
            count = services.copy_book(seat.committee, by=hand_of(self.request), book=book, **told)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        messages.success(self.request, f"已复制{count}条到{told['to']}，可逐条修改")
        return redirect(page_of(book))

    def show(self, form: CopyBook, status: int = 200) -> HttpResponse:
        return page(self.request, form, self.title, self.kwargs["book"], "复制", status)


class AdoptPage(KeeperPage):
    """采用示例: the grades as another place defines them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = {"example": request.GET.get("example", "")}
        return self.show(AdoptGrades(initial=asked, seat=self.request.seat))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AdoptGrades(request.POST, seat=self.request.seat)
        if not form.is_valid():
            return self.show(form, status=422)
        seat, told = self.request.seat, form.cleaned_data
        try:
            count = services.adopt_grades(seat.committee, by=hand_of(request), **told)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        name = GRADE_NAMES[form.cleaned_data["example"]]
        messages.success(request, f"已采用{name}，新增或改动{count}条")
        return redirect(page_of(Book.GRADE))

    def show(self, form: AdoptGrades, status: int = 200) -> HttpResponse:
        return page(self.request, form, "采用示例", Book.GRADE, "采用", status)


GRADE_SETS_SHOWN = [
    {"code": code, "name": GRADE_NAMES[code], "lines": lines} for code, lines in GRADE_SETS.items()
]


def known(book: str) -> Entry.Book:
    if book not in Book.values:
        raise Http404
    return Book(book)


def page_of(book: str) -> str:
    return f"{reverse('dictionary')}?book={book}"


def page(
    request: HttpRequest, form: Form, title: str, book: str, submit: str, status: int
) -> HttpResponse:
    context = {"form": form, "title": title, "back": page_of(book), "submit": submit}
    return render(request, "members/entry.html", context, status=status)
