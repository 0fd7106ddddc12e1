"""What the verbs of a year's list of key proposals ask."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, When

from common import clock
from common.forms import STALE
from deadlines.defaults import Kind
from members import forms_named
from members.books import entries
from members.doors import ActionForm
from members.models import Entry, Organisation, Seat, Session
from proposals.debts_keys import usual_day
from proposals.forms.asking import text
from proposals.forms.key_asking import by_number, day, files, offer
from proposals.models import Candidate, KeyProposal
from proposals.models import Score as Points
from proposals.services.key_lists import MOST_WANTED, listed

USUALLY = 10  # as a prefecture chooses a year
USUAL = Q(kind__in=(Organisation.Kind.PARTY, Organisation.Kind.SPECIAL))  # asked most often


class NewKeyList(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE, initial=uuid4)
    session = forms_named.Session(Session.objects.none(), label="会议", empty_label=None)
    name = forms.CharField(label="名称", max_length=80)
    wanted = forms.IntegerField(
        label="拟定件数", min_value=1, max_value=MOST_WANTED, initial=USUALLY
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "session", Session.objects.filter(term__committee=seat.committee_id))
        current = Session.objects.current(seat.committee)
        self.initial.setdefault("session", current)
        self.initial.setdefault("name", f"{current or ''}重点提案")


class Shortlist(ActionForm):
    proposals = by_number("案号")
    reasons = text("入选理由", required=False, help_text="几件一起列入的，理由可以之后逐件填写")

    def fit(self) -> None:
        self.fields["proposals"].session = self.row.session  # type: ignore[attr-defined]
        criteria = criteria_of(self.row)
        if criteria:
            told = "；".join(str(one) for one in criteria)
            self.fields["reasons"].help_text = f"遴选标准：{told}"


def criteria_of(row: Any) -> list[Entry]:
    """The place's criteria in the term of the list."""
    return list(entries(row.case.committee_id, Entry.Book.KEY, row.session.term_id))


class AskAdvice(ActionForm):
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="征求意见的单位", widget=forms.CheckboxSelectMultiple
    )
    due_on = day("反馈期限")
    note = text("说明", required=False)

    def fit(self) -> None:
        asked = self.row.advices.exclude(status="lapsed").values("organisation")
        ours = Organisation.objects.filter(committee=self.row.case.committee_id)
        known = ours.filter(placeholder=False).exclude(pk__in=asked)
        first = Case(When(USUAL, then=0), default=1)
        offer(self, "organisations", known.order_by(first, "kind", "name"))
        self.initial.setdefault("due_on", usual_day(self.row.case.committee_id, Kind.KEY_ADVISE))


class CandidateChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Candidate) -> str:
        return str(row)


class GiveAdvice(ActionForm):
    favours = CandidateChoice(Candidate.objects.none(), label="赞成列为重点的", required=False)
    text = text("意见", rows=6, help_text="赞成哪些、为什么，还有什么建议")
    files = files()

    def fit(self) -> None:
        offer(self, "favours", listed(self.row.keylist).select_related("proposal"))


class Score(ActionForm):
    reasons = text("入选理由", required=False)

    def fit(self) -> None:
        """One field for each criterion that gives points."""
        self.initial.setdefault("reasons", self.row.reasons)
        known = dict(self.row.scores.values_list("criterion", "points"))
        criteria = criteria_of(self.row.keylist)
        self.criteria = [one for one in criteria if one.points]
        if not self.criteria:
            named = "、".join(map(str, criteria)) or "尚未登记"
            self.lead = f"遴选标准：{named}。要逐项打分的，先在词典“遴选标准”中写明分值。"
        for one in self.criteria:
            self.fields[f"c{one.pk}"] = forms.IntegerField(
                label=f"{one}（{one.points}分）",
                min_value=0,
                max_value=one.points,
                initial=known.get(one.pk),
                help_text=one.meaning,
            )

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {
            "reasons": told["reasons"],
            "scores": {one: told[f"c{one.pk}"] for one in self.criteria},
        }


class WeighedChoice(CandidateChoice):
    """With what speaks for each of them, the best first."""

    def label_from_instance(self, row: Any) -> str:
        told = [f"得分{row.total}"] if row.total is not None else []
        told += [f"{row.voices}个单位赞成"] if row.voices else []
        return f"{row}（{'，'.join(told)}）" if told else str(row)


def weighed(row: Any) -> Any:
    points = Points.objects.filter(candidate=OuterRef("pk")).order_by().values("candidate")
    voices = Count("favoured_by", filter=Q(favoured_by__status="given"), distinct=True)
    total = Subquery(points.annotate(n=Sum("points")).values("n"))
    known = listed(row).select_related("proposal__case").annotate(total=total, voices=voices)
    return known.order_by(F("total").desc(nulls_last=True), "-voices", "proposal__number", "pk")


class FixList(ActionForm):
    chosen = WeighedChoice(Candidate.objects.none(), label="列为重点提案的")
    fixed_by = forms.CharField(
        label="审定会议", max_length=80, help_text="如：十一届政协第二十次主席会议"
    )
    minutes_number = forms.CharField(label="会议纪要文号", max_length=40)
    fixed_on = day("审定日期", initial=clock.today)
    note = text("说明", required=False)
    files = files("会议纪要")

    def fit(self) -> None:
        offer(self, "chosen", weighed(self.row))


class KeyChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: KeyProposal) -> str:
        return f"{row.proposal.label}《{row}》"


class AmendList(ActionForm):
    lead = "名单已经审定，更正须有依据；原名单保留在经过中。"
    added = by_number("增列", required=False)
    removed = KeyChoice(KeyProposal.objects.none(), label="调出", required=False)
    note = text("更正的理由和依据")
    files = files("依据")

    def fit(self) -> None:
        self.fields["added"].session = self.row.session  # type: ignore[attr-defined]
        kept = self.row.keys.filter(status__in=KeyProposal.STANDING)
        offer(self, "removed", kept.select_related("proposal", "case__committee"))
