"""A share is taken on, passed on, or given more time (design §3.2); days as the calendar says."""

from __future__ import annotations

from hypothesis import strategies as st

from deadlines.defaults import Kind
from deadlines.models import Obligation
from proposals import services
from proposals.models import Assignment
from tests.life.model import UNFINISHED
from tests.life.people import UNITS, system_of
from tests.life.verbs import WHY, Verb, add, dispatcher, liaison

EARLY = {"waiting", "change_asked"}


class OfShare(Verb):
    of_share = True


def day_of(share, kind):
    """Until when it is owed by the unit, as the table of debts has it."""
    owed = Obligation.objects.open().filter(
        kind=kind, subject_type=Assignment.kind(), subject_id=share.pk
    )
    return owed.values_list("due_on", flat=True).first()


class SignFor(OfShare):
    events, sources, who = ("sign_for",), {"waiting"}, liaison

    def call(self, cast, row, by):
        return services.sign_for(row, by=by)

    def done(self, world, case, share, came):
        share.status, share.signed = "handling", True
        if share.answers:
            share.due = day_of(share, Kind.REPLY)


class AskChange(OfShare):
    events, sources, who = ("ask_change", "ask"), {"waiting", "handling"}, liaison

    def gate(self, world, case, share):
        return share.round == 1 and world.today <= share.window

    def options(self, world, case, share, draw):
        what = draw(st.sampled_from(["return", "reassign", "add"]))
        return {"what": what, "unit": draw(st.sampled_from([*free(case) * 2, *UNITS]))}

    def inside(self, world, case, share, actor, what, unit):
        return "unit" if unit in case.units() else ""

    def call(self, cast, row, by, what, unit):
        return services.ask_change(row, by=by, what=what, unit=cast.unit(unit), note=WHY)

    def done(self, world, case, share, came, what, unit):
        share.change, share.status = (what, share.status == "handling"), "change_asked"


class AcceptChange(OfShare):
    events, sources, who = ("accept_change", "accept"), {"change_asked"}, dispatcher

    def gate(self, world, case, share):
        return share.change is not None and share.change[0] in ("return", "reassign")

    def options(self, world, case, share, draw):
        nobody = [None] if not share.answers else []
        fit = [one for one in free(case) if system_of(one) == system_of(share.unit)]
        return {"unit": draw(st.sampled_from([*fit * 3, *UNITS, *nobody]))}

    def inside(self, world, case, share, actor, unit):
        if unit is None:
            return ""
        theirs = not share.answers or system_of(unit) == actor
        return "unit" if unit in case.units() or not theirs else ""

    def call(self, cast, row, by, unit):
        unit = cast.unit(unit) if unit is not None else None
        return services.accept_change(row, by=by, unit=unit, note=WHY)

    def leaves(self, case, share, unit):
        lapsed = [(case.pk, "lapse")] if share.extension else []
        given = [(case.pk, "give")] if unit is not None else []
        return super().leaves(case, share) + lapsed + given

    def done(self, world, case, share, came, unit):
        share.status, share.change, share.extension, share.due = "changed", None, None, None
        if unit is not None:
            add(world, case, unit, share.duty, fresh(came))


def free(case):
    """Units that have nothing to do with it yet."""
    return [one for one in UNITS if one not in case.units()]


def fresh(share):
    """The shares of its case by unit, the last given ones."""
    given = Assignment.objects.filter(proposal=share.proposal_id).order_by("pk")
    return {one.unit_id: one for one in given}


class Resumed(OfShare):
    """Back to where the share stood; one line of the table, two verbs of the record."""

    sources, who = {"change_asked"}, dispatcher
    verb = ""

    def resumed(self, share):
        handling = bool(share.change and share.change[1])
        return f"{self.verb}_{'handling' if handling else 'waiting'}"

    def leaves(self, case, share, **o):
        rest = [(case.pk, one) for one in self.events[1:]]
        return [(case.pk, self.resumed(share)), *rest]

    def back(self, share):
        share.status = "handling" if share.change[1] else "waiting"
        share.change = None


class AcceptAddition(Resumed):
    verb, events = "add", ("add", "accept", "give")

    def gate(self, world, case, share):
        return share.change is not None and share.change[0] == "add"

    def options(self, world, case, share, draw):
        return {"unit": draw(st.sampled_from([*free(case) * 2, *UNITS]))}

    def inside(self, world, case, share, actor, unit):
        return "unit" if unit in case.units() else ""

    def call(self, cast, row, by, unit):
        return services.accept_addition(row, by=by, unit=cast.unit(unit), note=WHY)

    def done(self, world, case, share, came, unit):
        self.back(share)
        add(world, case, unit, "co", fresh(came))


class RefuseChange(Resumed):
    verb, events = "resume", ("resume", "refuse")

    def call(self, cast, row, by):
        return services.refuse_change(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        self.back(share)


class AskExtension(OfShare):
    events, sources = ("ask_extension", "ask"), {"handling", "drafting", "reviewing"}
    who = liaison

    def gate(self, world, case, share):
        if share.due is None or share.extension:
            return False
        return world.today <= share.due < share.latest

    def options(self, world, case, share, draw):
        return {"until": share.latest}

    def call(self, cast, row, by, until):
        return services.ask_extension(row, by=by, until=until, note=WHY)

    def done(self, world, case, share, came, until):
        share.extension = until


class GrantExtension(OfShare):
    events, sources, who = ("grant_extension", "accept"), UNFINISHED, dispatcher

    def gate(self, world, case, share):
        return share.extension is not None

    def call(self, cast, row, by):
        return services.grant_extension(row, by=by)

    def done(self, world, case, share, came):
        share.due, share.extension = share.extension, None
        assert day_of(share, Kind.REPLY) == share.due


class RefuseExtension(GrantExtension):
    events = ("refuse_extension", "refuse")

    def call(self, cast, row, by):
        return services.refuse_extension(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        share.extension = None
