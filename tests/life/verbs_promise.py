"""What was promised is reported on, checked, put off, or gives way to a later promise (§3.5)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from deadlines.models import Obligation
from proposals import services
from proposals.models import Commitment
from tests.life.people import system_of
from tests.life.verbs import WHY, Verb, office


class OfPromise(Verb):
    """The row is a promise; it is there whatever became of its case, but for a withdrawal."""

    sources = {"open", "extended"}
    weight = 2

    def subjects(self, case):
        return case.promises

    def status(self, case, promise):
        return promise.status

    def row(self, case, promise):
        kept = Commitment.objects.select_related("proposal__case", "assignment__unit", "item")
        return kept.get(pk=promise.pk)


class ReportPromise(OfPromise):
    events = ("report",)

    def who(self, world, case, promise):
        return {f"liaison{promise.unit}"}

    def options(self, world, case, promise, draw):
        return {"done": draw(st.booleans())}

    def call(self, cast, row, by, done):
        return services.report_progress(row, by=by, note=WHY, done=done)

    def done(self, world, case, promise, came, done):
        promise.said_done = promise.said_done or done


class KeepPromise(OfPromise):
    weight = 4
    events, who = ("keep",), office

    def call(self, cast, row, by):
        return services.keep_promise(row, by=by, note=WHY)

    def done(self, world, case, promise, came):
        promise.ends("kept")
        asked = Obligation.objects.open().about(Commitment.kind(), promise.pk)
        for one in asked.filter(kind="confirm_commitment"):
            promise.awaited[world.members[one.member_id]] = one.due_on


class FailPromise(OfPromise):
    sources = {"open", "extended", "disputed"}
    weight = 1
    events, who = ("fail",), office

    def call(self, cast, row, by):
        return services.fail_promise(row, by=by, note=WHY)

    def done(self, world, case, promise, came):
        promise.ends("failed")


class ReturnPromise(OfPromise):
    events, who = ("go_on",), office

    def gate(self, world, case, promise):
        return promise.said_done

    def call(self, cast, row, by):
        return services.return_promise(row, by=by, note=WHY)

    def done(self, world, case, promise, came):
        promise.said_done = False


class ExtendPromise(OfPromise):
    events = ("extend",)

    def who(self, world, case, promise):
        return {"office", system_of(promise.unit)}

    def options(self, world, case, promise, draw):
        later = max(promise.due, world.today) + timedelta(days=30)
        return {"until": draw(st.sampled_from([later, later, promise.due]))}

    def inside(self, world, case, promise, actor, until):
        return "" if until > max(promise.due, world.today) else "until"

    def call(self, cast, row, by, until):
        return services.extend_promise(row, by=by, until=until, note=WHY)

    def done(self, world, case, promise, came, until):
        promise.status, promise.due, promise.said_done = "extended", until, False


class GiveWay(OfPromise):
    weight = 4
    events, who = ("give_way",), office

    def gate(self, world, case, promise):
        return bool(newer(case, promise))

    def options(self, world, case, promise, draw):
        return {"fresh": draw(st.sampled_from([*newer(case, promise) * 3, *case.promises]))}

    def inside(self, world, case, promise, actor, fresh):
        return "" if fresh in newer(case, promise) else "fresh"

    def call(self, cast, row, by, fresh):
        fresh = Commitment.objects.get(pk=fresh.pk)
        return services.give_way(row, by=by, fresh=fresh, note=WHY)

    def done(self, world, case, promise, came, fresh):
        promise.ends("replaced")


def newer(case, promise):
    """What the same unit promised in a later letter and still owes."""
    theirs = [one for one in case.standing() if one.unit == promise.unit]
    return [one for one in theirs if one.letter > promise.letter]
