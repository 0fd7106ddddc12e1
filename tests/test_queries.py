"""Pages ask the database the same number of questions for ten rows as for two hundred."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from deadlines.models import Obligation
from notices.models import Notice
from proposals import services
from proposals.models import AgendaItem, Assignment, Proposal, Reply, ReviewMeeting
from tests import factories
from tests.browsing import Person
from tests.conftest import ORIGIN, sql
from tests.factories import hand
from workflow.models import Case, Event

FEW, MANY = 10, 200
CEILINGS = {"desk": 10, "list": 10, "meetings": 7, "meeting": 7, "numbering": 7, "notices": 6}
CEILINGS |= {"calendar": 10, "board": 10, "board_list": 10}
DETAIL = 15
WHO = ["office", "director", "dispatcher", "liaison", "member"]


def copies(row, count, **columns):
    """That many cases like this one, each with an event, as if they had been there for years."""
    here, shared = row.case.committee, {"number": None, "receipt": None}
    cases = Case.objects.bulk_create(
        Case(committee=here, kind=row.kind(), caption=str(row), version=1) for _ in range(count)
    )
    kept = {field.name: getattr(row, field.name) for field in row._meta.fields}
    kept |= {name: value for name, value in (shared | columns).items() if name in kept}
    sql("SET session_replication_role = replica")
    rows = type(row)._base_manager.bulk_create(type(row)(**kept | {"case": one}) for one in cases)
    Event.objects.bulk_create(
        Event(
            case=case, committee=here, version=1, subject_type=row.kind(), subject_id=case.pk,
            action="file", target="filed", audience="public", hash="",
        )
        for case in cases
    )  # fmt: skip
    sql(ORIGIN)
    return rows


def owe(rows, seat):
    """The seat owes something for each of them."""
    Obligation.objects.bulk_create(
        Obligation(
            case=row.case, subject_type=row.kind(), subject_id=row.pk, kind="screen",
            due_on=clock.today(), first_due_on=clock.today(), **seat.scope(),
        )
        for row in rows
    )  # fmt: skip


def tell(rows, seat):
    events = Event.objects.filter(case__in=[row.case_id for row in rows])
    Notice.objects.bulk_create(
        Notice(
            seat=seat,
            user=seat.user,
            event=event,
            about=f"event:{event.pk}",
            text="您的提案已立案",
            url="/",
        )  # fmt: skip
        for event in events
    )


def questions(person, url) -> int:
    person.get(url)  # what is looked up once and kept
    with CaptureQueriesContext(connection) as asked:
        page = person.get(url)
    assert page.status_code == 200
    return len(asked)


def test_two_hundred_rows_cost_no_more_questions_than_ten(screened, meeting, office, member):
    pages = {
        "desk": (office, "/"),
        "list": (office, reverse("proposals:list")),
        "meetings": (office, reverse("proposals:meetings")),
        "meeting": (office, meeting.get_absolute_url()),
        "numbering": (office, reverse("proposals:numbering")),
        "notices": (member, reverse("notices:list")),
        "calendar": (office, reverse("calendar")),
        "board": (office, reverse("proposals:board")),
        "board_list": (office, reverse("proposals:board_list")),
    }
    asked: dict[str, list[int]] = {name: [] for name in pages}
    for count in (FEW, MANY - FEW):
        fill(screened, meeting, office, member, count)
        for name, (seat, url) in pages.items():
            asked[name].append(questions(Person(seat), url))
    for name, (few, many) in asked.items():
        print(f"\n{name}：{FEW}行{few}次查询，{MANY}行{many}次")
        assert few == many <= CEILINGS[name], name


def fill(screened, meeting, office, member, count):
    """As many rows more on each of those pages."""
    rows = copies(screened, count)
    owe(rows, office)
    tell(rows, member)
    position = AgendaItem.objects.count()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, proposal=row, position=position + place)
        for place, row in enumerate(rows, 1)
    )
    owe(copies(screened, count, status="filed", filed_on=clock.today()), office)
    owe(copies(meeting, count), office)
    assert Proposal.objects.count() >= count
    assert ReviewMeeting.objects.count() > count


def test_a_narrowed_list_asks_no_more(screened, office):
    copies(screened, FEW)
    url = reverse("proposals:list")
    assert questions(Person(office), f"{url}?q=公路&status=screening") <= CEILINGS["list"]


@pytest.mark.parametrize("who", WHO)
def test_the_page_of_one_asks_no_more_for_a_longer_history(request, contacted, liaison, who):
    person = Person(request.getfixturevalue(who))
    url = contacted.proposal.get_absolute_url()
    meet_again(contacted, liaison, 2)
    few = questions(person, url)
    meet_again(contacted, liaison, 20)
    many = questions(person, url)
    print(f"\n{who}：{few}次查询，又联系20次以后{many}次")
    assert few == many <= DETAIL


@pytest.mark.parametrize("who", WHO)
def test_the_page_of_one_asks_no_more_for_further_answers(request, delivered, police, here, who):
    person = Person(request.getfixturevalue(who))
    url = delivered.proposal.get_absolute_url()
    few = questions(person, url)
    for unit in (police, factories.unit(here, "州民政局")):
        answered_too(delivered, unit)
    many = questions(person, url)
    print(f"\n{who}：{few}次查询，另有两份答复{many}次")
    assert few == many <= DETAIL
    assert person.get(url).content.decode().count("您提出的提案收悉") == 3


def answered_too(share, unit):
    """Another unit's share, with a delivered answer in the same words."""
    sql("SET session_replication_role = replica")
    other = type(share)._base_manager.get(pk=share.pk)
    letter = share.replies.get()
    other.pk, other.unit, other.office = None, unit, None
    Assignment.objects.bulk_create([other])
    letter.pk, letter.assignment = None, other
    Reply.objects.bulk_create([letter])
    sql(ORIGIN)


def meet_again(share, liaison, count):
    for _ in range(count):
        services.record_contact(
            share,
            by=hand(liaison),
            way="phone",
            held_on=clock.today(),
            people="提案人",
            minutes="又沟通了一次。",
        )
