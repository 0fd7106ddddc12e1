from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "提案"

    def ready(self) -> None:
        from notices.services import announces
        from proposals.announcing import about_meeting, messages
        from proposals.models import Proposal, ReviewMeeting
        from proposals.proofs import texts
        from workflow.chain import EXTRA

        announces(Proposal.kind(), messages)
        announces(ReviewMeeting.kind(), about_meeting)
        EXTRA.append(texts)
