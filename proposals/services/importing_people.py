"""First proposers of imported proposals: known members where that is certain, else placeholders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from members.models import Committee, Member, Membership, Session
from members.services import enter_member, registry_of
from proposals.reading import ReadProposal
from workflow.hand import Hand

NOBODY_NAMED = {
    "individual": "待补登委员（个人提案）",
    "joint": "待补登委员（联名提案）",
}


class People:
    """Who stands for the first proposer of each row; missing ones are entered as 待补登."""

    def __init__(
        self,
        committee: Committee,
        rows: Iterable[ReadProposal],
        sessions: Iterable[Session],
        by: Hand,
    ) -> None:
        rows = [row for row in rows if row.form != "collective"]
        self.serving = serving({first_name(row) for row in rows} - {""}, sessions)
        wanted = dict.fromkeys(name for row in rows for name in stand_ins(row))
        here = Member.objects.filter(
            registry__committee=committee, placeholder=True, name__in=wanted
        )
        self.placeholders = {member.name: member for member in here}
        self.committee, self.by = committee, by

    def first_proposer(self, row: ReadProposal, session: Session) -> Member:
        """The one member of that term with the name, else a placeholder: never a guess."""
        name = first_name(row)
        namesakes = self.serving.get((session.term_id, name), [])
        if len(namesakes) == 1:
            return namesakes[0]
        return self.placeholder(NOBODY_NAMED[row.form] if namesakes or not name else name)

    def placeholder(self, name: str) -> Member:
        if name not in self.placeholders:
            registry = registry_of(self.committee)
            self.placeholders[name] = enter_member(
                registry, by=self.by, name=name, placeholder=True
            )
        return self.placeholders[name]


def serving(names: set[str], sessions: Iterable[Session]) -> dict[tuple[int, str], list[Member]]:
    """Members by term and name, in the terms of these sessions."""
    found: dict[tuple[int, str], list[Member]] = defaultdict(list)
    terms = {session.term_id for session in sessions}
    if names:
        lines = Membership.objects.filter(
            term__in=terms, member__name__in=names, member__placeholder=False
        )
        for line in lines.select_related("member"):
            found[line.term_id, line.member.name].append(line.member)
    return found


def first_name(row: ReadProposal) -> str:
    """The first proposer's name; empty when the row lists none, or only those who joined."""
    only_joined = 1 < len(row.proposers) == row.co_signers
    return "" if only_joined or not row.proposers else row.proposers[0]


def stand_ins(row: ReadProposal) -> tuple[str, ...]:
    return NOBODY_NAMED[row.form], first_name(row)
