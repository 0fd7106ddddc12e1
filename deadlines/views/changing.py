"""A page that asks, shows what would move, and makes the change when it is confirmed."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from deadlines.changes import Change, foresee, make
from deadlines.forms import ALL, ChangeForm
from members.doors import add_errors
from members.http import SeatRequired, hand_of
from members.models import Seat
from workflow.procedure import AlreadyDone

CONFIRM = "confirm"


class ChangePage(SeatRequired):
    """One form; sent once it is looked at, sent again with `confirm` it is made."""

    form_class: ClassVar[type[ChangeForm]] = ChangeForm
    template: ClassVar[str] = "deadlines/change.html"
    place: ClassVar[str]  # what `back` leads to
    refusal: ClassVar[str]
    asked = False  # whether the answers are still open on the confirming page

    def allowed(self, seat: Seat) -> bool:
        raise NotImplementedError

    def changes(self, told: dict[str, Any]) -> list[Change]:
        """What the answers mean."""
        raise NotImplementedError

    def title(self) -> str:
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        return {}

    def besides(self) -> dict[str, Any]:
        """What else the form has to know."""
        return {}

    def about(self) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and not self.allowed(seat):
            raise PermissionDenied(self.refusal)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            changes = self.changes(form.told())
            if CONFIRM not in request.POST:
                return self.preview(form, changes)
            self.make(form, changes)
        except AlreadyDone:
            messages.success(request, "此前已保存，这次没有再改")
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        return redirect(self.back())

    def form(self, *sent: Any) -> ChangeForm:
        given = {} if sent else {"initial": self.initial()}
        return self.form_class(*sent, seat=self.request.seat, **given, **self.besides())

    def make(self, form: ChangeForm, changes: list[Change]) -> None:
        by = hand_of(self.request, press=form.cleaned_data["press"])
        existing = form.cleaned_data.get("existing", ALL) == ALL
        works = make(*changes, by=by, existing=existing)
        after = "；未办结事项的期限正在逐件重新核定" if works else ""
        messages.success(
            self.request, f"已保存：{'；'.join(one.words() for one in changes)}{after}"
        )

    def preview(self, form: ChangeForm, changes: list[Change], status: int = 200) -> HttpResponse:
        context = {
            "title": self.title(),
            "back": self.back(),
            "place": self.place,
            "form": form,
            "words": [one.words() for one in changes],
            "seen": foresee(*changes),
            "only_new": form.cleaned_data.get("existing", ALL) != ALL,
            "asked": self.asked,
            **self.about(),
        }
        return render(self.request, "deadlines/preview.html", context, status=status)

    def show(self, form: ChangeForm, status: int = 200) -> HttpResponse:
        context = {"title": self.title(), "back": self.back(), "place": self.place, "form": form}
        return render(self.request, self.template, context | self.about(), status=status)


class AtOnce(ChangePage):
    """Where there is nothing to fill in first: the page begins with what would move."""

    def answers(self) -> dict[str, Any]:
        """What the form would say if it were sent as it is."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form({"press": uuid4(), "existing": ALL} | self.answers())
        if not form.is_valid():
            raise Http404
        try:
            return self.preview(form, self.changes(form.told()))
        except ValidationError as refusal:
            messages.warning(request, "；".join(refusal.messages))
            return redirect(self.back())

    def preview(self, form: ChangeForm, changes: list[Change], status: int = 200) -> HttpResponse:
        self.asked = True
        return super().preview(form, changes, status)

    def show(self, form: ChangeForm, status: int = 200) -> HttpResponse:
        """Refused: look at it again as it is now."""
        for name, words in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            told = "；".join(map(str, words))
            messages.error(self.request, f"{label}：{told}" if label else told)
        return redirect(self.request.path)
