"""提案统计: what is counted of a session's proposals, shares and promises, and how.

Each figure is declared once; the list behind a number filters by the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from members.models import Committee, Entry, Role, Seat, Session, Unit
from proposals.boards import ANSWERING, SENT, SIGNED, Figure, figures_of
from proposals.ledger_rates import OF_PROMISES, OF_SHARES, RATIOS, Ledger, Ratio, Told
from proposals.models import Proposal
from proposals.querysets import FILED
from proposals.report import PENDING
from proposals.share_facts import in_session, shares_of, with_facts
from proposals.yearly_facts import REPLIED, Percentile, days, graded_by, with_year_facts
from proposals.yearly_groups import Group

Status = Proposal.Status
YEAR_SHARES = (*OF_SHARES, "to_sign", "in_time", "to_reply", "replied")
YEAR_RATIOS = (
    *RATIOS,
    Ratio("sign_rate", "按期签收率", "in_time", "to_sign"),
    Ratio("time_rate", "按期办复率", "replied", "to_reply"),
)
ALL = Q(pk__isnull=False)
GIVEN = "given"  # 承办
Counts = dict[str, int]


SHARES = (  # of proposals; the label names the convention
    Ratio("filed_rate", "立案率（按案件）", "filed", "received"),
    Ratio("counted_rate", "立案率（按提案）", "counted", "received"),
    Ratio("replied_rate", "办复率（政府称办结率）", "answered", "filed"),
    Ratio("closed_rate", "办结率（政协口径）", "closed", "filed"),
)
CAME = ("received", "filed", "merged", "declined", "withdrawn", "pending")
COURSE = ("filed", "answered", "closed")


def year_figures(committee: int) -> dict[str, Figure]:
    """All that can be counted of proposals; the grades are the committee's own."""
    grades = grades_of(committee)
    listed = (*came(), *course(), *graded(grades), *graded_now(grades), *steps())
    return {one.code: one for one in listed}


def came() -> tuple[Figure, ...]:
    return (
        Figure("received", "收到", "提交的提案，不论后来怎样处理", ALL),
        Figure("filed", "立案", "已立案，没有并入他案、没有撤案的", FILED),
        Figure("merged", "并入他案", "并入另一件提案的", Q(status=Status.MERGED)),
        Figure("counted", "视同立案", "立案的和并入他案的", FILED | Q(status=Status.MERGED)),
        Figure("declined", "不予立案", "转意见建议等处理的", Q(status=Status.DECLINED)),
        Figure("withdrawn", "撤案", "提案人撤回的", Q(status=Status.WITHDRAWN)),
        Figure("pending", "在审", "审查中或退回修改的",
               Q(status__in=(*PENDING, Status.SENT_BACK))),
    )  # fmt: skip


def course() -> tuple[Figure, ...]:
    return (
        Figure("answered", "办复", "各承办单位都已送达答复的；政府称办结", REPLIED),
        Figure("closed", "办结", "提案人反馈后或期满办结的；政协口径", Q(status=Status.CLOSED)),
        Figure("key", "重点提案", "审定为重点提案、没有调出的", Q(is_key=True)),
    )


def graded(grades: dict[str, str]) -> list[Figure]:
    how = "办复的，认定类别为{}的；几个单位分别答复的，按办理程度最低的一份；公布以后按公布时的类别"
    listed = [
        Figure(f"grade:{code}", label, how.format(label), REPLIED & Q(grade_then=code))
        for code, label in grades.items()
    ]
    rest = REPLIED & (Q(grade_then=None) | ~Q(grade_then__in=list(grades)))
    return [*listed, Figure("grade:", "未认定", "办复的，答复没有认定类别的", rest)]


def graded_now(grades: dict[str, str]) -> list[Figure]:
    return [
        Figure(f"now:{code}", f"现为{label}", f"办复的，今天的类别为{label}的，含公布以后改定的",
               REPLIED & Q(grade_now=code))
        for code, label in grades.items()
    ]  # fmt: skip


class Step(NamedTuple):
    """A step and its days, of proposals or of shares."""

    code: str
    label: str
    holds: Q
    days: Any
    figure: str  # of the list that its number leads to
    of_shares: bool = False


CASE_STEPS = (
    Step("screen", "提交到立案", FILED & Q(screen_days__isnull=False), F("screen_days"),
         "step:screen"),
    Step("hand", "立案到交办", FILED & Q(hand_days__isnull=False), F("hand_days"), "step:hand"),
    Step("close", "办复到办结", Q(status=Status.CLOSED, close_days__isnull=False),
         F("close_days"), "step:close"),
    Step("whole", "提交到办结", Q(status=Status.CLOSED, whole_days__isnull=False),
         F("whole_days"), "step:whole"),
)  # fmt: skip
SHARE_STEPS = (
    Step("sign", "交办到签收", SIGNED, days("signed_on", F("runs_from")), "signed", True),
    Step("answer", "交办到答复", ANSWERING & SENT, days("sent_on", F("runs_from")), "done", True),
)
STEPS = (*CASE_STEPS[:2], *SHARE_STEPS, *CASE_STEPS[2:])


def steps() -> list[Figure]:
    return [
        Figure(one.figure, one.label, f"走完“{one.label}”一步的", one.holds) for one in CASE_STEPS
    ]


def grades_of(committee: int) -> dict[str, str]:
    """Codes and names, the best first; the same line of several terms is one."""
    book = Entry.objects.filter(committee=committee, book=Entry.Book.GRADE)
    return dict(book.order_by("position", "pk").values_list("code", "label"))


def eyes_of(seat: Seat, committee: Committee) -> Seat:
    """Who counts a lower committee's figures above: its own office would count the same."""
    if committee.pk == seat.committee_id:
        return seat
    return Seat(role=Role.OFFICE, committee=committee)


class Year:
    """What a seat's session, or all sessions, come to."""

    def __init__(self, seat: Seat, session: Session | None) -> None:
        self.seat, self.session = seat, session
        self.figures = year_figures(seat.committee_id)
        self.ledger = Ledger(seat, session, YEAR_SHARES)
        given = figures_of(seat.committee_id)["all"]
        self.ledger.shares[GIVEN] = given._replace(code=GIVEN)  # "all" counts promises here

    @property
    def cases(self) -> QuerySet[Any]:
        seen = Proposal.objects.visible_to(self.seat).filter(committee=self.seat.committee_id)
        rows = seen.filter(session=self.session) if self.session else seen
        faced: QuerySet[Any] = with_year_facts(rows).order_by()
        return faced

    def sums(self, codes: Iterable[str]) -> dict[str, Count]:
        return {
            f"n{place}": Count("pk", filter=self.figures[code].holds)
            for place, code in enumerate(codes)
        }

    def whole(self) -> Counts:
        codes = list(self.figures)
        line = self.cases.aggregate(**self.sums(codes))
        return {code: line[f"n{place}"] for place, code in enumerate(codes)}

    def by(self, group: Group) -> dict[str, Counts]:
        """The proposals of each line of the group."""
        codes = [code for code in self.figures if not code.startswith(("now:", "step:"))]
        rows = self.cases.values(bin=group.value("")).annotate(**self.sums(codes))
        return {
            line["bin"]: {code: line[f"n{place}"] for place, code in enumerate(codes)}
            for line in rows
        }

    def shares_by(self, group: Group) -> dict[str, Told]:
        return self.ledger.by(group.value("proposal__"))

    def grades_by_unit(self) -> dict[int, Counts]:
        """The answers that hold, by unit and grade; "" is 未认定."""
        return graded_by(self.cases, "row")

    def grades_by_system(self) -> dict[int, Counts]:
        """The same by system; what two of its units answered alike is one proposal."""
        return graded_by(self.cases, "system")

    def steps(self) -> list[tuple[Step, int, Any, Any]]:
        """How many went that step, and the days of the median and of nine in ten."""
        shares = with_facts(in_session(shares_of(self.seat), self.session)).order_by()
        line = measured(self.cases, CASE_STEPS) | measured(shares, SHARE_STEPS)
        return [
            (one, *(line[f"{one.code}_{what}"] for what in ("n", "mid", "most"))) for one in STEPS
        ]


def measured(rows: QuerySet[Any], steps: Sequence[Step]) -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for one in steps:
        sums[f"{one.code}_n"] = Count("pk", filter=one.holds)
        sums[f"{one.code}_mid"] = Percentile(one.days, 0.5, filter=one.holds)
        sums[f"{one.code}_most"] = Percentile(one.days, 0.9, filter=one.holds)
    return rows.aggregate(**sums)


def units_of(told: Iterable[int]) -> list[Unit]:
    found = Unit.objects.filter(pk__in=list(told)).select_related("system")
    return list(found.order_by("system", "initials", "pk"))


def totals(year: Year, counts: Counts | None = None) -> Counts:
    """All numbers of the session as one line: what is kept when it is published.

    The grades are today's: on the day of publication they are those that are published.
    """
    told, counts = year.ledger.whole(), counts or year.whole()
    shares = {f"share:{code}": told[code].shares for code in (GIVEN, *YEAR_SHARES)}
    promises = {f"promise:{code}": told[code].shares for code in OF_PROMISES}
    kept = {code: n for code, n in counts.items() if not code.startswith(("grade:", "step:"))}
    return kept | shares | promises


def label_of(year: Year, code: str) -> str:
    """What a number of `totals` is called; nothing for one that is not counted any more."""
    kind, _, rest = code.partition(":")
    if kind == "now":
        code = f"grade:{rest}"
    known = {"share": year.ledger.shares, "promise": year.ledger.promises}.get(kind)
    found = known.get(rest) if known else year.figures.get(code)
    if found is None:
        return ""
    return {"share": "承办件：", "promise": "承诺："}.get(kind, "提案：") + found.label


def told_of(year: Year) -> list[tuple[str, str]]:
    """What each number means, and how each rate is made of them."""
    known = year.figures
    published = year.session is not None and year.session.published_on is not None
    apart = ("step:",) if published else ("step:", "now:")
    figures = [
        (one.label, one.meaning) for code, one in known.items() if not code.startswith(apart)
    ]
    cases = [
        (one.label, f"{known[one.part].label} ÷ {known[one.whole].label}，按提案统计")
        for one in SHARES
    ]
    return [*figures, *cases, *((one.label, year.ledger.meaning(one)) for one in YEAR_RATIOS)]
