from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "提案"

    def ready(self) -> None:
        from deadlines.limits import FORMS, OCCASIONS
        from members.services.jobs import RUNNERS, STANDING
        from proposals import batch_jobs
        from proposals.api.copies import offer_copies, offer_supervision
        from proposals.models import Kind, Occasion
        from proposals.owning import vouch_for_debts
        from proposals.owning_keys import answer_for_keys
        from proposals.proofs import lines, texts
        from proposals.reminding import remind_of_debts
        from proposals.scopes import offer_scopes, offer_supervision_scopes
        from workflow.chain import EXTRA

        announce()
        follow()
        RUNNERS[batch_jobs.KIND] = batch_jobs.run
        STANDING.add(batch_jobs.KIND)
        offer_scopes()
        offer_supervision_scopes()
        offer_copies()
        offer_supervision()
        remind_of_debts()
        vouch_for_debts()
        answer_for_keys()
        OCCASIONS.extend(Occasion.choices)
        FORMS.extend(Kind.choices)
        EXTRA.extend([texts, lines])
        import_tables()


def import_tables() -> None:
    """A worker looks through what other systems send."""
    from members.services.jobs import RUNNERS
    from proposals import import_jobs

    RUNNERS[import_jobs.KIND] = import_jobs.run


def announce() -> None:
    """Who is told of what happens to cases, meetings and follow-ups."""
    from notices.services import announces
    from proposals.announcing import about_follow_up, about_meeting, messages
    from proposals.models import FollowUp, Proposal, ReviewMeeting

    announces(Proposal.kind(), messages)
    announces(ReviewMeeting.kind(), about_meeting)
    announces(FollowUp.kind(), about_follow_up)


def follow() -> None:
    """What goes with a unit or a person that changes."""
    from members.services.following import CARRIERS, FOLLOWERS
    from proposals.services.carrying import CARRIER
    from proposals.services.following import follow_debtors
    from proposals.services.following_visits import follow_visitors

    FOLLOWERS.extend([follow_debtors, follow_visitors])
    CARRIERS.append(CARRIER)
