"""办实率 beside 办复率, 面商率 and 满意率: for a whole, by unit and by session."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.urls import reverse

from members.models import Seat, Session
from proposals.boards import Figure, Number, figures_of, numbers, sums
from proposals.ledger import promise_figures, promises_of
from proposals.models import Commitment
from proposals.report import Rate, ratio
from proposals.share_facts import in_session, shares_of, with_facts


class Ratio(NamedTuple):
    """part ÷ whole, both figures; of promises, or of shares."""

    code: str
    label: str
    part: str
    whole: str
    of_promises: bool = False


RATIOS = (
    Ratio("kept_rate", "办实率", "kept", "due", of_promises=True),
    Ratio("done_rate", "办复率", "done", "answering"),
    Ratio("met_rate", "面商率", "met", "to_meet"),
    Ratio("attitude_rate", "满意率（态度）", "attitude", "heard"),
    Ratio("result_rate", "满意率（结果）", "result", "heard"),
)
BOARD_RATIOS = (*RATIOS[2:], RATIOS[0])  # beside 已答复 of a board, which says what 办复 does
OF_PROMISES = ("all", "kept", "due")
OF_SHARES = ("done", "answering", "met", "to_meet", "attitude", "result", "heard")
Told = dict[str, Number]


class Ledger:
    """What a seat's promises and shares come to; two questions for each way of grouping."""

    def __init__(
        self,
        seat: Seat,
        session: Session | None,
        codes: Collection[str] = OF_SHARES,
        promised: Collection[str] = OF_PROMISES,
    ) -> None:
        self.seat, self.session = seat, session
        of_shares, of_promises = figures_of(seat.committee_id), promise_figures()
        self.shares = {code: of_shares[code] for code in codes}
        self.promises = {code: of_promises[code] for code in promised}

    def rows(self) -> Iterable[tuple[QuerySet[Any], dict[str, Figure]]]:
        promises: QuerySet[Any] = promises_of(self.seat)
        if self.session:
            promises = promises.filter(proposal__session=self.session)
        yield promises.order_by(), self.promises
        yield with_facts(in_session(shares_of(self.seat), self.session)).order_by(), self.shares

    def whole(self) -> Told:
        told: Told = {}
        for rows, figures in self.rows():
            told |= together(rows, figures)
        return told

    def by(self, key: str | Combinable) -> dict[Any, Told]:
        """By unit ("row"), session ("proposal__session") or a value, those that have any."""
        none = dict.fromkeys((*self.promises, *self.shares), Number(0, 0))
        value = F(key) if isinstance(key, str) else key
        told: dict[Any, Told] = {}
        for rows, figures in self.rows():
            for line in rows.values(bin=value).annotate(**sums(figures.values())):
                told.setdefault(line["bin"], dict(none)).update(numbers(line, figures.values()))
        return {pk: one for pk, one in told.items() if any(n.shares for n in one.values())}

    def url(self, code: str, *, of_promises: bool, **narrowed: Any) -> str:
        """The list that a number was counted from."""
        if self.session:
            narrowed.setdefault("session", self.session.pk)
        page = "proposals:ledger" if of_promises else "proposals:board_list"
        return f"{reverse(page)}?{urlencode({'figure': code} | narrowed)}"

    def cell(
        self, name: str, told: Told, one: Ratio, narrowed: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The rate, and the two numbers it is made of, each leading to its list."""
        if not told[one.whole].shares:
            return None
        known = self.promises if one.of_promises else self.shares
        parts = [
            {
                "text": told[code].shares,
                "url": self.url(code, of_promises=one.of_promises, **narrowed),
                "spoken": f"{name}，{known[code].label} {told[code].shares}",
            }
            for code in (one.part, one.whole)
        ]
        return {"text": rate_of(told, one), "parts": parts}

    def meaning(self, one: Ratio) -> str:
        known = self.promises if one.of_promises else self.shares
        part, whole = known[one.part], known[one.whole]
        told = f"{whole.label}是{whole.meaning}，{part.label}是{part.meaning}"
        return f"{part.label} ÷ {whole.label}；{told}"


def together(rows: QuerySet[Any], figures: dict[str, Figure]) -> Told:
    return numbers(rows.aggregate(**sums(figures.values())), figures.values())


def outcome_rates(seat: Seat, session: Session) -> list[Rate]:
    """For the report: each rate with what it is made of."""
    ledger = Ledger(seat, session)
    told = ledger.whole()
    return [
        Rate(one.label, rate_of(told, one), f"{made_of(told, one)}；{ledger.meaning(one)}")
        for one in RATIOS
    ]


def rate_of(told: Told, one: Ratio) -> str:
    return ratio(told[one.part].shares, told[one.whole].shares)


def made_of(told: Told, one: Ratio) -> str:
    return f"{told[one.part].shares}/{told[one.whole].shares}"


def desk_numbers(seat: Seat, session: Session, codes: Collection[str]) -> Told:
    """Figures of shares, and beside them what the same shares promised, in one question."""
    known = figures_of(seat.committee_id)
    figures = [known[code] for code in codes]
    promised = {code: promises_of_share(code) for code in OF_PROMISES}
    shares: Any = with_facts(in_session(shares_of(seat), session)).annotate(**promised)
    line = shares.aggregate(**sums(figures), **{f"p_{code}": Sum(code) for code in OF_PROMISES})
    counts = {code: line[f"p_{code}"] or 0 for code in OF_PROMISES}
    return numbers(line, figures) | {code: Number(n, n) for code, n in counts.items()}


def promises_of_share(code: str) -> Subquery:
    """How many of the share's promises the figure holds for."""
    theirs = Commitment.objects.filter(promise_figures()[code].holds, assignment=OuterRef("pk"))
    return Subquery(theirs.order_by().values("assignment").annotate(n=Count("pk")).values("n"))


def outcome_tile(session: Session, told: Told) -> dict[str, Any]:
    """办实率 for the desk, the other rates in small below it."""
    kept, *others = RATIOS
    beside = "　".join(f"{one.label} {rate_of(told, one)}" for one in others)
    return {
        "value": rate_of(told, kept),
        "label": f"办实率（{made_of(told, kept)}）",
        "note": beside,
        "url": f"{reverse('proposals:ledger_rates')}?session={session.pk}",
    }
