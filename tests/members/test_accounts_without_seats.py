"""三员分立: the 系统管理员 opens accounts, somebody else decides what they are for."""

import importlib

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members import services
from members.models import Role, Seat, User
from tests import factories
from tests.browsing import Person, fresh, signs_in
from tests.factories import hand
from tests.members.test_people_pages import notes, password_on, url, words

ANSWERS = {"username": "jtj01", "name": "张三", "phone": "13800000000"}


@pytest.fixture
def sysadmin(here):
    return factories.person(here, Role.SYSADMIN)


@pytest.fixture
def secadmin(here):
    return factories.person(here, Role.SECADMIN)


@pytest.fixture
def bare(here, sysadmin):
    user, _ = services.open_bare(here.registry, by=hand(sysadmin), username="jtj01", name="张三")
    user.must_change_password = False
    user.save()
    return user


def test_the_system_administrator_opens_an_account_and_the_security_one_seats_it(
    here, sysadmin, secadmin, education
):
    page = Person(sysadmin).post(url("new"), **ANSWERS)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    user = User.objects.get(username="jtj01")
    assert (user.committee, user.phone, user.seats.count()) == (here.body, "13800000000", 0)
    assert signs_in("jtj01", password_on(page))
    assert notes()[-1] == "开通账号（尚无身份）：账号jtj01"
    person = Person(secadmin)
    assert "（没有在任身份）" in words(person.get(url("list"), role="none"))
    assert person.post(f"{url('give', user)}?role=liaison", unit=education.pk).status_code == 302
    assert Seat.objects.held().get(user=user).unit == education
    assert "张三" not in words(person.get(url("list"), role="none"))


def test_the_system_administrators_form_asks_for_no_role(sysadmin):
    fields = set(Person(sysadmin).get(f"{url('new')}?role=liaison").context["form"].fields)
    assert fields == {"username", "name", "phone", "email"}


def test_a_name_that_is_taken_is_refused_beside_its_field(sysadmin, office):
    page = Person(sysadmin).post(url("new"), **ANSWERS | {"username": office.user.username})
    assert page.status_code == 422
    assert "username" in page.context["form"].errors
    assert "张三" in words(page)


def test_only_administrators_open_accounts_without_a_seat(here, office, director):
    for seat in (office, director):
        with pytest.raises(PermissionDenied):
            services.open_bare(here.registry, by=hand(seat), username="x1", name="某")
    assert Person(office).post(url("new"), **ANSWERS).status_code == 422  # a role is asked first
    assert not User.objects.filter(username__in=("x1", "jtj01")).exists()


def test_without_a_seat_one_sees_one_plain_page_and_nothing_else(here, bare):
    person = Person(Seat(user=bare))
    for address in ("/", reverse("proposals:list"), url("list"), reverse("notices:list")):
        page = person.get(address)
        assert page.status_code == 403
        assert "目前没有在任的身份" in words(page)
        assert f"请联系{here.body}提案委办公室或安全管理员" in words(page)
        assert "<nav" not in words(page)


def test_whoever_cannot_seat_it_for_everything_does_not_set_its_password(
    bare, office, sysadmin, secadmin
):
    """Else the office would know the password of somebody who becomes an administrator."""
    assert Person(office).post(url("reset", bare)).status_code == 403
    assert "请由系统管理员或安全管理员管理" in words(Person(office).get(url("person", bare)))
    for seat in (sysadmin, secadmin):
        assert Person(seat).post(url("reset", bare)).status_code == 200
    assert fresh(bare).must_change_password


def test_the_office_may_give_it_a_seat_of_its_own_people(office, bare, education):
    page = Person(office).post(f"{url('give', bare)}?role=liaison", unit=education.pk)
    assert page.status_code == 302
    assert Person(office).post(f"{url('give', bare)}?role=secadmin").status_code == 422


def test_a_seat_is_handed_on_to_an_account_that_has_none_yet(office, bare, liaison):
    page = Person(office).post(url("hand_on", liaison), username="jtj01", reason="调离")
    assert page.status_code == 302
    assert Seat.objects.held().get(user=bare).role == Role.LIAISON


def test_a_neighbour_does_not_know_of_it(bare, elsewhere):
    person = Person(elsewhere.office)
    assert person.get(url("person", bare)).status_code == 404
    assert person.post(f"{url('give', bare)}?role=director").status_code == 404
    assert "jtj01" not in words(person.get(url("list")))
    theirs = factories.person(elsewhere, Role.SYSADMIN)
    assert Person(theirs).post(url("reset", bare)).status_code == 404


def test_a_first_seat_makes_the_home_of_an_account_and_later_ones_do_not(here, elsewhere):
    user = factories.account("wandering")
    services.appoint(here.registry, by=here.by, user=user, role=Role.EXPERT)
    services.appoint(elsewhere.registry, by=elsewhere.by, user=user, role=Role.EXPERT)
    assert fresh(user).committee == here.body


def test_accounts_of_before_get_the_committee_of_their_first_seat(here, office, elsewhere):
    stranger = factories.account("stranger")
    services.appoint(elsewhere.registry, by=elsewhere.by, user=office.user, role=Role.EXPERT)
    User.objects.update(committee=None)
    migration = importlib.import_module("members.migrations.0004_home_committee")
    migration.at_home(apps, None)
    assert fresh(office.user).committee == here.body
    assert fresh(elsewhere.office.user).committee == elsewhere.body
    assert fresh(stranger).committee is None
