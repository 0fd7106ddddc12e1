"""账号与身份: the office, and the administrators beside it, decide who may sign in and what for."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deadlines.checks import faults
from members import services
from members.models import Role, Seat, User
from tests import factories
from tests.browsing import Person, fresh, signs_in, told
from tests.factories import hand
from workflow.chain import faults as broken_links
from workflow.models import Event


def url(name, *arguments):
    return reverse(f"people:{name}", args=[getattr(one, "pk", one) for one in arguments])


def words(page):
    return page.content.decode()


def password_on(page):
    return re.search(r"<code>(\S+)</code>", words(page)).group(1)


def notes():
    kept = Event.objects.filter(subject_type="members_registry").exclude(note="")
    return list(kept.order_by("version").values_list("note", flat=True))


@pytest.fixture
def sysadmin(here):
    return factories.person(here, Role.SYSADMIN)


@pytest.fixture
def secadmin(here):
    return factories.person(here, Role.SECADMIN)


# New accounts


def open_account(person, role, **more):
    answers = {"username": "jtj01", "name": "张三"} | more
    return person.post(f"{url('new')}?role={role}", **answers)


def test_the_office_seats_a_liaison_who_signs_in_with_the_password_told_once(office, education):
    page = open_account(Person(office), "liaison", unit=education.pk, phone="13800000000")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    password = password_on(page)
    user = User.objects.get(username="jtj01")
    assert (user.name, user.phone, user.must_change_password) == ("张三", "13800000000", True)
    [seat] = Seat.objects.held().filter(user=user)
    assert (seat.role, seat.unit) == (Role.LIAISON, education)
    assert signs_in("jtj01", password)
    assert password not in words(Person(office).get(url("person", user)))
    assert not Event.objects.filter(note__contains=password).exists()
    assert list(broken_links()) == []


def test_the_role_is_asked_first_and_then_only_what_it_needs(office):
    person = Person(office)
    asked = person.get(url("new")).context["form"]
    offered = {value for value, _ in asked.fields["role"].choices}
    assert offered == set(Role.values) - {"sysadmin", "secadmin", "auditor", "client"}
    needs = {
        "dispatcher": "system", "liaison": "unit", "unit_head": "unit", "member": "member",
        "contact": "organisation", "org_head": "organisation", "township": "township",
        "party": "township", "office": None, "director": None, "lead": None, "expert": None,
    }  # fmt: skip
    for role, scope in needs.items():
        fields = set(person.get(f"{url('new')}?role={role}").context["form"].fields)
        assert fields == {"username", "name", "phone", "email", scope} - {None}


def test_a_seat_stands_for_something_of_this_committee_only(office, elsewhere):
    theirs = factories.unit(elsewhere, "望海州教育局")
    page = open_account(Person(office), "liaison", unit=theirs.pk)
    assert page.status_code == 422
    assert open_account(Person(office), "liaison").status_code == 422
    assert not User.objects.filter(username="jtj01").exists()


def test_an_account_that_is_taken_or_misspelt_is_refused_beside_its_field(office):
    person = Person(office)
    for username in ("5390-OFFICE", "张三", "a", "a b"):
        page = open_account(person, "director", username=username)
        assert page.status_code == 422
        assert "username" in page.context["form"].errors
    assert Seat.objects.filter(role=Role.DIRECTOR).count() == 0


@pytest.mark.parametrize("role", ["sysadmin", "secadmin", "auditor", "king", ""])
def test_the_office_gives_no_administrators_seat(office, role):
    page = open_account(Person(office), role)
    assert page.status_code == 422
    assert not User.objects.filter(username="jtj01").exists()


def test_the_security_administrator_seats_the_others_but_nobody_twice(secadmin):
    person = Person(secadmin)
    assert open_account(person, "auditor").status_code == 200
    user = User.objects.get(username="jtj01")
    page = person.post(f"{url('give', user)}?role=sysadmin")
    assert page.status_code == 422
    assert "不得由同一人担任" in words(page)


def test_the_system_administrator_gives_no_seats(sysadmin, liaison):
    person = Person(sysadmin)
    assert open_account(person, "director").status_code == 200  # an account, but no seat
    assert not Seat.objects.filter(user__username="jtj01").exists()
    assert person.post(f"{url('give', liaison.user)}?role=director").status_code == 403
    assert person.get(url("end", liaison)).status_code == 403
    with pytest.raises(PermissionDenied):
        services.dismiss(liaison, by=hand(sysadmin))


# Seats


def test_a_person_gets_a_second_seat_but_not_the_same_again(office, liaison, police, education):
    person = Person(office)
    address = f"{url('give', liaison.user)}?role=liaison"
    assert person.post(address, unit=police.pk).status_code == 302
    assert Seat.objects.held().filter(user=liaison.user).count() == 2
    page = person.post(address, unit=education.pk)
    assert page.status_code == 422
    assert "不必重复登记" in words(page)


def test_ending_the_last_seat_that_owes_something_shows_what_and_leads_to_a_successor(
    signed_for, office, liaison
):
    page = Person(office).get(url("end", liaison))
    assert "关于完善乡村公路安全防护设施的提案" in words(page)
    assert url("hand_on", liaison) in words(page)
    assert Person(office).post(url("end", liaison), reason="调离").status_code == 422
    assert fresh(liaison).status == "held"


def test_a_newcomer_takes_the_seat_over_with_what_is_owed(signed_for, office, liaison, education):
    person = Person(office)
    page = person.post(url("hand_on", liaison), username="new01", reason="调离")
    assert "要新开通的请填写姓名" in words(page)
    page = person.post(url("hand_on", liaison), username="new01", name="李四", reason="调离")
    assert signs_in("new01", password_on(page))
    [seat] = Seat.objects.held().filter(unit=education, role=Role.LIAISON)
    assert seat.user.name == "李四"
    assert fresh(liaison).status == "ended"
    assert list(faults()) == []
    assert "已结束的身份" in words(person.get(url("person", liaison.user)))


def test_a_colleague_of_the_same_seat_takes_over_without_a_second_one(
    here, office, liaison, education
):
    other = factories.person(here, Role.LIAISON, unit=education)
    page = Person(office).post(url("hand_on", liaison), username=other.user.username, reason="调离")
    assert page.status_code == 302
    assert list(Seat.objects.held().filter(unit=education)) == [other]


def test_nobody_hands_on_to_themselves_or_to_a_stranger(office, liaison, elsewhere):
    person = Person(office)
    for username in (liaison.user.username, elsewhere.office.user.username):
        page = person.post(url("hand_on", liaison), username=username, reason="调离")
        assert page.status_code == 422
    assert fresh(liaison).status == "held"


def test_a_seat_that_owes_nothing_ends_with_its_reason(office, other_liaison):
    person = Person(office)
    assert person.post(url("end", other_liaison)).status_code == 422
    page = person.post(url("end", other_liaison), reason="退休")
    assert page.status_code == 302
    assert fresh(other_liaison).status == "ended"
    assert Event.objects.get(subject_id=other_liaison.pk, action="end").note == "退休"


def test_the_last_office_stays_until_there_is_another(here, office):
    person = Person(office)
    page = person.post(url("end", office), reason="退休")
    assert page.status_code == 422
    assert "请先把" in words(page)
    factories.person(here, Role.OFFICE)
    assert person.post(url("end", office), reason="退休").status_code == 302


# Accounts


def test_a_new_password_signs_the_old_one_out(office, liaison):
    theirs = Person(liaison)
    page = Person(office).post(url("reset", liaison.user))
    assert "no-store" in page["Cache-Control"]
    assert theirs.get("/").status_code == 302
    assert not signs_in(liaison.user.username, factories.PASSWORD)
    assert signs_in(liaison.user.username, password_on(page))
    assert fresh(liaison.user).must_change_password
    assert notes()[-1] == f"重置密码：账号{liaison.user.username}"


def test_a_new_password_opens_an_account_locked_by_wrong_ones(office, liaison):
    visitor, name = Client(), liaison.user.username
    for _ in range(6):
        locked = visitor.post("/login/", {"username": name, "password": "wrong"})
    assert locked.status_code == 429
    password = password_on(Person(office).post(url("reset", liaison.user)))
    page = visitor.post("/login/", {"username": name, "password": password})
    assert page.status_code == 302


def test_a_closed_account_comes_back_with_its_seats(office, other_liaison):
    person, user = Person(office), other_liaison.user
    assert person.post(url("close", user)).status_code == 422
    assert person.post(url("close", user), reason="借调").status_code == 302
    assert not signs_in(user.username, factories.PASSWORD)
    assert "停用" in words(person.get(url("list"), is_active="False"))
    assert person.post(url("reopen", user)).status_code == 302
    assert signs_in(user.username, factories.PASSWORD)
    assert [note for note in notes() if user.username in note] == [
        f"停用账号（借调）：账号{user.username}",
        f"启用账号：账号{user.username}",
    ]


def test_an_account_stays_open_while_only_its_owner_owes_something(signed_for, office, liaison):
    page = Person(office).post(url("close", liaison.user), reason="借调")
    assert page.status_code == 422
    assert "关于完善乡村公路安全防护设施的提案" in words(page)
    assert fresh(liaison.user).is_active


def test_a_closed_account_gets_no_seat(here, office, other_liaison):
    services.close_account(here.registry, other_liaison.user, by=hand(office), reason="借调")
    page = Person(office).post(f"{url('give', other_liaison.user)}?role=director")
    assert page.status_code == 422
    assert "已停用" in words(page)


def test_a_members_debts_go_to_the_office_when_the_account_is_closed(delivered, office, member):
    assert Person(office).post(url("close", member.user), reason="离任").status_code == 302
    assert list(faults()) == []


def test_details_change_and_the_register_tells_what_but_not_the_number(office, liaison):
    page = Person(office).post(url("edit", liaison.user), name="王五", phone="13900000000")
    assert page.status_code == 302
    user = fresh(liaison.user)
    assert (user.name, user.phone, user.email) == ("王五", "13900000000", "")
    assert notes()[-1] == f"更改姓名、手机、邮箱：账号{user.username}"


@pytest.mark.parametrize("deed", ["reset", "close"])
def test_nobody_does_it_to_their_own_account(office, deed):
    page = Person(office).post(url(deed, office.user), reason="试")
    assert page.status_code == 422
    assert fresh(office.user).check_password(factories.PASSWORD)
    assert fresh(office.user).is_active


def test_each_looks_after_the_accounts_below_them_only(here, office, sysadmin, secadmin, liaison):
    for who, whom in ((sysadmin, liaison), (sysadmin, office), (secadmin, sysadmin)):
        assert Person(who).get(url("reset", whom.user)).status_code == 200
    for who, whom in ((office, sysadmin), (office, secadmin), (sysadmin, secadmin)):
        for deed in ("reset", "close", "edit", "reopen"):
            assert Person(who).post(url(deed, whom.user), reason="试").status_code == 403
    with pytest.raises(PermissionDenied):
        services.renew_password(here.registry, sysadmin.user, by=hand(office))


def test_who_sits_in_two_committees_is_changed_by_neither(here, elsewhere, liaison, office):
    services.appoint(elsewhere.registry, by=elsewhere.by, user=liaison.user, role=Role.DIRECTOR)
    for who in (office, elsewhere.office):
        assert Person(who).post(url("reset", liaison.user)).status_code == 403
        assert "其他委员会也有身份" in words(Person(who).get(url("person", liaison.user)))


def test_a_neighbours_people_do_not_exist(office, elsewhere):
    theirs = elsewhere.office
    person = Person(office)
    for name in ("person", "give", "edit", "reset", "close", "reopen"):
        assert person.get(url(name, theirs.user)).status_code == 404
        assert person.post(url(name, theirs.user)).status_code in (404, 405)
    for name in ("end", "hand_on"):
        assert person.post(url(name, theirs)).status_code == 404
    assert theirs.user.username not in words(person.get(url("list")))


@pytest.mark.parametrize("who", ["director", "dispatcher", "liaison", "member"])
def test_the_pages_are_for_registrars_only(request, who, other_liaison):
    person = Person(request.getfixturevalue(who))
    for page in ("list", "new"):
        assert person.get(url(page)).status_code == 403
    for page in ("person", "reset", "close"):
        assert person.get(url(page, other_liaison.user)).status_code == 403


# The list


@pytest.mark.parametrize("sought", ["段立", "dlq", "DL", "person-77"])
def test_people_are_found_by_name_account_or_first_letters(here, office, sought):
    user = factories.account("person-77", "段立秋")
    services.appoint(here.registry, by=here.by, user=user, role=Role.EXPERT)
    other = factories.person(here, Role.EXPERT)
    page = Person(office).get(url("list"), q=sought)
    assert "段立秋" in words(page)
    assert other.user.username not in words(page)


def test_the_list_narrows_to_a_role_and_asks_no_more_for_more_people(here, office):
    person = Person(office)
    person.get(url("list"))
    asked = []
    for count in (3, 30):
        for _ in range(count):
            factories.person(here, Role.EXPERT)
        with CaptureQueriesContext(connection) as questions:
            assert person.get(url("list")).status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]
    assert office.user.username not in words(person.get(url("list"), role="expert"))


def test_more_than_a_page_of_people_go_on_on_the_next(here, office):
    for _ in range(51):
        factories.person(here, Role.EXPERT)
    first = Person(office).get(url("list"))
    following = Person(office).get(url("list") + first.context["page"]["next_url"])
    shown = [line.pk for page in (first, following) for line in page.context["lines"]]
    assert len(shown) == len(set(shown)) == 52


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR])
def test_administrators_see_no_figures_and_no_search_of_proposals(here, submitted, role):
    page = words(Person(factories.person(here, role)).get("/"))
    assert "搜索提案" not in page
    assert "立案率" not in page
    assert "没有待办" in page


# Passwords


@pytest.mark.parametrize("password", ["bgs01bgs01bgs01", "BGS01bgs01BGS01", "1bgs01bgs01bgs01!"])
def test_the_account_over_and_over_is_no_password(db, password):
    user, first = services.open_account(username="bgs01", name="段立秋")
    with pytest.raises(ValidationError) as refusal:
        services.change_password(user, old=first, new=password)
    assert "密码不能由账号重复拼成" in refusal.value.messages
    services.change_password(user, old=first, new="三棵梨树在老院子里bgs01")


def test_what_was_done_is_told(office, other_liaison):
    person = Person(office)
    page = person.post(url("close", other_liaison.user), reason="借调")
    assert told(page) == ["已停用账号"]
