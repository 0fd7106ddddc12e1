"""The committee of the pictures: the demo story, a county of its consultations, and who looks."""

from __future__ import annotations

from consultations.demo.fate import Volume
from consultations.demo.loading import fill
from members.models import Level, Role, Seat, Township
from notices.tasks import drain
from proposals.demo import story
from tests import factories

SOME = Volume(counties=2, old=4, mid=3, new=3)
ACCOUNTS = (  # by whom pages are looked at, the best known first
    *("office", "director", "dispatcher", "liaison", "unit_head", "member", "contact"),
    *("org_head", "sysadmin", "secadmin", "auditor"),
)


def told() -> dict[str, Seat]:
    """Load the demo; the seats that look at it, by account."""
    story.load()
    list(fill(SOME))
    drain()
    held = Seat.objects.held().with_scope()
    seats = {one.user.username: one for one in held.filter(user__username__in=ACCOUNTS)}
    found = {name: seats[name] for name in ACCOUNTS if name in seats}
    for role in (Role.TOWNSHIP, Role.PARTY, Role.LEAD):
        one = held.filter(role=role).order_by("pk").first()
        if one:
            found[str(role)] = one
    counties = held.filter(role=Role.OFFICE, committee__level=Level.COUNTY)
    watching = counties.filter(committee__townships__isnull=False).order_by("pk").first()
    return found | ({"county_office": watching} if watching else {})


def nobody_yet() -> dict[str, Seat]:
    """A committee on its first day: the same roles, and nothing there."""
    place = factories.committee("望海州", code="539199", level=Level.PREFECTURE)
    unit, town = factories.unit(place, "望海州教育局"), Township.objects.create(
        committee=place.body, code="539199101", name="石桥镇"
    )  # fmt: skip
    scopes = {
        Role.DISPATCHER: {"system": place.government},
        Role.LIAISON: {"unit": unit},
        Role.UNIT_HEAD: {"unit": unit},
        **dict.fromkeys((Role.TOWNSHIP, Role.PARTY), {"township": town}),
    }
    plain = (Role.DIRECTOR, Role.LEAD, Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)
    seats = {str(one): factories.person(place, one) for one in plain}
    seats |= {str(one): factories.person(place, one, **told) for one, told in scopes.items()}
    return seats | {"office": place.office, "member": factories.member(place)}
