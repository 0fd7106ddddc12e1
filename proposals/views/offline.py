"""线下登记: the register of matters that may not be entered."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members.doors import ActionView, Door, add_errors
from members.http import hand_of
from members.models import Role, Seat, Session
from proposals import forms, services
from proposals.doors import OFFLINE_DOORS
from proposals.models import OfflineMatter
from proposals.views.meetings import NO_SESSION, CommitteePage
from workflow.hand import Hand


def registered(seat: Seat, told: dict[str, Any], by: Hand) -> OfflineMatter:
    """A matter of the session that runs, with what may be told of it."""
    session = Session.objects.current(seat.committee)
    if session is None:
        raise ValidationError(NO_SESSION)
    return services.register_offline(session, by=by, **told)


class OfflineList(CommitteePage):
    """What is registered, and the form for one more."""

    roles = (Role.OFFICE,)
    only_for = "线下事项由提案委办公室登记"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(forms.RegisterOffline())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.RegisterOffline(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            registered(self.request.seat, form.cleaned_data, hand_of(request))
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        messages.success(request, "已登记线下事项")
        return redirect("proposals:offline")

    def show(self, form: forms.RegisterOffline, status: int = 200) -> HttpResponse:
        seen = OfflineMatter.objects.visible_to(self.request.seat)
        matters = seen.select_related("case", "session")[:100]
        context = {"form": form, "matters": matters}
        return render(self.request, "proposals/offline.html", context, status=status)


class OfflinePage(CommitteePage):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        matter = offline_matter(self.request.seat, uid)
        may_close = OFFLINE_DOORS["close_offline"].offered(self.request.seat, matter)
        context = {"matter": matter, "may_close": may_close}
        return render(request, "proposals/offline_matter.html", context)


class OfflineAction(ActionView):
    doors: ClassVar[dict[str, Door]] = OFFLINE_DOORS

    def get_row(self) -> Any:
        return offline_matter(self.request.seat, self.kwargs["uid"])

    def page_of(self, row: Any) -> str:
        return row.get_absolute_url()  # type: ignore[no-any-return]


def offline_matter(seat: Any, uid: UUID) -> OfflineMatter:
    visible = OfflineMatter.objects.visible_to(seat).select_related("case", "session")
    return get_object_or_404(visible, case__uid=uid)
