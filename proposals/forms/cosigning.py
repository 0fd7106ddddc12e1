"""联名: whom to invite, until when, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet

from common import clock
from common.forms import STALE
from members.models import Member, Membership
from proposals.models import Draft, Invitation
from proposals.services.cosigning import could_sign, usual_deadline

SHOWN = 30


class Colleagues(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Members to choose from, each with sector and work, for there are namesakes."""

    def label_from_instance(self, member: Any) -> str:
        served = member.memberships.all()
        sector = next((one.sector.name for one in served if one.sector), "")
        return "　".join(filter(None, (member.name, sector, member.employer)))


class Invite(forms.Form):
    """Members found by name or pinyin initials, and the deadline for their answer."""

    members = Colleagues(
        Member.objects.none(),
        label="受邀委员",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请先选择要邀请的委员"},
    )
    deadline = forms.DateTimeField(
        label="联名截止时间",
        required=False,
        help_text="到时未答复的不计入联名；不填则到大会提案截止，大会以后为7日",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, draft: Draft, q: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = could_sign(draft)
        self.fields["members"].queryset = free if self.is_bound else found(free, q)  # type: ignore[attr-defined]
        self.initial.setdefault("deadline", usual_deadline(draft))


def found(free: QuerySet[Member], q: str) -> QuerySet[Member]:
    """Name or part of it, or the first letters of its pinyin; the first thirty."""
    words = q.strip().replace("\x00", "")
    fitting = free.filter(Q(name__contains=words) | Q(initials__istartswith=words))
    served = Prefetch("memberships", Membership.objects.select_related("sector"))
    return free.filter(pk__in=list(fitting.values_list("pk", flat=True)[:SHOWN])).prefetch_related(
        served
    )


class AnswerInvitation(forms.Form):
    """The answer, and which wording it is about."""

    answer = forms.ChoiceField(choices=Invitation.Answer.choices, label="答复")
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)


def still_open(invitation: Invitation) -> bool:
    return (
        invitation.withdrawn_at is None
        and invitation.draft.submitted_at is None
        and invitation.deadline >= clock.now()
    )
