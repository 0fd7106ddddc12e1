"""The one shape of a page that does something to a row: parse, call a service, show the row."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet, TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict

from common.forms import STALE, written
from common.logs import bind_case
from members.http import SeatRequired, came_from, hand_of
from members.models import Seat
from members.words import said_of
from workflow.models import Audience, Event
from workflow.procedure import AlreadyDone, Procedure
from workflow.telling import Entry, entry

CONFLICTS = ("stale", "wrong_state")


class ActionForm(forms.Form):
    """What a verb needs to be told. Knows the row and the seat, to offer only what fits them."""

    lead = ""  # above the button: what follows from it
    kept = False  # whether the browser keeps it, with its files, until it has arrived

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, row: Any, seat: Seat, **kwargs: Any) -> None:
        fresh = {"press": uuid.uuid4(), "version": row.case.version}
        kwargs["initial"] = fresh | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.row, self.seat = row, seat
        self.fit()
        self.reword()

    def fit(self) -> None:
        """Narrow the choices to this row and seat."""

    def reword(self) -> None:
        """The committee's own words (会办, 协办 …) in all that the form says by itself."""
        self.lead = said_of(self.lead, self.row)
        for field in self.fields.values():
            field.label = field.label and said_of(str(field.label), self.row)
            field.help_text = said_of(str(field.help_text), self.row)
            field.error_messages = {
                code: said_of(str(text), self.row) for code, text in field.error_messages.items()
            }
            if type(field) is forms.ChoiceField:
                choices: Any = field.choices
                field.choices = [(value, said_of(str(label), self.row)) for value, label in choices]

    def arguments(self) -> dict[str, Any]:
        """What the service is called with."""
        told: dict[str, Any] = self.cleaned_data
        return {name: value for name, value in told.items() if name not in ("press", "version")}

    def continued(self) -> ActionForm | None:
        """The same form with more room, when that is what the person asked for."""
        return None

    def typed(self) -> list[dict[str, str]]:
        """What the person had written, to be kept for them."""
        return [
            {"label": str(bound.label), "value": written(bound)} for bound in self.visible_fields()
        ]


@dataclass(frozen=True)
class Door:
    """How people come to one verb: the form it needs and the service that carries it out."""

    action: TextChoices
    procedure: Procedure[Any, Any]
    form: type[ActionForm]
    service: Callable[..., Any]
    newborn: Callable[..., Any] | None = None  # for a verb that bears a part of the row
    of_seat: bool = False  # what is born depends on whose hand bears it
    main: bool = False
    danger: bool = False
    tells: bool = False  # show why it can't be done yet
    minds: bool = True  # what others did since its page was opened; a mere addition does not

    def subject(self, row: Any, seat: Seat | None = None) -> Any:
        if self.newborn is None:
            return row
        return self.newborn(row, seat) if self.of_seat else self.newborn(row)

    def permitted(self, seat: Seat, row: Any) -> bool:
        return self.procedure.moves[self.action].allowed(seat, self.subject(row, seat))

    def offered(self, seat: Seat, row: Any) -> bool:
        """Whether the table lets this seat do it to the row as it stands."""
        subject = self.subject(row, seat)
        move = self.procedure.moves[self.action]
        return subject.status in move.sources and move.allowed(seat, subject)

    def hindrance(self, row: Any, seat: Seat | None = None) -> str:
        return said_of(self.procedure.hindrance(self.subject(row, seat), self.action), row)

    def label(self, row: Any) -> str:
        """What the verb is called in the row's committee."""
        return said_of(self.action.label, row)


class ActionView(SeatRequired):
    """Show the form of a verb, hand it to the service, go back to the row."""

    doors: ClassVar[dict[str, Door]]
    template = "members/action.html"
    keeps: ClassVar[bool] = False  # only whoever keeps these rows comes here: the whole record

    def get_row(self) -> Any:
        """The row, if it exists for this seat; Http404 otherwise."""
        raise NotImplementedError

    def page_of(self, row: Any) -> str:
        """Where the row is shown."""
        raise NotImplementedError

    def onward(self, row: Any) -> str:
        """Where one goes on afterwards: back to where one came from, else to the row."""
        return came_from(self.request) or self.page_of(row)

    def back(self, row: Any) -> str:
        """Where one goes who leaves it."""
        return came_from(self.request) or self.page_of(row)

    def whose(self, row: Any) -> str:
        """Names the row in a message that is read elsewhere than on its page."""
        return "" if self.onward(row) == self.page_of(row) else f"：{row}"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        door, row = self.find()
        seat = self.request.seat
        if not door.offered(seat, row) or door.hindrance(row, seat):
            why = door.hindrance(row, seat) or f"现在不能{door.label(row)}"
            messages.warning(request, why + self.whose(row))
            return redirect(self.onward(row))
        return self.show(door, row, door.form(row=row, seat=self.request.seat))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        door, row = self.find()
        form = door.form(request.POST, self.files(), row=row, seat=self.request.seat)
        if more := form.continued():
            return self.show(door, row, more)
        if not form.is_valid():
            return self.show(door, row, form, status=422)
        seen = form.cleaned_data["version"] if door.minds else None
        by = hand_of(request, seen=seen, press=form.cleaned_data["press"])
        try:
            outcome = door.service(row, by=by, **form.arguments())
        except AlreadyDone:
            again = f"此前已{door.label(row)}{self.whose(row)}，这次没有再改"
            messages.success(request, again)
        except ValidationError as refusal:
            return self.refused(door, form, refusal)
        else:
            return self.done(door, row, outcome)
        return redirect(self.onward(row))

    def done(self, door: Door, row: Any, outcome: Any) -> HttpResponse:
        """It is carried out; outcome is what the service gave back."""
        messages.success(self.request, f"已{door.label(row)}{self.whose(row)}")
        return redirect(self.onward(row))

    def files(self) -> MultiValueDict[str, Any]:
        """What the form is given besides words."""
        return self.request.FILES

    def find(self) -> tuple[Door, Any]:
        """Unseen rows and unknown verbs do not exist (404); a verb not theirs is refused (403)."""
        row = self.get_row()
        bind_case(row.case.uid)
        door = self.doors.get(self.kwargs["action"])
        if door is None:
            raise Http404
        if not door.permitted(self.request.seat, row):
            raise PermissionDenied(f"您无权{door.label(row)}")
        return door, row

    def refused(self, door: Door, form: ActionForm, refusal: ValidationError) -> HttpResponse:
        if getattr(refusal, "code", None) in CONFLICTS:
            return self.conflict(door, form)
        add_errors(form, reworded(refusal, form.row))
        return self.show(door, form.row, form, status=422)

    def conflict(self, door: Door, form: ActionForm) -> HttpResponse:
        """Somebody was first: what they did, and what this person had written."""
        row = self.get_row()
        since = self.history(row).filter(version__gt=form.cleaned_data["version"])
        context = {
            "subject": str(row),
            "url": self.page_of(row),
            "again_url": self.request.path if door.offered(self.request.seat, row) else "",
            "changes": [of_place(entry(event), row) for event in since],
            "kept": form.typed(),
        }
        return render(self.request, "errors/409.html", context, status=409)

    def history(self, row: Any) -> QuerySet[Event]:
        """The part of the row's record that this seat may read, newest first."""
        events = Event.objects.filter(case=row.case.pk).order_by("-version")
        if not (self.keeps or self.request.seat.is_staff_of_committee):
            events = events.exclude(audience=Audience.INTERNAL)
        return events.select_related("seat__committee", "user")

    def about(self, row: Any) -> dict[str, Any]:
        """What else the page shows, so that one can decide."""
        return {}

    def show(self, door: Door, row: Any, form: ActionForm, status: int = 200) -> HttpResponse:
        context = {"door": door, "row": row, "form": form, "back": self.back(row)}
        context["verb"] = door.label(row)
        context |= self.about(row)
        return render(self.request, self.template, context, status=status)


def of_place(line: Entry, row: Any) -> Entry:
    """A line of a timeline, the verb as the row's committee calls it."""
    return line._replace(text=said_of(line.text, row))


def reworded(refusal: ValidationError, row: Any) -> ValidationError:
    """The same refusal in the committee's words."""
    if not hasattr(refusal, "error_dict"):
        return ValidationError([said_of(text, row) for text in refusal.messages])
    faults = refusal.message_dict.items()
    return ValidationError({name: [said_of(one, row) for one in them] for name, them in faults})


def add_errors(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put a service's refusal where the person looks: at its field, or above the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, faults in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)
