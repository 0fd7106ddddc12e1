"""On the server: seats for those whom nobody can seat on a page, and forgotten passwords."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import Role, Seat, User
from tests import factories
from tests.browsing import signs_in
from workflow.chain import faults
from workflow.models import Event


def give(person, **options):
    out = StringIO()
    call_command("give_seat", person, stdout=out, **options)
    return out.getvalue()


def password_in(told):
    return re.search(r"初始密码只显示这一次，请当面交给本人：(\S+)", told).group(1)


def test_a_dispatcher_is_seated_for_a_system_and_signs_in(here, office):
    told = give("dispatcher:dcs01:白露", system="政府系统")
    assert signs_in("dcs01", password_in(told))
    seat = Seat.objects.get(user__username="dcs01")
    assert (seat.role, seat.system, seat.user.name) == (Role.DISPATCHER, here.government, "白露")
    assert Event.objects.get(subject_id=seat.pk, action="enter").seat_id == office.pk
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("role", "scope"), [("liaison", "unit"), ("member", "member"), ("contact", "organisation")]
)
def test_a_seat_is_for_whatever_its_role_stands_for(here, education, member, role, scope):
    place = {"unit": education, "member": member.member}.get(scope) or factories.organisation(here)
    give(f"{role}:new01:白露", **{scope: place.name})
    assert getattr(Seat.objects.get(user__username="new01"), scope) == place


def test_known_people_keep_their_account_and_password(here, liaison, education):
    user = liaison.user
    told = give(f"unit_head：{user.username}：{user.name}", unit=education.name)
    assert "初始密码" not in told
    assert Seat.objects.held().filter(user=user).count() == 2


def test_the_first_security_administrator_is_seated_by_the_set_up_and_seats_the_rest(here, office):
    give("secadmin:aq01:白露")
    give("auditor:sj01:谷雨")
    seats = dict(
        Event.objects.filter(action="enter", subject_type=Seat.kind()).values_list(
            "subject_id", "seat"
        )
    )
    secadmin, auditor = (Seat.objects.get(role=role) for role in (Role.SECADMIN, Role.AUDITOR))
    assert (seats[secadmin.pk], seats[auditor.pk]) == (None, secadmin.pk)


@pytest.mark.parametrize(
    ("person", "options", "sentence"),
    [
        ("dcs01:白露", {}, "应写成 角色:账号:姓名"),
        ("king:dcs01:白露", {}, "没有角色“king”"),
        ("dispatcher:dcs01:白露", {}, "请用 --system 写明所属系统，可选：政府系统、党群系统"),
        ("dispatcher:dcs01:白露", {"system": "军队系统"}, "请用 --system"),
        ("director:dcs01:白露", {"system": "政府系统"}, "不需要 --system"),
        ("director:5390-office:别人", {}, "已属于"),
        ("director:白 露:白露", {}, "账号请用 2 至 60 个"),
        (f"director:dcs01:{'长' * 41}", {}, "40"),
        ("director:dcs01:白露", {"by": "nobody"}, "账号“nobody”不能登记提案委主任"),
        ("director:dcs01:白露", {"committee": "999999"}, "没有代码为“999999”的委员会"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_leaves_nothing(here, person, options, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        give(person, **options)
    assert not User.objects.filter(username="dcs01").exists()


def test_the_three_administrators_are_three_people(here):
    give("secadmin:aq01:白露")
    with pytest.raises(CommandError, match="不得由同一人担任"):
        give("auditor:aq01:白露")


def test_a_forgotten_password_is_renewed_on_the_server(here, office):
    out = StringIO()
    call_command("reset_password", office.user.username.upper(), stdout=out)
    password = password_in(out.getvalue())
    assert signs_in(office.user.username, password)
    event = Event.objects.get(action="console")
    assert (event.seat, event.note) == (None, f"重置密码：账号{office.user.username}")
    assert password not in str(event.data) + event.note
    assert list(faults()) == []


def test_an_account_that_is_not_there_is_told(db):
    with pytest.raises(CommandError, match="没有账号“nobody”"):
        call_command("reset_password", "nobody")
