"""The verbs of a proposal until it is decided upon, and out of it (design §3.1)."""

from __future__ import annotations

from hypothesis import strategies as st

from members.models import Entry
from proposals import services
from proposals.models import Draft
from tests.life.model import BEFORE_REPLY, UNFINISHED
from tests.life.people import UNITS, system_of
from tests.life.verbs import WHY, Verb, director, office, proposer_or_office, some


class Resubmit(Verb):
    events = ("submit",)

    def who(self, world, case, share):
        return {f"member{case.owner}"}

    def barred(self, world, case, share, actor):
        """What was submitted already is answered as done."""
        if actor not in self.who(world, case, share):
            return "forbidden"
        return "" if case.status == "sent_back" else "done"

    def options(self, world, case, share, draw):
        return {"reworded": draw(st.booleans())}

    def inside(self, world, case, share, actor, reworded):
        return "" if reworded else "unchanged"

    def call(self, cast, row, by, reworded):
        sheet = Draft.objects.filter(proposal=row).latest("pk")
        if reworded and by.seat == sheet.seat and not sheet.submitted_at:
            body = f"{sheet.body}补充。"
            sheet = services.save_draft(sheet, by=by, seen=sheet.revision, body=body)
        return services.submit(sheet, by=by)

    def done(self, world, case, share, came, **o):
        case.status = "submitted"


class SendBack(Verb):
    weight = 1
    events, sources, who = ("send_back",), {"submitted", "screening"}, office

    def call(self, cast, row, by, **o):
        return services.send_back(row, by=by, note=WHY)

    def done(self, world, case, share, came, **o):
        case.status = "sent_back"


class Screen(Verb):
    events, sources, who = ("screen",), {"submitted"}, office

    def options(self, world, case, share, draw):
        return {"units": some(draw, UNITS)}

    def call(self, cast, row, by, units):
        return services.screen(row, by=by, recommendation="file", units=cast.pick(units))

    def done(self, world, case, share, came, units):
        case.status, case.systems = "screening", {system_of(unit) for unit in units}


class Listed(Verb):
    """Decided by a review meeting that lists it."""

    sources, who = {"screening"}, director

    def gate(self, world, case, share):
        return world.agenda(case) is not None


class File(Listed):
    events = ("file",)

    def call(self, cast, row, by, **o):
        return services.file(row, by=by)

    def done(self, world, case, share, came, **o):
        case.status = "filed"


class Decline(Listed):
    weight = 1
    events = ("decline",)

    def call(self, cast, row, by, **o):
        ground, to = cast.entry(Entry.Book.GROUND), cast.entry(Entry.Book.DISPOSITION)
        return services.decline(row, by=by, ground=ground, disposition=to, note=WHY)

    def leaves(self, case, share, **o):
        return super().leaves(case, share) + lapsed_withdrawal(case)

    def done(self, world, case, share, came, **o):
        case.status, case.consent, case.passed_on, case.withdrawal = "declined", None, False, False


def lapsed_withdrawal(case):
    return [(case.pk, "lapse_withdrawal")] if case.withdrawal else []


class Merge(Verb):
    weight = 1
    events, sources, who = ("merge",), {"screening", "filed"}, director

    def gate(self, world, case, share):
        return not case.absorbed

    def options(self, world, case, share, draw):
        return {"target": draw(st.sampled_from(world.cases))}

    def before(self, world, case, share, target):
        fits = target is not case and target.status in {"screening", "filed"}
        return "" if fits else "target"

    def call(self, cast, row, by, target):
        return services.merge(row, by=by, target=self.row(target, None))

    def leaves(self, case, share, target):
        return [*super().leaves(case, share), *lapsed_withdrawal(case), (target.pk, "absorb")]

    def beside(self, case, target):
        return [target]

    def done(self, world, case, share, came, target):
        case.status, case.into, case.withdrawal = "merged", target, False
        target.absorbed.append(case)


class Unmerge(Verb):
    weight = 1
    events, sources, who = ("unmerge",), {"merged"}, director

    def before(self, world, case, share):
        return "" if case.into else "wrong_state"

    def call(self, cast, row, by):
        return services.unmerge(row, by=by, note=WHY)

    def leaves(self, case, share):
        return [*super().leaves(case, share), (case.into.pk, "part")]

    def beside(self, case):
        return [case.into] if case.into else []

    def done(self, world, case, share, came):
        left, case.into, case.status = case.into, None, "screening"
        left.absorbed.remove(case)
        if case.owner not in left.givers():
            for one in left.shares:
                one.awaited.pop(case.owner, None)
            for promise in left.promises:
                promise.awaited.pop(case.owner, None)


class AskWithdrawal(Verb):
    weight = 1
    events, who = ("ask_withdrawal",), proposer_or_office

    def gate(self, world, case, share):
        return case.status in {"sent_back", *BEFORE_REPLY} and not case.withdrawal

    def call(self, cast, row, by):
        return services.ask_withdrawal(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.withdrawal = True


class Withdraw(Verb):
    weight = 2
    events, sources, who = ("withdraw", "accept_withdrawal"), BEFORE_REPLY, director

    def gate(self, world, case, share):
        return case.withdrawal

    def call(self, cast, row, by):
        return services.withdraw(row, by=by)

    def leaves(self, case, share):
        stopped = [one for one in case.shares if one.status in UNFINISHED]
        lapses = [one for one in stopped for asked in (one.extension, one.change) if asked]
        more = [(case.pk, "stop")] * len(stopped) + [(case.pk, "lapse")] * len(lapses)
        more += [(case.pk, "call_off")] * len(case.unsettled())
        return super().leaves(case, share) + more

    def done(self, world, case, share, came):
        case.status, case.withdrawal = "withdrawn", False
        for promise in case.unsettled():
            promise.ends("called_off")
        for promise in case.promises:
            promise.awaited.clear()
        for one in case.shares:
            if one.status in UNFINISHED:
                one.status, one.extension, one.change = "stopped", None, None
            one.due, one.owed_replacement = None, False
        case.drop_feedback()


class WithdrawSentBack(Verb):
    """Of what is being reworded; its writer keeps the sheet."""

    events, sources = ("withdraw_sent_back", "accept_withdrawal"), {"sent_back"}
    who = director

    def gate(self, world, case, share):
        return case.withdrawal

    def call(self, cast, row, by):
        return services.withdraw_sent_back(row, by=by)

    def done(self, world, case, share, came):
        case.status, case.withdrawal = "withdrawn", False


class RefuseWithdrawal(Verb):
    weight = 1
    events, who = ("refuse_withdrawal",), director

    def barred(self, world, case, share, actor):
        return super().barred(world, case, share, actor) or (
            "" if case.withdrawal else "wrong_state"
        )

    def call(self, cast, row, by):
        return services.refuse_withdrawal(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.withdrawal = False


class Consent(Verb):
    events, sources, who = ("consent",), {"declined"}, proposer_or_office

    def gate(self, world, case, share):
        return not case.passed_on

    def options(self, world, case, share, draw):
        return {"agrees": draw(st.booleans())}

    def call(self, cast, row, by, agrees):
        return services.consent(row, by=by, agrees=agrees, note=WHY)

    def done(self, world, case, share, came, agrees):
        case.consent = agrees


class PassOn(Verb):
    events, sources, who = ("pass_on",), {"declined"}, office

    def gate(self, world, case, share):
        return bool(case.consent) and not case.passed_on

    def call(self, cast, row, by):
        return services.pass_on(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.passed_on = True


class Reconsider(Verb):
    events, sources, who = ("reconsider",), {"declined"}, director

    def gate(self, world, case, share):
        return not case.passed_on

    def call(self, cast, row, by):
        return services.reconsider(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        case.status, case.consent = "screening", None
