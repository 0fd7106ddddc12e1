"""Further proposals beside the one of the fixtures."""

from __future__ import annotations

from members.models import Entry
from proposals import services
from tests import factories
from tests.factories import hand


def submitted_by(here, member, title, body="【建议】\n加装护栏。"):
    sheet = services.start_draft(member)
    category = factories.entry(here.body, Entry.Book.CATEGORY, "build")
    words = {"title": title, "category": category, "body": body}
    sheet = services.save_draft(sheet, by=hand(member), seen=sheet.revision, **words)
    return services.submit(sheet, by=hand(member))


def another(here, member, office, title, units=()):
    """Under review, like the one it stands beside."""
    proposal = submitted_by(here, member, title)
    return services.screen(proposal, by=hand(office), recommendation="file", units=units)


def filed_by(here, office, director, proposal):
    """Decided by a meeting of its own."""
    services.convene(
        here.session,
        by=hand(office),
        name=f"审查{proposal.receipt}号的会议",
        held_on=here.session.plenary_from,
        proposals=[proposal],
    )
    return services.file(proposal, by=hand(director))
