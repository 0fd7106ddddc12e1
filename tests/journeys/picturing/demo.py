"""The committee of the pictures: the demo story, a county of its consultations, and who looks."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from common import clock
from consultations.demo import names as consultations
from consultations.demo.fate import Volume
from consultations.demo.loading import fill
from consultations.models import Venue
from members import services as members
from members.models import Level, Registry, Role, Seat, Session, Township
from members.scopes import labels
from notices.models import Gateway
from notices.tasks import drain
from opinions import services as opinions
from proposals import services
from proposals.demo import story
from proposals.models import Draft
from tests import factories
from tests.api.systems import System, asks_for_token
from tests.factories import hand
from tests.journeys.picturing.demo_more import more

SOME = Volume(counties=2, old=4, mid=3, new=3)
ACCOUNTS = (  # by whom pages are looked at, the best known first
    *("office", "director", "dispatcher", "liaison", "unit_head", "member", "member2", "contact"),
    *("org_head", "sysadmin", "secadmin", "auditor"),
)


def told() -> dict[str, Seat]:
    """Load the demo; the seats that look at it, by account."""
    with transaction.atomic():
        story.load()
        list(fill(SOME))
    held = Seat.objects.held().with_scope()
    seats = {one.user.username: one for one in held.filter(user__username__in=ACCOUNTS)}
    found = {name: seats[name] for name in ACCOUNTS}
    above = held.filter(role=Role.OFFICE, committee__code=consultations.PREFECTURE)
    counties = held.filter(role=Role.OFFICE, committee__level=Level.COUNTY)
    beside = {
        "prefecture": above,
        "township": held.filter(role=Role.TOWNSHIP),
        "party": held.filter(role=Role.PARTY),
        "county": counties.filter(committee__townships__isnull=False),
    }
    found |= {name: rows.order_by("pk").first() for name, rows in beside.items()}
    untold(found)
    more(found)
    drain()
    return found


def untold(seats: dict[str, Seat]) -> None:
    """What no tale has and pages show: an invitation, a system at the API, a gateway …"""
    office, keeper = hand(seats["office"]), hand(seats["secadmin"])
    committee = seats["office"].committee
    register = Registry.objects.get(case__committee=committee)
    words = {"title": "线下提案第1号", "registered_on": clock.today(), "handled_by": "机要室"}
    services.register_offline(Session.objects.current(committee), by=office, **words)
    sheet = Draft.objects.filter(seat=seats["member"], proposal=None).order_by("pk").first()
    services.invite(sheet, by=hand(seats["member"]), members=[seats["member2"].member])
    opinions.start_draft(seats["member"])
    client, secret = members.issue_client(
        register,
        by=keeper,
        name="州政府督查系统",
        role=Role.CLIENT,
        rate=300,
        scopes=list(labels()),
    )
    asks_for_token(client, "wrong")
    System(client, secret).get(reverse("api:proposal-list"))
    Gateway.objects.create(
        committee=committee, name="短信平台", kind=Gateway.Kind.SMS, secret="x" * 32,
        url="https://sms.example.org/send",
    )  # fmt: skip


def unsigned() -> list[str]:
    """Pages for whoever has no account: signing in, and what the printed codes lead to."""
    venue = Venue.objects.filter(status=Venue.Status.OPEN).order_by("pk").first()
    ways = [reverse("login"), reverse("villagers:receipt")]
    ways.append(reverse("villagers:wish", args=[venue.token]))
    return ways


def nobody_yet() -> dict[str, Seat]:
    """A committee on its first day: the same roles, and nothing there."""
    place = factories.committee("望海州", code="539199", level=Level.PREFECTURE)
    unit = factories.unit(place, "望海州教育局")
    town = Township.objects.create(committee=place.body, code="539199101", name="石桥镇")
    scopes = {
        Role.DISPATCHER: {"system": place.government},
        Role.LIAISON: {"unit": unit},
        Role.UNIT_HEAD: {"unit": unit},
        **dict.fromkeys((Role.TOWNSHIP, Role.PARTY), {"township": town}),
    }
    plain = (Role.DIRECTOR, Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)
    seats = {str(one): factories.person(place, one) for one in plain}
    seats |= {str(one): factories.person(place, one, **told) for one, told in scopes.items()}
    return seats | {"office": place.office, "member": factories.member(place)}
