"""A unit comes to its answer, and the proposers say what they think of it (design §3.2 to 3.4)."""

from __future__ import annotations

from hypothesis import strategies as st

from common import clock
from deadlines.defaults import Kind
from members.models import Entry
from proposals import services
from tests.life.model import GONE
from tests.life.promises import effects, follow, lines
from tests.life.verbs import (
    WHY,
    dispatcher,
    dispatcher_of_co_unit,
    head,
    liaison,
    liaison_of_answering,
    liaison_of_co_unit,
    proposer_or_office,
)
from tests.life.verbs_share import EARLY, OfShare, day_of
from tests.papers import upload


class RecordContact(OfShare):
    weight = 1
    events, who = ("contact",), liaison

    def gate(self, world, case, share):
        return share.status not in EARLY | GONE and share.round == case.round

    def call(self, cast, row, by):
        words = {"people": "提案人", "minutes": "已沟通", "held_on": clock.today()}
        return services.record_contact(row, by=by, way="meeting", **words)

    def done(self, world, case, share, came):
        share.met = True


class WaiveContact(OfShare):
    events, sources, who = ("waive_contact",), {"handling", "drafting"}, proposer_or_office

    def call(self, cast, row, by):
        return services.waive_contact(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        share.met = True


class DraftOpinion(OfShare):
    events, sources, who = ("draft_opinion",), {""}, liaison_of_co_unit

    def status(self, case, share):
        return share.opinion

    def gate(self, world, case, share):
        return share.status == "handling"

    def call(self, cast, row, by):
        return services.draft_opinion(row, by=by, body="同意", contact_name="某某")

    def done(self, world, case, share, came):
        share.opinion = "drafted"


class ApproveOpinion(DraftOpinion):
    events, sources, who = ("approve_opinion",), {"drafted"}, head

    def call(self, cast, row, by):
        return services.approve_opinion(row, by=by)

    def done(self, world, case, share, came):
        share.opinion = "approved"


class GiveOpinion(OfShare):
    events, sources, who = ("give_opinion", "given"), {"handling"}, liaison_of_co_unit

    def gate(self, world, case, share):
        return share.opinion == "approved"

    def call(self, cast, row, by):
        return services.give_opinion(row, by=by)

    def done(self, world, case, share, came):
        share.status, share.opinion = "opinion_given", "given"


class WaiveOpinion(OfShare):
    events, sources = ("waive_opinion",), {"waiting", "handling"}
    who = dispatcher_of_co_unit

    def call(self, cast, row, by):
        return services.waive_opinion(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        share.status = "opinion_waived"


class DraftReply(OfShare):
    events, sources, who = ("draft", "open"), {"handling"}, liaison_of_answering

    def options(self, world, case, share, draw):
        return {"items": lines(draw)}

    def call(self, cast, row, by, items):
        grade, told = cast.entry(Entry.Book.GRADE), [one.told() for one in items]
        return services.draft_reply(row, by=by, body="答复", own_grade=grade, items=told)

    def done(self, world, case, share, came, items):
        share.status, share.items = "drafting", items


class SendToReview(OfShare):
    events, sources, who = ("send_to_review",), {"drafting"}, liaison_of_answering

    def gate(self, world, case, share):
        return case.opinions_in() and share.met

    def call(self, cast, row, by):
        return services.send_to_review(row, by=by)

    def done(self, world, case, share, came):
        share.status = "reviewing"


class ReviewPass(OfShare):
    events, sources, who = ("review_pass", "grade"), {"reviewing"}, dispatcher

    def call(self, cast, row, by):
        return services.review_pass(row, by=by, grade=cast.entry(Entry.Book.GRADE))

    def done(self, world, case, share, came):
        share.status = "signing"


class ReviewSendBack(OfShare):
    weight = 1
    events, sources, who = ("review_send_back",), {"reviewing"}, dispatcher

    def call(self, cast, row, by):
        return services.review_send_back(row, by=by, note=WHY)

    def done(self, world, case, share, came):
        share.status = "drafting"


class Sign(OfShare):
    events, sources, who = ("sign", "seal"), {"signing"}, head

    def options(self, world, case, share, draw):
        world.letters += 1
        return {"number": f"彩函〔2026〕{world.letters}号"}

    def call(self, cast, row, by, number):
        return services.sign(row, by=by, letter_number=number)

    def done(self, world, case, share, came, number):
        share.status = "signed"


class Deliver(OfShare):
    events, sources = ("deliver", "hand_in"), {"signed"}

    def who(self, world, case, share):
        return {f"liaison{share.unit}", "office"}

    def call(self, cast, row, by):
        return services.deliver(row, by=by, delivered_on=clock.today())

    def leaves(self, case, share):
        lapsed = [(case.pk, "lapse")] if share.extension else []
        promised = effects(case, share, share.items, correcting=False)
        told = [(case.pk, one.event) for one in promised]
        return super().leaves(case, share) + lapsed + told

    def done(self, world, case, share, came):
        follow(case, share, effects(case, share, share.items, correcting=False))
        share.status, share.due, share.extension = "delivered", None, None
        until = day_of(share, Kind.FEEDBACK)
        share.awaited = dict.fromkeys(case.givers(), until)


class GiveFeedback(OfShare):
    """By each proposer; or by the office from their paper, with its scan."""

    events = ("give_feedback",)

    def who(self, world, case, share):
        return {"office", *(f"member{one}" for one in case.givers())}

    def barred(self, world, case, share, actor):
        if actor not in self.who(world, case, share):
            return "forbidden"
        open_to = case.givers() - share.spoken
        if actor != "office":
            open_to &= {int(actor.removeprefix("member"))}
        over = case.status == "closed" or share.round < case.round
        return "gate" if share.status != "delivered" or not open_to or over else ""

    def options(self, world, case, share, draw):
        left = case.givers() - share.spoken or case.givers()
        return {
            "bad": draw(st.booleans()),
            "giver": draw(st.sampled_from(sorted(left))),
            "scan": draw(st.sampled_from([True, True, False])),
            "speaker": [],
        }

    def inside(self, world, case, share, actor, scan, **told):
        return "file" if actor == "office" and not scan else ""

    def call(self, cast, row, by, bad, giver, scan, speaker):
        paper = {}
        if by.seat == cast.seats["office"]:
            giver = cast.seats[f"member{giver}"].member_id
            paper = {"giver": f"member:{giver}", "file": upload() if scan else None}
            speaker.append(giver)
        elif by.seat:
            speaker.append(by.seat.member_id)
        result = "dissatisfied" if bad else "satisfied"
        return services.give_feedback(
            row, by=by, attitude="satisfied", result=result, words=WHY, **paper
        )

    def done(self, world, case, share, came, bad, speaker, **told):
        who = world.members[speaker[-1]]
        share.spoken.add(who)
        share.awaited.pop(who, None)
        if bad:
            case.unhappy.add(share.round)
            if case.status == "replied":
                case.discontent()


OVER = ("closed", "withdrawn")


class ReplaceReply(OfShare):
    weight = 2
    events, sources, who = ("replace",), {"delivered"}, liaison_of_answering

    def gate(self, world, case, share):
        return case.status not in OVER and share.round == case.round

    def options(self, world, case, share, draw):
        return {"items": lines(draw)}

    def call(self, cast, row, by, items):
        told, body = [one.told() for one in items], f"更正答复{row.case.version}"
        return services.replace_reply(row, by=by, note=WHY, body=body, items=told)

    def leaves(self, case, share, items):
        verb = "write" if share.replacement else "open"
        return [*super().leaves(case, share), (case.pk, verb)]

    def done(self, world, case, share, came, items):
        share.replacement = share.owed_replacement = True
        share.items = items


class SignReplacement(Sign):
    events = ("sign_replacement", "supersede", "seal")
    sources = {"delivered"}

    def gate(self, world, case, share):
        return share.replacement and case.status not in OVER and share.round == case.round

    def call(self, cast, row, by, number):
        return services.sign_replacement(row, by=by, letter_number=number)

    def leaves(self, case, share, number):
        promised = effects(case, share, share.items, correcting=True)
        return super().leaves(case, share) + [(case.pk, one.event) for one in promised]

    def done(self, world, case, share, came, number):
        follow(case, share, effects(case, share, share.items, correcting=True))
        share.replacement = share.owed_replacement = False
