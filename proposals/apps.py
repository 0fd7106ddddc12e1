from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "提案"

    def ready(self) -> None:
        from members.services.following import FOLLOWERS
        from notices.services import announces
        from proposals.announcing import about_meeting, messages
        from proposals.models import Proposal, ReviewMeeting
        from proposals.proofs import lines, texts
        from proposals.services.following import follow_debtors
        from workflow.chain import EXTRA

        announces(Proposal.kind(), messages)
        announces(ReviewMeeting.kind(), about_meeting)
        FOLLOWERS.append(follow_debtors)
        EXTRA.extend([texts, lines])
