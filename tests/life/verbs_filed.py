"""The verbs of a filed proposal: numbered, handed over, answered, closed (design §3.1)."""

from __future__ import annotations

from hypothesis import strategies as st

from common import clock
from proposals import services
from tests.life.people import GOVERNMENT, PARTY, UNITS, system_of
from tests.life.verbs import WHY, Verb, add, director, office, some


class Number(Verb):
    events, sources, who = ("number",), {"filed"}, office

    def gate(self, world, case, share):
        return case.number is None

    def call(self, cast, row, by):
        return services.number([row], by=by)

    def done(self, world, case, share, came):
        world.numbers += 1
        case.number = world.numbers
        assert came[0].number == case.number, "案号有空号或重号"


class Transfer(Verb):
    events, sources, who = ("transfer",), {"filed"}, office

    def gate(self, world, case, share):
        return case.number is not None

    def options(self, world, case, share, draw):
        return {"units": some(draw, UNITS)}

    def call(self, cast, row, by, units):
        return services.transfer(row, by=by, units=cast.pick(units))

    def done(self, world, case, share, came, units):
        case.status, case.systems = "transferred", {system_of(unit) for unit in units}


class HandOver(Verb):
    events, sources = ("hand_over",), {"transferred"}

    def who(self, world, case, share):
        return case.systems

    def options(self, world, case, share, draw):
        """One host with co-units, or several side by side; mostly of one system."""
        if draw(st.booleans()):
            hosts = some(draw, draw(st.sampled_from([GOVERNMENT, GOVERNMENT, UNITS])), 2)
            return {"hosts": hosts, "others": []}
        host = draw(st.sampled_from([*PARTY, *GOVERNMENT]))
        return {"hosts": [host], "others": some(draw, set(UNITS) - {host}, 0, 2)}

    def inside(self, world, case, share, actor, hosts, others):
        theirs = all(system_of(unit) == actor for unit in hosts)
        return "" if theirs else "forbidden"

    def call(self, cast, row, by, hosts, others):
        given = cast.pick(hosts)
        which = {"host": given[0]} if len(given) == 1 else {"separate": given}
        others = cast.pick(others)
        return services.hand_over(row, by=by, co_units=others, notice_on=clock.today(), **which)

    def leaves(self, case, share, hosts, others):
        return super().leaves(case, share) + [(case.pk, "give")] * len(hosts + others)

    def done(self, world, case, share, came, hosts, others):
        case.status = "handed_over"
        given = {one.unit_id: one for one in came.assignments.all()}
        for unit in hosts + others:
            duty = "co" if unit in others else "host" if len(hosts) == 1 else "separate"
            add(world, case, unit, duty, given)


class AddUnit(Verb):
    events, sources = ("add_unit", "give"), {"handed_over", "handling"}

    def who(self, world, case, share):
        return case.systems | {system_of(one.unit) for one in case.shares if one.live}

    def gate(self, world, case, share):
        early = {"waiting", "change_asked", "handling", "drafting"}
        return any(one.status in early for one in case.answering())

    def options(self, world, case, share, draw):
        return {"unit": draw(st.sampled_from(UNITS))}

    def inside(self, world, case, share, actor, unit):
        if system_of(unit) != actor:
            return "forbidden"
        return "unit" if unit in case.units() else ""

    def call(self, cast, row, by, unit):
        return services.add_unit(row, by=by, unit=cast.unit(unit), note=WHY)

    def done(self, world, case, share, came, unit):
        hosted = any(one.duty == "host" for one in case.answering())
        given = {one.unit_id: one for one in came.assignments.order_by("pk")}
        add(world, case, unit, "co" if hosted else "separate", given)


class Hold(Verb):
    weight = 1
    events, sources, who = ("hold",), {"replied"}, director

    def gate(self, world, case, share):
        return not case.hold

    def call(self, cast, row, by):
        return services.hold(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.hold = True


class Release(Verb):
    events, sources, who = ("release",), {"replied"}, director

    def gate(self, world, case, share):
        return case.hold

    def call(self, cast, row, by):
        return services.release(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.hold = False


class Verify(Verb):
    events, sources, who = ("verify",), {"replied"}, office

    def gate(self, world, case, share):
        return case.verify

    def call(self, cast, row, by):
        return services.verify(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.verify, case.decision = False, True


class Decided(Verb):
    """After the office has looked into what is said to be wrong."""

    sources, who = {"replied"}, director

    def gate(self, world, case, share):
        return case.decision and not case.verify


class Rehandle(Decided):
    events = ("rehandle",)

    def options(self, world, case, share, draw):
        """Some of those that answered; sometimes one that did not."""
        answered = [one.unit for one in case.answering()]
        return {"units": some(draw, draw(st.sampled_from([answered or UNITS, UNITS])))}

    def inside(self, world, case, share, actor, units):
        answered = {one.unit for one in case.answering()}
        return "" if set(units) <= answered else "units"

    def call(self, cast, row, by, units):
        return services.rehandle(row, by=by, units=cast.pick(units), note=WHY)

    def leaves(self, case, share, units):
        return super().leaves(case, share) + [(case.pk, "reopen")] * len(units)

    def done(self, world, case, share, came, units):
        duties = {one.unit: one.duty for one in case.answering()}
        case.status, case.hold, case.decision = "handling", False, False
        case.round += 1
        case.drop_feedback()
        for one in case.shares:
            one.owed_replacement = False
        given = {one.unit_id: one for one in came.assignments.filter(round=case.round)}
        for unit in units:
            add(world, case, unit, duties[unit], given)
            case.shares[-1].status = "handling"


class LeaveAsIs(Decided):
    events = ("leave_as_is",)

    def call(self, cast, row, by):
        return services.leave_as_is(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.decision = False


class Confer(Verb):
    events, sources, who = ("confer",), {"replied"}, office

    def gate(self, world, case, share):
        return case.confer

    def call(self, cast, row, by):
        return services.confer(row, by=by, held_on=clock.today(), people="各方", minutes="已说明")

    def done(self, world, case, share, came):
        case.confer, case.conferred = False, True


class Reopen(Verb):
    events, sources, who = ("reopen",), {"closed"}, director

    def call(self, cast, row, by):
        return services.reopen(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.status, case.hold = "replied", True


class TakeBack(Verb):
    weight = 1
    events, sources, who = ("take_back",), {"transferred"}, director

    def call(self, cast, row, by):
        return services.take_back(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.status = "filed"


class Recall(Verb):
    """Until a unit has signed for it."""

    weight = 1
    events, sources, who = ("recall",), {"handed_over"}, director

    def gate(self, world, case, share):
        return not any(one.signed for one in case.shares)

    def call(self, cast, row, by):
        return services.recall(row, by=by, note=WHY)

    def leaves(self, case, share):
        live = [one for one in case.shares if one.live]
        asked = [one for one in live if one.change]
        more = [(case.pk, "call_in")] * len(live) + [(case.pk, "lapse")] * len(asked)
        return super().leaves(case, share) + more

    def done(self, world, case, share, came):
        case.status = "transferred"
        for one in case.shares:
            if one.live:
                one.status, one.change = "stopped", None


class Correct(Verb):
    weight = 1
    events, who = ("correct",), director

    def call(self, cast, row, by):
        told = {name: getattr(row, name) for name in ("category", "proposer_kind", "occasion")}
        return services.correct(
            row, by=by, title=f"{row.title[:20]}{row.case.version}", note=WHY, **told
        )
