"""联名: whom to invite, until when, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet

from common.forms import STALE
from common.whole import wholes
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
        self.offer(could_sign(draft), q)
        self.initial.setdefault("deadline", usual_deadline(draft))

    def offer(self, free: QuerySet[Member], q: str) -> None:
        """The first thirty that fit are shown, and whoever was ticked before."""
        field: Any = self.fields["members"]
        fitting = list(found(free, q).values_list("pk", flat=True)[: SHOWN + 1])
        ticked = wholes(self["members"].value() or [])
        served = Prefetch("memberships", Membership.objects.select_related("sector"))
        listed = free.filter(pk__in=[*fitting[:SHOWN], *ticked]).prefetch_related(served)
        field.queryset = free if self.is_bound else listed
        field.widget.choices = [(one.pk, field.label_from_instance(one)) for one in listed]
        if len(fitting) > SHOWN:
            self["members"].help_text = f"符合的较多，只列出前{SHOWN}位，其余请在上面按姓名查找"


def found(free: QuerySet[Member], q: str) -> QuerySet[Member]:
    """Name or part of it, or the first letters of its pinyin."""
    words = q.strip().replace("\x00", "")
    return free.filter(Q(name__contains=words) | Q(initials__istartswith=words))


class AnswerInvitation(forms.Form):
    """The answer, and which wording it is about."""

    answer = forms.ChoiceField(choices=Invitation.Answer.choices, label="答复")
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
