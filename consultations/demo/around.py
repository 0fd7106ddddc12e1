"""Around the example: who looks after its township, a 观摩会 in the village, 文明村寨."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from common import clock
from consultations.models import CivicVillage, Gathering
from consultations.services import gatherings, postings, villages
from members.models import Entry, Role, Seat, Township
from workflow.hand import Hand

if TYPE_CHECKING:
    from consultations.demo.example import Village

NAMED, ASKED = "中寨村", "上坝村"
REASONS = "一年来开了三次院坝协商，路通了、灯亮了，群众逐项评议都满意。"
SEEN = "看了村内道路、路灯和蓄水池三个点，听了两个村发言，各乡镇当场提问。"


def tell(village: Village, held: int) -> list[int]:
    """The cases it made; `held` is the working day from the meeting that was yesterday."""
    above = Seat.objects.held().filter(committee=village.county.committee.parent)
    prefecture = Hand(above.get(role=Role.OFFICE))
    village.on(held - 12, lambda: looked_after(village))
    first = village.on(held - 11, lambda: propose(village, NAMED))
    shown = village.on(held - 10, lambda: announce(village, prefecture))
    village.on(held - 8, lambda: judge(first, village.county.office))
    village.on(held - 5, lambda: confirm(first, prefecture))
    second = village.on(held - 4, lambda: propose(village, ASKED))
    village.on(held - 3, lambda: hold(shown))
    coming = village.on(held - 2, lambda: advance(village))
    return [one.pk for one in (first, second, shown, coming)]


def looked_after(village: Village) -> None:
    office = village.county.office
    if isinstance(office.seat, Seat):
        postings.enter_posting(
            village.county.committee,
            by=office,
            seat=office.seat,
            township=village.town,
            first_on=clock.today(),
            duty="联系指导院坝协商",
        )


def propose(village: Village, name: str) -> CivicVillage:
    return villages.propose_village(village.town, by=village.studio, village=name, reasons=REASONS)


def judge(row: CivicVillage, by: Hand) -> None:
    villages.recommend_village(row, by=by, score=93, note="协商经常，任务大多办成，同意推荐。")


def confirm(row: CivicVillage, by: Hand) -> None:
    villages.confirm_village(fresh(row), by=by, score=91, note="实地看过，同意评定。")


def fresh(row: CivicVillage) -> CivicVillage:
    known = CivicVillage.objects.select_related("case__committee__parent")
    again: CivicVillage = known.get(pk=row.pk)
    return again


def announce(village: Village, by: Hand) -> Gathering:
    """The prefecture shows the village to all townships of its county."""
    committee = village.county.committee.parent
    if committee is None:
        raise RuntimeError("the example has a prefecture above it")
    sort = Entry.objects.get(committee=committee, book=Entry.Book.GATHERING, code="visit")
    return gatherings.announce(
        committee,
        by=by,
        townships=village.county.townships,
        title="全州院坝协商观摩会",
        sort=sort,
        planned_on=clock.today() + timedelta(days=7),
        place=f"{village.town}上坝村",
        host=village.town,
        body="上午九点在村口集合，看三个点，听两个村发言。",
    )


def hold(row: Gathering) -> None:
    row = Gathering.objects.select_related("case__committee").get(pk=row.pk)
    office = Seat.objects.held().get(committee=row.case.committee, role=Role.OFFICE)
    invited = list(Township.objects.filter(pk__in=row.invitations.values("township")))
    told: dict[str, Any] = {"held_on": clock.today(), "number": 64, "notes": SEEN}
    gatherings.hold_gathering(row, by=Hand(office), present=invited[:-1], **told)


def advance(village: Village) -> Gathering:
    """The county's own, still to come."""
    county = village.county
    return gatherings.announce(
        county.committee,
        by=county.office,
        townships=county.townships,
        title="全县院坝协商推进会",
        sort=village.entry("gathering", "advance"),
        planned_on=clock.today() + timedelta(days=21),
        place="县政协会议室",
    )
