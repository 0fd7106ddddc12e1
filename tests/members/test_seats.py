"""One person, several seats: each act is of the seat that was chosen, while it is held."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from common import clock
from members import services
from members.models import Role, Seat
from tests import factories
from tests.browsing import Person
from tests.factories import hand

SWITCH = reverse("members:switch_seat")


@pytest.fixture
def second(here, office):
    """The same person is the director as well."""
    return services.appoint(here.registry, by=here.by, user=office.user, role=Role.DIRECTOR)


def seat_on(page):
    return page.context["seat"]


def test_the_first_seat_is_taken_until_another_is_chosen(office, second):
    person = Person(office)
    assert seat_on(person.get("/")) == office
    person.post(SWITCH, seat=second.pk)
    assert seat_on(person.get("/")) == second


def test_a_seat_of_somebody_else_does_not_exist(office, member):
    person = Person(office)
    for wanted in (member.pk, "", "0", "abc", "٣", "9" * 30):
        assert person.post(SWITCH, seat=wanted).status_code == 404
    assert seat_on(person.get("/")) == office


def test_switching_leads_back_to_ones_own_site_only(office, second):
    person = Person(office)
    assert person.post(SWITCH, seat=second.pk, next="/proposals/")["Location"] == "/proposals/"
    away = person.post(SWITCH, seat=second.pk, next="https://evil.example/")
    assert away["Location"] == "/"


def test_rights_come_from_the_chosen_seat_not_from_the_person(office, second):
    person = Person(office)
    assert person.get(reverse("proposals:numbering")).status_code == 200
    person.post(SWITCH, seat=second.pk)
    assert person.get(reverse("proposals:numbering")).status_code == 403


def test_a_seat_that_ends_today_is_gone_tomorrow(here, member, second, office):
    person = Person(office)
    person.post(SWITCH, seat=second.pk)
    services.dismiss(second, by=here.by, reason="工作调动")
    assert seat_on(person.get("/")) == office
    assert person.post(SWITCH, seat=second.pk).status_code == 404


def test_a_seat_of_next_month_is_not_yet_one(here, office):
    later = services.appoint(
        here.registry, by=here.by, user=office.user, role=Role.DIRECTOR,
        valid_from=clock.today() + timedelta(days=30),
    )  # fmt: skip
    assert Person(office).post(SWITCH, seat=later.pk).status_code == 404


def test_who_has_no_seat_is_told_whom_to_ask(db):
    user = factories.account("nobody")
    person = Person(Seat(user=user))
    page = person.get("/")
    assert page.status_code == 403
    assert "请联系本级政协提案委办公室" in page.content.decode()


def test_a_closed_account_is_signed_out_at_once(member):
    person = Person(member)
    member.user.is_active = False
    member.user.save(update_fields=["is_active"])
    assert person.get("/")["Location"].startswith("/login/")


def test_a_successor_takes_over_the_scope(here, liaison, education):
    heir = factories.account("heir")
    seat = services.transfer_seat(liaison, by=here.by, user=heir)
    assert (seat.role, seat.unit, seat.user) == (Role.LIAISON, education, heir)
    assert not Seat.objects.held().filter(pk=liaison.pk).exists()


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.LIAISON, Role.MEMBER, Role.CONTACT])
def test_a_seat_names_what_it_stands_for(here, role):
    with pytest.raises(ValidationError, match="须指定所属对象"):
        factories.person(here, role)


def test_a_seat_stands_for_nothing_of_a_neighbour(here, elsewhere):
    theirs = factories.unit(elsewhere, "望海州教育局")
    with pytest.raises(ValidationError, match="不属于本会"):
        factories.person(here, Role.LIAISON, unit=theirs)
    with pytest.raises(ValidationError, match="不属于本会"):
        factories.person(here, Role.DISPATCHER, system=elsewhere.government)
    with pytest.raises(ValidationError, match="不属于本会"):
        factories.person(here, Role.MEMBER, member=factories.member(elsewhere).member)


def test_only_the_office_and_administrators_appoint(here, elsewhere, director, member):
    user = factories.account("candidate")
    for seat in (director, member, elsewhere.office, None):
        with pytest.raises(PermissionDenied):
            services.appoint(here.registry, by=hand(seat), user=user, role=Role.LEAD)
