"""Requests as they stand before they are decided; only inside what is rolled back."""

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.models import System
from proposals import debts
from proposals.models import Change, Extension
from tests.moves import put

TAKES_OVER = {
    "accept_change": ("reassign", False),
    "send_across": ("return", False),
    "give_back": ("return", False),
}
ADDS = {"add_waiting": ("add", False), "add_handling": ("add", True)}
BACK = {"resume_waiting": ("return", False), "resume_handling": ("return", True)}
DECISIONS = TAKES_OVER | ADDS | BACK


def open_the_way(action, share):
    """What must have been asked before the verb is let through."""
    if action in DECISIONS:
        what, signed = DECISIONS[action]
        Change(
            proposal=share.proposal, assignment=share, what=what, signed_for=signed,
            reason="不属于本单位职责", status="pending",
            across=share.unit if action == "give_back" else None,
        ).save(force_insert=True)  # fmt: skip
    if action == "pass_down":  # the neighbour as the county whose government this unit is
        there = System.objects.get(committee__code="5391", name="政府系统")
        put(share.unit, inner_system=there)
    if action in ("ask_extension", "pause", "resume"):
        debts.owes(share, Kind.REPLY, debts.unit_liaison(share), start=clock.today())
        assert Obligation.objects.open().filter(kind="reply").exists()
    if action == "resume":
        Obligation.objects.open().filter(kind="reply").update(paused_on=clock.today())
    if action in ("grant_extension", "refuse_extension"):
        Extension(
            proposal=share.proposal, assignment=share, reason="资金未到位", status="pending",
            due_on=clock.today(), until=clock.today(),
        ).save(force_insert=True)  # fmt: skip
