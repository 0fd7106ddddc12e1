"""Everybody presses anything, in any order, as the days go by; the model says what must come."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import date, timedelta

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from common import clock
from deadlines.checks import faults as forgotten
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.workdays import calendar_of
from members.models import Entry
from proposals import debts, services
from proposals.ledger import promises_of
from proposals.models import Assignment, Proposal
from tests.life import (
    verbs_answer,
    verbs_confirm,
    verbs_filed,
    verbs_promise,
    verbs_review,
    verbs_share,
)
from tests.life.model import BEFORE_REPLY, Case, Meeting, World
from tests.life.people import EVERYBODY, MEMBERS
from tests.life.trying import attempt, questions
from tests.life.verbs import VERBS, Verb
from workflow.chain import faults as broken
from workflow.models import Case as Root
from workflow.models import Event

START = date(2026, 3, 2)
MOST_CASES = 6
ANYBODY = st.sampled_from(EVERYBODY)
MOSTLY = st.sampled_from([True, True, True, False])
MIXTURE = (  # of a hundred steps
    *["submit"] * 6, *["convene"] * 6, *["end"] * 2, *["wait"] * 6,
    *["open"] * 34, *["regret"] * 4, *["wrong"] * 14, *["early"] * 14, *["anything"] * 14,
)  # fmt: skip

ROAD = (  # of a case that meets no hindrance but discontent
    *("Screen", "File", "Number", "Transfer", "HandOver", "SignFor"),
    *("DraftOpinion", "ApproveOpinion", "GiveOpinion", "WaiveContact", "DraftReply"),
    *("SendToReview", "ReviewPass", "Sign", "Deliver", "GiveFeedback", "Verify", "Rehandle"),
)
HEAD_STARTS = (0, 0, 8, 16, 24, 32, 40, 48, 64)  # steps on it before anything may come

OVER = ("closed", "withdrawn", "declined", "merged")  # little is open in them but corrections

PLACES = (
    verbs_review,
    verbs_filed,
    verbs_share,
    verbs_answer,
    verbs_promise,
    verbs_confirm,
)  # where the verbs are told


class Life(RuleBasedStateMachine):
    """One year of one office, taken back at its end."""

    cast = None  # the people, set by the test
    steps: Counter[str] = Counter()  # of all lives together: what came of the tries
    known: Counter[tuple[str, str]] = Counter()  # of every verb: what came of it
    events: Counter[str] = Counter()  # that were left
    questions: dict[date, tuple[str, list[object]]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.said: list[str] = []
        self.whole = False  # nothing came out otherwise yet

    @initialize(data=st.data(), far=st.sampled_from(HEAD_STARTS))
    def begin(self, data, far) -> None:
        self.stack.enter_context(transaction.atomic())
        self.world = World(START, {n: unit.pk for n, unit in enumerate(self.cast.units)})
        seats = [self.cast.seats[f"member{number}"] for number in MEMBERS]
        self.world.members = {seat.member_id: n for n, seat in enumerate(seats)}
        self.last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for _ in range(far):
            self.goes_forward(data)
        self.whole = True

    def goes_forward(self, data) -> None:
        """Lives that start late, so that their ends are lived too."""
        if not self.world.cases:
            self.a_member_submits(data)
        elif self.listable(case := self.world.cases[0]):
            self.the_office_convenes(data)
        elif ways := list(self.on_the_road(case)):
            verb, share, actor = min(ways, key=lambda way: ROAD.index(type(way[0]).__name__))
            self.press(verb, case, share, actor, data)

    def on_the_road(self, case):
        """What is open of it; a contact that is not needed any more may be waived for ever."""
        for verb, share, actor, barred in self.ways(case):
            idle = verb is VERBS["WaiveContact"] and share.met
            if type(verb).__name__ in ROAD and not (barred or idle):
                yield verb, share, actor

    def teardown(self) -> None:
        """The record of this life is whole; then it never happened."""
        try:
            if self.whole:
                self.check_books()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                assert list(broken()) == []
        finally:
            if hasattr(self, "world"):
                transaction.set_rollback(True)
            self.stack.close()

    # -- what people do -------------------------------------------------------------------

    @rule(data=st.data(), what=st.sampled_from(MIXTURE))
    def step(self, data, what):
        """One rule for all: else whole lives would be spent waiting."""
        self.whole = False
        if not self.world.cases or (what == "submit" and len(self.world.cases) < MOST_CASES):
            self.a_member_submits(data)
        elif what == "end" and self.world.meetings:
            self.somebody_ends_a_meeting(data)
        elif what == "wait":
            self.days_pass(data)
        elif what == "convene":
            self.the_office_convenes(data)
        elif what == "regret" and (ways := list(self.regrets())):
            verb, share, actor, case = data.draw(st.sampled_from(ways))
            self.press(verb, case, share, actor, data)
        else:
            self.a_button(data, what)
        self.whole = True

    def a_member_submits(self, data):
        """Or somebody else tries to submit the member's sheet."""
        owner, own = data.draw(st.sampled_from(MEMBERS)), data.draw(MOSTLY)
        actor = "" if own else data.draw(ANYBODY)
        actor = f"member{owner}" if own else actor
        with clock.frozen(self.world.today):
            sheet = self.draft(owner)
            hoped = "ok" if actor == f"member{owner}" else "forbidden"
            came, proposal = self.tried(
                "Submit", actor, hoped, lambda: services.submit(sheet, by=self.cast.hand(actor))
            )
            if came == "ok":
                self.world.receipts += 1
                assert proposal.receipt == self.world.receipts, "收件号有空号或重号"
                one = Case(proposal.pk, owner, proposal.receipt)
                self.world.cases.append(one)
                self.left([(one.pk, "submit")], [one])
            self.look()

    def draft(self, owner):
        seat = self.cast.seats[f"member{owner}"]
        sheet = services.start_draft(seat)
        words = {"title": "关于加装护栏的提案", "body": "【建议】加装护栏。"}
        words["category"] = self.cast.entry(Entry.Book.CATEGORY)
        hand = self.cast.hand(f"member{owner}")
        return services.save_draft(sheet, by=hand, seen=sheet.revision, **words)

    def the_office_convenes(self, data):
        own = data.draw(MOSTLY)
        actor = "office" if own else data.draw(ANYBODY)
        ready = [c for c in self.world.cases if self.listable(c)]
        chosen = ready if own else data.draw(st.lists(st.sampled_from(self.world.cases), max_size=3,
                                                      unique_by=id))  # fmt: skip
        fits = all(self.listable(one) for one in chosen)
        hoped = "forbidden" if actor != "office" else "ok" if fits else "state"
        with clock.frozen(self.world.today):
            listed = [Proposal.objects.get(pk=one.pk) for one in chosen]
            came, meeting = self.tried(
                "Convene", actor, hoped, lambda: services.convene(
                    self.cast.here.session, by=self.cast.hand(actor), name="审查会议",
                    held_on=clock.today(), proposals=listed),
            )  # fmt: skip
            if came == "ok":
                self.world.meetings.append(Meeting(meeting.pk, chosen))
                self.left([(meeting.pk, "convene")], [])
            self.look()

    def listable(self, case):
        return case.status == "screening" and self.world.agenda(case) is None

    def somebody_ends_a_meeting(self, data):
        actor = data.draw(st.sampled_from(["office", "director", "member0", "nobody"]))
        one = data.draw(st.sampled_from(self.world.meetings))
        undecided = any(case.status == "screening" for case in one.items)
        hoped = "gate" if undecided else "ok"
        hoped = "wrong_state" if one.held else hoped
        hoped = hoped if actor in ("office", "director") else "forbidden"
        with clock.frozen(self.world.today):
            meeting = services.meetings.ReviewMeeting.objects.select_related("case").get(pk=one.pk)
            came, _ = self.tried(
                "Conclude", actor, hoped,
                lambda: services.conclude(meeting, by=self.cast.hand(actor), minutes="逐件审定"),
            )  # fmt: skip
            if came == "ok":
                one.held = True
                self.left([(one.pk, "conclude")], [])
            self.look()

    def a_button(self, data, what):
        """Of what is open in a case, one thing, by whom it is for or by another; or what is not."""
        alive = [case for case in self.world.cases if case.status not in OVER]
        cases = alive if alive and data.draw(MOSTLY) else self.world.cases
        case = data.draw(st.sampled_from(cases))
        ways = self.ways(case)
        chosen = [way for way in ways if way[-1] == ("gate" if what == "early" else "")]
        if what == "anything" or not chosen:
            return self.anything(case, data)
        verb = data.draw(st.sampled_from([v for v in VERBS.values() for _ in range(v.weight)
                                          if any(way[0] is v for way in chosen)]))  # fmt: skip
        _, share, actor, _ = data.draw(st.sampled_from([w for w in chosen if w[0] is verb]))
        actor = data.draw(ANYBODY) if what == "wrong" else actor
        return self.press(verb, case, share, actor, data)

    def regrets(self):
        """撤案 while something is promised, which chance alone hardly ever meets."""
        for case in self.world.cases:
            if case.status in BEFORE_REPLY and case.unsettled():
                for verb, share, actor, barred in self.ways(case):
                    if type(verb).__name__ in ("AskWithdrawal", "Withdraw") and not barred:
                        yield verb, share, actor, case

    def anything(self, case, data):
        verb = VERBS[data.draw(st.sampled_from(sorted(VERBS)))]
        if not (rows := verb.subjects(case)):
            return
        share = data.draw(st.sampled_from(rows))
        rightful = sorted(verb.who(self.world, case, share))
        theirs = rightful and data.draw(st.booleans())
        self.press(
            verb, case, share, data.draw(st.sampled_from(rightful) if theirs else ANYBODY), data
        )

    def ways(self, case):
        """Every verb, for whom it is; and why not just now."""
        return [
            (verb, share, actor, verb.barred(self.world, case, share, actor))
            for verb in VERBS.values()
            for share in verb.subjects(case)
            for actor in sorted(verb.who(self.world, case, share))
        ]

    def days_pass(self, data):
        """And the nightly sweep closes what nobody speaks about any more."""
        days = data.draw(st.sampled_from([1, 1, 2, 5, 9, 20, 45]))
        self.world.today += timedelta(days=days)
        self.said.append(f"{days}天过去，{self.world.today}")
        self.steps["days"] += 1
        ripe = [case for case in self.world.cases if self.ripe(case)]
        expected = [(case.pk, one) for case in ripe for one in case.settle(self.world.today)]
        with clock.frozen(self.world.today):
            closed = services.close_expired()
            assert closed == len(expected), self.story()
            expected += self.nobody_speaks_any_more()
            self.left(expected, ripe)
            self.look()

    def nobody_speaks_any_more(self):
        """Of promises found kept, whose proposers let their time go by."""
        found = [(case, one) for case in self.world.cases for one in case.promises]
        silent = [(case, one) for case, one in found if one.silent(self.world.today)]
        assert services.lapse_confirmations() == len(silent), self.story()
        for _, one in silent:
            kept = {who: due for who, due in one.awaited.items() if due >= self.world.today}
            one.awaited.clear()
            one.awaited.update(kept)
        return [(case.pk, "silence") for case, _ in silent]

    def ripe(self, case):
        late = any(due < self.world.today for s in case.shares for due in s.awaited.values())
        return case.status == "replied" and late

    # -- one try --------------------------------------------------------------------------

    def press(self, verb: Verb, case, share, actor, data) -> None:
        world = self.world
        told = verb.options(world, case, share, data.draw)
        hoped = verb.verdict(world, case, share, actor, **told)
        leaves = verb.leaves(case, share, **told) if hoped == "ok" else []
        touched = [case, *verb.beside(case, **told)] if hoped == "ok" else []
        with clock.frozen(world.today):
            row, by = verb.row(case, share), self.cast.hand(actor)
            name = f"{type(verb).__name__}（第{case.pk}号件{case.status}"
            name += f"，第{share.pk}份{share.status}）" if share else "）"
            came, result = self.tried(
                name, actor, hoped, lambda: verb.call(self.cast, row, by, **told)
            )
            if came == "ok":
                verb.done(world, case, share, result, **told)
                self.learn(case)
                leaves += [(c.pk, one) for c in touched for one in c.settle(world.today)]
            self.left(leaves, touched)
            self.look()

    def learn(self, case) -> None:
        """The days of new shares, from the calendar."""
        for share in case.shares:
            if share.window is None:
                row = Assignment.objects.select_related("proposal__case").get(pk=share.pk)
                days = calendar_of(row.case.committee_id)
                share.window = debts.limit_of(row, Kind.RETURN_WINDOW).due(row.start, days).on
                share.latest = debts.limit_of(row, Kind.REPLY_MAX).due(row.start, days).on
                if share.round > 1:
                    share.due = verbs_share.day_of(share, Kind.REPLY)

    def tried(self, what, actor, hoped, act):
        """What came of it must be what the model says."""
        self.said.append(f"{actor}：{what} → {hoped}")
        came, result = attempt(act)
        self.steps[came] += 1
        self.known[what.partition("（")[0], came] += 1
        assert came == hoped, f"{came}，应为{hoped}\n{self.story()}"
        return came, result

    def left(self, expected, touched) -> None:
        """Exactly these events, and every version is the number of its case's events."""
        fresh = Event.objects.filter(pk__gt=self.last).order_by("pk")
        rows = list(fresh.values_list("pk", "case_id", "action"))
        came = Counter((case, action) for _, case, action in rows)
        assert came == Counter(expected), f"{came}，应为{Counter(expected)}\n{self.story()}"
        self.last = rows[-1][0] if rows else self.last
        self.events.update(action for _, _, action in rows)
        for case in touched:
            row = Proposal.objects.select_related("case").get(pk=case.pk)
            assert row.case.version == Event.objects.filter(case=case.pk).count(), self.story()
            assert row.status == case.status, f"{row.status}，应为{case.status}\n{self.story()}"
            shares = dict(row.assignments.values_list("pk", "status"))
            assert shares == {s.pk: s.status for s in case.shares}, self.story()
            self.promised(row, case)

    def promised(self, row, case) -> None:
        """None is forgotten, whatever became of its case; its unit owes each that stands."""
        listed = promises_of(self.cast.seats["office"]).filter(proposal=row.pk)  # the ledger
        came = {(c.pk, c.status, c.due_on, c.said_done) for c in listed}
        model = {(p.pk, p.status, p.due, p.said_done) for p in case.promises}
        assert came == model, f"{came}，应为{model}\n{self.story()}"
        owed = Obligation.objects.open().filter(case=row.pk, kind=Kind.COMMITMENT)
        debts = set(owed.values_list("subject_id", "role", "unit"))
        standing = {(p.pk, "liaison", self.world.ids[p.unit]) for p in case.standing()}
        assert debts == standing, f"{debts}，应为{standing}\n{self.story()}"
        owed = Obligation.objects.open().filter(case=row.pk, kind=Kind.CONFIRM_COMMITMENT)
        asked = {
            (pk, self.world.members[who]) for pk, who in owed.values_list("subject_id", "member")
        }
        awaited = {(p.pk, who) for p in case.promises for who in p.awaited}
        assert asked == awaited, f"{asked}，应为{awaited}\n{self.story()}"

    def look(self) -> None:
        """Nothing is forgotten; the questions of the nightly check, all in one."""
        if self.world.today not in self.questions:
            self.questions[self.world.today] = questions()
        with connection.cursor() as cursor:
            cursor.execute(*self.questions[self.world.today])
            found = cursor.fetchall()
        assert not found, f"{list(forgotten())}\n{self.story()}"

    def check_books(self) -> None:
        ours = Proposal.objects.filter(pk__in=[case.pk for case in self.world.cases])
        receipts = sorted(ours.values_list("receipt", flat=True))
        assert receipts == list(range(1, self.world.receipts + 1))
        numbers = sorted(ours.exclude(number=None).values_list("number", flat=True))
        assert numbers == list(range(1, self.world.numbers + 1))
        for case in self.world.cases:
            self.promised(Proposal.objects.get(pk=case.pk), case)
        for case in Root.objects.all():
            assert case.version == Event.objects.filter(case=case.pk).count()

    def story(self) -> str:
        return "\n".join(self.said[-60:])
