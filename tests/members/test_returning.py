"""Who comes back is let in as long as session and account hold, and not a moment longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.models import User
from members.returning import ACCOUNTS, OPEN
from tests.browsing import Person

pytestmark = pytest.mark.django_db


def who(person) -> User | None:
    """For whom the site takes the browser; None for a stranger."""
    user = person.get("/").wsgi_request.user
    return user if user.is_authenticated else None


def columns(row) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def test_of_two_who_are_signed_in_each_is_who_they_are(office, member):
    assert who(Person(office)) == office.user
    assert who(Person(member)) == member.user


def test_a_session_that_has_ended_lets_nobody_in_and_others_stay(office, member):
    gone, stays = Person(office), Person(member)
    key = gone.client.cookies["sessionid"].value
    past = timezone.now() - timedelta(seconds=1)
    assert Session.objects.filter(session_key=key).update(expire_date=past) == 1
    assert who(gone) is None
    assert who(stays) == member.user


def test_a_made_up_session_lets_nobody_in(office):
    person = Person(office)
    person.client.cookies["sessionid"] = "a" * 32
    assert who(person) is None


def test_whose_account_is_closed_is_out_at_once(office):
    person = Person(office)
    assert who(person) == office.user
    User.objects.filter(pk=office.user_id).update(is_active=False)
    assert who(person) is None


def test_what_is_found_is_what_the_orm_would_find(office):
    ticket = Person(office).client.cookies["sessionid"].value
    [user], [session] = ACCOUNTS.rows(office.user_id), OPEN.rows(ticket)
    assert columns(user) == columns(User.objects.get(pk=office.user_id))
    assert columns(session) == columns(Session.objects.get(pk=ticket))
