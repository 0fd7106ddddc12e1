"""One line of the review meeting's board: what is decided of a case, and what that needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from common.forms import STALE
from members.books import entries
from members.models import Entry
from proposals.forms.asking import text
from proposals.likeness import TARGETS
from proposals.models import Proposal, Recommendation, ReviewMeeting
from proposals.workflow import Action

CHOOSE = ("", "请选择")
VERBS = {
    Recommendation.FILE: Action.FILE,
    Recommendation.DECLINE: Action.DECLINE,
    Recommendation.MERGE: Action.MERGE,
}
LATER = ("", "暂不决定")


@dataclass
class Choices:
    """What all lines of a board choose from; read once."""

    grounds: Mapping[str, Entry] = field(default_factory=dict)
    dispositions: Mapping[str, Entry] = field(default_factory=dict)
    targets: Mapping[str, Proposal] = field(default_factory=dict)  # by label

    @classmethod
    def of(cls, meeting: ReviewMeeting) -> Choices:
        """Entries in force in the term; cases of the session that may absorb another."""
        place, term = meeting.committee_id, meeting.session.term_id
        books = (Entry.Book.GROUND, Entry.Book.DISPOSITION)
        grounds, ways = ({str(one.pk): one for one in entries(place, b, term)} for b in books)
        here = Proposal.objects.filter(committee=place, session=meeting.session_id)
        rows = here.filter(status__in=TARGETS).for_list().order_by("number", "receipt", "pk")
        return cls(grounds, ways, {one.label: one for one in rows})


class Line(forms.Form):
    """Nothing is decided of a case until a verb is chosen."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    verb = forms.ChoiceField(label="决定", required=False, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="不予立案理由", required=False)
    disposition = forms.ChoiceField(label="去向", required=False)
    target = forms.CharField(label="并入", required=False, max_length=20)
    note = text("告知提案人的理由", required=False, rows=2)

    def __init__(
        self, told: Any = None, *, choices: Choices, row: Proposal, initial: Any = None
    ) -> None:
        super().__init__(told, prefix=f"p{row.pk}", initial=initial)
        self.choices, self.row = choices, row
        verbs = [(str(verb), verb.label) for verb in VERBS.values()]
        self.offer("verb", [*verbs, LATER])
        self.offer("ground", [CHOOSE, *named(choices.grounds)])
        self.offer("disposition", [CHOOSE, *named(choices.dispositions)])
        self.fields["target"].widget.attrs.update(list="targets", autocomplete="off")
        self.fields[
            "target"
        ].help_text = "填收件号或案号，如“收件0012”；其他次会议的，请到该件页面办理"
        self.fields["note"].help_text = "提案人会看到这段话，请具体、客气"
        for name in ("ground", "disposition", "target", "note"):
            self.fields[name].needed = True  # type: ignore[attr-defined]

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        verb = told.get("verb")
        if verb == Action.DECLINE:
            self.needs(told, "ground", "请选择不予立案理由")
            self.needs(told, "disposition", "请选择去向")
        if verb == Action.MERGE and told.get("target", "").strip() not in self.choices.targets:
            self.add_error("target", "本次全体会议审查中或已立案的提案里没有这个号，请核对")
        return told

    def needs(self, told: dict[str, Any], name: str, why: str) -> None:
        if not told.get(name):
            self.add_error(name, why)

    @property
    def chosen(self) -> str:
        """What is chosen as the form stands; empty: not yet decided."""
        return str(self["verb"].value() or "")

    def faults(self) -> str:
        """All that is wrong with it, in one sentence."""
        return "；".join(str(one) for found in self.errors.values() for one in found)

    def told(self) -> dict[str, Any]:
        """What the service of the verb is called with."""
        said, pools = self.cleaned_data, self.choices
        if said["verb"] == Action.DECLINE:
            ground, way = pools.grounds[said["ground"]], pools.dispositions[said["disposition"]]
            return {"ground": ground, "disposition": way, "note": said["note"]}
        if said["verb"] == Action.MERGE:
            return {"target": pools.targets[said["target"].strip()]}
        return {}


def named(entries_: Mapping[str, Entry]) -> list[tuple[str, str]]:
    return [(pk, str(one)) for pk, one in entries_.items()]


def advised_of(row: Proposal) -> dict[str, str]:
    """The first review's advice as a line would say it."""
    verb = VERBS.get(Recommendation(row.recommendation)) if row.recommendation else None
    target = row.advised_into.label if row.advised_into else ""
    return {"verb": str(verb or ""), "target": target}
