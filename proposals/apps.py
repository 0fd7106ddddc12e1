from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "提案"

    def ready(self) -> None:
        from deadlines.limits import FORMS, OCCASIONS
        from members.services.following import CARRIERS, FOLLOWERS
        from members.services.jobs import RUNNERS
        from notices.services import announces
        from proposals import batch_jobs
        from proposals.announcing import about_follow_up, about_meeting, messages
        from proposals.api.copies import offer_copies
        from proposals.models import FollowUp, Kind, Occasion, Proposal, ReviewMeeting
        from proposals.owning import vouch_for_debts
        from proposals.owning_keys import answer_for_keys
        from proposals.proofs import lines, texts
        from proposals.reminding import remind_of_debts
        from proposals.scopes import offer_scopes
        from proposals.services.carrying import CARRIER
        from proposals.services.following import follow_debtors
        from proposals.services.following_visits import follow_visitors
        from workflow.chain import EXTRA

        announces(Proposal.kind(), messages)
        announces(ReviewMeeting.kind(), about_meeting)
        RUNNERS[batch_jobs.KIND] = batch_jobs.run
        announces(FollowUp.kind(), about_follow_up)
        offer_scopes()
        offer_copies()
        remind_of_debts()
        vouch_for_debts()
        answer_for_keys()
        FOLLOWERS.append(follow_debtors)
        FOLLOWERS.append(follow_visitors)
        OCCASIONS.extend(Occasion.choices)
        FORMS.extend(Kind.choices)
        CARRIERS.append(CARRIER)
        EXTRA.extend([texts, lines])
