"""What the story of the pictures has besides: key proposals, a letter, visits, views, a push."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.http import QueryDict

from common import clock
from common.listing import LISTINGS
from members.models import Client, Entry, Seat, Session, Unit
from members.services import views
from members.services.sheets import later
from notices.webhooks import set_up_webhook
from proposals import services
from proposals.demo.key_story import tell_keys
from proposals.models import Assignment, FollowUp
from proposals.services import follow_up as follow_ups
from proposals.services.warnings import issue_warning
from proposals.views.meetings import waiting_for_meeting
from tests.factories import hand

SOON = timedelta(days=20)


def more(seats: dict[str, Seat]) -> None:
    tell_keys()
    warned(seats)
    looked_again(seats)
    to_decide(seats)
    kept(seats["office"])
    client = Client.objects.select_related("registry__case").get()
    set_up_webhook(client, by=hand(seats["secadmin"]), url="https://db.example.org/changed")


def warned(seats: dict[str, Seat]) -> None:
    """One letter to the unit of the pictures, about a share that it still has."""
    unit = Unit.objects.get(pk=seats["liaison"].unit_id)
    shares = Assignment.objects.live().filter(unit=unit).order_by("pk")[:1]
    issue_warning(
        seats["office"].committee,
        by=hand(seats["office"]),
        unit=unit,
        shares=list(shares),
        reason="答复逾期，提案人多次来电询问",
        words="请于期限内报告办理进展、逾期原因和下一步措施，由主要负责人签发。",
        due_on=clock.today() + SOON,
    )


def looked_again(seats: dict[str, Seat]) -> None:
    """Visits of all grades, of which the member has made one."""
    office = seats["office"]
    session = Session.objects.current(office.committee)
    grades = Entry.objects.filter(committee=office.committee, book=Entry.Book.GRADE)
    follow_up = follow_ups.start_follow_up(
        session,
        by=hand(office),
        name="答复落实情况专项民主监督",
        manner=FollowUp.Manner.OVERSIGHT,
        grades=list(grades),
        size=4,
        members=[seats["member"].member, seats["member2"].member],
        experts=False,
        due_on=clock.today() + SOON,
    )
    visit = follow_up.visits.filter(member=seats["member"].member).order_by("pk").first()
    follow_ups.fill_in_visit(
        visit,
        by=hand(seats["member"]),
        visited_on=clock.today(),
        finding="partly",
        words="现场看到的工作只完成了一部分，其余点位尚未动工。",
    )


def kept(office: Seat) -> None:
    """A view of the list that is shared, and a sheet that a worker is to make."""
    by, listing = hand(office), LISTINGS["proposals"]
    words = {"query": "status=handling&sort=-submitted", "roles": ["director"]}
    views.save_view(office, listing.name, by=by, name="办理中的", **words)
    asked = hand(office, press=uuid4())
    later(listing, office, QueryDict("status=handling"), [], [], by=asked, count=620)


def to_decide(seats: dict[str, Seat]) -> None:
    """A meeting of today, with what waits for one; the last may still be put on its list."""
    office = seats["office"]
    *first, last = waiting_for_meeting(office)
    services.convene(
        Session.objects.current(office.committee),
        by=hand(office),
        name="今日审查会议",
        held_on=clock.today(),
        proposals=first or [last],
    )
