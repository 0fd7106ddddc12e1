"""Everybody who looks at the site, and the short ways to say who gets what answer."""

from __future__ import annotations

from django.test import Client

from members.models import Role
from tests import factories
from tests.browsing import lets_in

AT_HOME = (
    *("office", "director", "dispatcher", "party_dispatcher", "liaison", "other_liaison"),
    *("unit_head", "member", "other_member", "sysadmin", "secadmin", "auditor"),
)
ABROAD = ("foreign_office", "foreign_director", "foreign_member", "foreign_liaison")
SEATED = (*AT_HOME, *ABROAD)
OPEN = {"anonymous": 200, "stranger": 200}  # without signing in, without a seat


def everybody(status=200, **others):
    """That answer for all who have a seat; signed out to /login/, without a seat refused."""
    return {"anonymous": 302, "stranger": 403, **dict.fromkeys(SEATED, status), **others}


def only(names, status=200, *, otherwise):
    return everybody(otherwise, **dict.fromkeys(names.split(), status))


OFFICES = "office foreign_office"
SENDERS = f"{OFFICES} sysadmin"  # who look after what could not be delivered
DICTIONARIES = f"{OFFICES} secadmin"
DISPATCHERS = "dispatcher party_dispatcher"
REGISTRARS = f"{OFFICES} sysadmin secadmin"
COMMITTEES = f"{OFFICES} director foreign_director"
UNITS = "liaison other_liaison unit_head foreign_liaison"
MEMBERS = "member other_member foreign_member"
WRITERS = f"{OFFICES} member other_member foreign_member"
RAISERS = f"{OFFICES} member other_member foreign_member"  # of topics
CONCERNED = "office director dispatcher liaison unit_head member"


def browsers(here, elsewhere, cast, other_liaison, other_member):
    """A browser of everybody, by name."""
    abroad = factories.unit(elsewhere, "望海州教育局")
    seats = {
        **vars(cast),
        "other_liaison": other_liaison,
        "other_member": other_member,
        "party_dispatcher": factories.person(here, Role.DISPATCHER, system=here.party),
        "sysadmin": factories.person(here, Role.SYSADMIN),
        "secadmin": factories.person(here, Role.SECADMIN),
        "auditor": factories.person(here, Role.AUDITOR),
        "foreign_office": elsewhere.office,
        "foreign_director": factories.person(elsewhere, Role.DIRECTOR),
        "foreign_member": factories.member(elsewhere),
        "foreign_liaison": factories.person(elsewhere, Role.LIAISON, unit=abroad),
    }
    users = {name: seats[name].user for name in SEATED}
    users["stranger"] = factories.account("stranger")
    return {"anonymous": Client()} | {name: lets_in(Client(), user) for name, user in users.items()}
