"""Old proposals that are only kept: they come in closed."""

from __future__ import annotations

from deadlines.models import Obligation
from proposals.models import Proposal
from tests.proposals.test_import import bring, line
from workflow.chain import faults


def test_old_cases_for_the_archive_are_closed_and_owe_nothing(here):
    report = bring(here, line("1"), archive=True)
    assert report.added == 1
    proposal = Proposal.objects.get()
    assert proposal.status == Proposal.Status.CLOSED
    assert not Obligation.objects.filter(case=proposal.pk).exists()
    assert list(faults()) == []
