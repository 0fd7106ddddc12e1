"""A promise that was found kept: believed or not, looked at again, put right (§3.5)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from proposals import services
from tests.life.verbs import WHY, director, office
from tests.life.verbs_promise import OfPromise
from tests.papers import upload


class Word(OfPromise):
    """By each first proposer; or by the office from their paper, with its scan."""

    sources = None
    service = ""

    def who(self, world, case, promise):
        return {"office", *(f"member{one}" for one in case.givers())}

    def barred(self, world, case, promise, actor):
        if actor not in self.who(world, case, promise):
            return "forbidden"
        left = case.givers() - promise.spoken
        if actor != "office":
            left &= {int(actor.removeprefix("member"))}
        found = promise.status in ("kept", "disputed") and case.status != "withdrawn"
        return "" if found and left else "gate"

    def options(self, world, case, promise, draw):
        left = case.givers() - promise.spoken or case.givers()
        return {
            "giver": draw(st.sampled_from(sorted(left))),
            "scan": draw(st.sampled_from([True, True, False])),
            "speaker": [],
        }

    def inside(self, world, case, promise, actor, scan, **told):
        return "file" if actor == "office" and not scan else ""

    def call(self, cast, row, by, giver, scan, speaker):
        paper = {}
        if by.seat == cast.seats["office"]:
            giver = cast.seats[f"member{giver}"].member_id
            paper = {"giver": f"member:{giver}", "file": upload() if scan else None}
            speaker.append(giver)
        elif by.seat:
            speaker.append(by.seat.member_id)
        return getattr(services, self.service)(row, by=by, words=WHY, **paper)

    def done(self, world, case, promise, came, speaker, **told):
        who = world.members[speaker[-1]]
        promise.spoken.add(who)
        promise.awaited.pop(who, None)


class Endorse(Word):
    events, service = ("endorse",), "endorse"


class Contest(Word):
    events, service, weight = ("contest",), "contest", 6

    def leaves(self, case, promise, **told):
        follows = [(case.pk, "dispute")] if promise.status == "kept" else []
        return super().leaves(case, promise) + follows

    def done(self, world, case, promise, came, **told):
        super().done(world, case, promise, came, **told)
        promise.status = "disputed"


class Uphold(OfPromise):
    events, sources, who = ("uphold",), {"disputed"}, office

    def call(self, cast, row, by):
        return services.uphold_promise(row, by=by, note=WHY)

    def done(self, world, case, promise, came):
        promise.status = "kept"


class Again(OfPromise):
    """It is owed once more, by a day that is not over."""

    service = ""

    def options(self, world, case, promise, draw):
        days = draw(st.sampled_from([0, 30, 60, -1]))
        return {"until": world.today + timedelta(days=days)}

    def inside(self, world, case, promise, actor, until):
        return "" if until >= world.today else "until"

    def call(self, cast, row, by, until):
        return getattr(services, self.service)(row, by=by, until=until, note=WHY)

    def leaves(self, case, promise, **told):
        return super().leaves(case, promise) + [(case.pk, "lapse")] * len(promise.spoken)

    def done(self, world, case, promise, came, until):
        promise.again(until)


class TakeUp(Again):
    events, sources, who, service = ("take_up",), {"disputed"}, office, "take_up_promise"


class PutRight(Again):
    events, sources, who = ("put_right",), {"kept", "failed"}, director
    service, weight = "put_promise_right", 1

    def gate(self, world, case, promise):
        return case.status != "withdrawn"
