"""Which line of the register a row of the members' roll is about."""

from __future__ import annotations

from collections import defaultdict

from common.tables import BadRow, Reading
from members.models import Member, Membership, Role, Seat, Term, User, chinese
from members.reading import MEMBER_COLUMNS, ReadMember
from members.services.roll_plans import Changed, Difference, RollPlan, differing, too_long

LABELS = {key: names[0] for key, names in MEMBER_COLUMNS.items()}
LIMITS = {
    "name": ("name", 40),
    "sector": ("sector", 40),
    "party": ("party", 20),
    "phone": ("phone", 20),
    "certificate": ("certificate", 20),
    "account": ("account", 60),
}


class Register:
    """The members of a committee as one term's roll needs them: a handful of queries in all."""

    def __init__(self, term: Term, reading: Reading[ReadMember]) -> None:
        self.term, self.reading = term, reading
        lines = Membership.objects.filter(
            registry__committee=term.committee_id,
            status=Membership.Status.SERVING,
            member__status=Member.Status.SERVING,
        )
        self.by_card: dict[str, Membership] = {}
        self.in_term: dict[int, Membership] = {}  # by member
        self.by_name: dict[tuple[str, str], list[Membership]] = defaultdict(list)
        for line in lines.select_related("member", "sector").order_by("term__starts_on"):
            if line.card:
                self.by_card[line.card] = line
            if line.term_id == term.pk:
                self.in_term[line.member_id] = line
                self.by_name[line.member.name, str(line.sector or "")].append(line)
        self.accounts = self.accounts_of_members()
        wanted = [row.account for row in reading.good if row.account]
        self.taken = set(
            User.objects.filter(username__in=wanted).values_list("username", flat=True)
        )
        self.tells_standing = any(row.standing for row in reading.good)

    def accounts_of_members(self) -> dict[int, str]:
        seats = Seat.objects.held().filter(role=Role.MEMBER, committee=self.term.committee_id)
        found = seats.exclude(member=None).values_list("member_id", "user__username")
        return {member: username for member, username in found if member is not None}

    def find(self, row: ReadMember) -> list[Membership]:
        """The line with the row's card number, else those of its name and sector."""
        if row.certificate and (line := self.by_card.get(row.certificate)):
            return [self.in_term.get(line.member_id, line)]
        same = self.by_name.get((row.name, row.sector), [])
        return [line for line in same if not (row.certificate and line.card)]

    def complaints(self, row: ReadMember, lines: list[Membership]) -> list[BadRow]:
        """What the register has against the row."""
        cells = [(LABELS[key], getattr(row, name), n) for key, (name, n) in LIMITS.items()]
        found = too_long(row.row, cells)
        if row.term and not self.is_term(row.term):
            found.append(BadRow(row.row, LABELS["term"], f"写的不是{self.term}，请核对。"))
        if len(lines) > 1:
            reason = f"名册中有 {len(lines)} 位同界别的“{row.name}”，请填写委员证号。"
            found.append(BadRow(row.row, LABELS["name"], reason))
        elif lines and lines[0].member.name != row.name:
            reason = f"“{row.certificate}”在名册中属于另一位委员，请核对。"
            found.append(BadRow(row.row, LABELS["certificate"], reason))
        return [*found, *self.about_account(row, lines)]

    def about_account(self, row: ReadMember, lines: list[Membership]) -> list[BadRow]:
        has = self.accounts.get(lines[0].member_id, "") if len(lines) == 1 else ""
        if not row.account or row.account == has:
            return []
        if has:
            return [BadRow(row.row, LABELS["account"], f"该委员已有账号“{has}”，请改正或留空。")]
        if row.account in self.taken:
            reason = f"账号“{row.account}”已有人使用，请换一个。"
            return [BadRow(row.row, LABELS["account"], reason)]
        return []

    def is_term(self, text: str) -> bool:
        bare = text.removeprefix("第").removesuffix("届")
        return bare in (chinese(self.term.ordinal), str(self.term.ordinal))

    def differences(self, row: ReadMember, line: Membership) -> tuple[Difference, ...]:
        """What the row says otherwise; an empty cell says nothing."""
        member = line.member
        standing = ("是" if row.standing else "否") if self.tells_standing else ""
        return differing(
            [
                (LABELS["gender"], member.gender, row.gender),
                (LABELS["party"], member.party, row.party),
                (LABELS["position"], member.employer, row.position),
                (LABELS["phone"], member.phone, row.phone),
                (LABELS["email"], member.email, row.email),
                (LABELS["sector"], str(line.sector or ""), row.sector),
                (LABELS["certificate"], line.card, row.certificate),
                (LABELS["standing"], "是" if line.standing else "否", standing),
                (LABELS["account"], self.accounts.get(member.pk, ""), row.account),
            ]
        )


def plan_members(term: Term, reading: Reading[ReadMember]) -> RollPlan[ReadMember]:
    """Sort the rows of a roll by what would become of them in that term."""
    register, bad = Register(term, reading), list(reading.bad)
    new: list[ReadMember] = []
    same: list[ReadMember] = []
    changed: list[Changed[ReadMember]] = []
    met: dict[int, int] = {}
    for row in reading.good:
        lines = register.find(row)
        complaints = register.complaints(row, lines) or twice(row, lines, met)
        bad += complaints
        if complaints:
            continue
        if not lines or lines[0].term_id != term.pk:
            new.append(row)
        elif differences := register.differences(row, lines[0]):
            changed.append(Changed(row, lines[0], differences))
        else:
            same.append(row)
    bad.sort(key=lambda one: one.row)
    sectors = missing_sectors(term, [*new, *(change.item for change in changed)])
    return RollPlan(tuple(new), tuple(changed), tuple(same), tuple(bad), sectors)


def twice(row: ReadMember, lines: list[Membership], met: dict[int, int]) -> list[BadRow]:
    """Two rows of a file that are about one and the same member."""
    if not lines or (first := met.setdefault(lines[0].member_id, row.row)) == row.row:
        return []
    return [BadRow(row.row, LABELS["name"], f"与第 {first} 行是名册中的同一位委员，请删去一行。")]


def missing_sectors(term: Term, rows: list[ReadMember]) -> tuple[str, ...]:
    here = set(term.sectors.values_list("name", flat=True))
    return tuple(dict.fromkeys(row.sector for row in rows if row.sector not in here))
