"""A roll of units may name who works there: accounts are opened, nobody is put out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from common.tables import read
from members import services
from members.models import Role, Seat, User
from members.reading import read_units
from members.services.rolls_units import import_units, plan_units
from tests import factories
from tests.browsing import Person, signs_in
from tests.factories import hand
from workflow.chain import faults

HEADER = "单位名称,简称,系统,上级单位,经办账号,经办姓名,负责人账号,负责人姓名"
WATER = "县水务局,,政府系统,,Sw01,张三,sw02,李四"


def roll(*lines):
    return read_units(read("\n".join([HEADER, *lines, ""]).encode()))


def establish(here, *lines, **options):
    return import_units(here.body, roll(*lines), by=here.by, **options)


def seats():
    held = Seat.objects.held().filter(unit__isnull=False)
    return set(held.values_list("unit__name", "role", "user__username"))


def test_liaison_and_head_get_accounts_with_passwords_told_once(here):
    report = establish(here, WATER)
    told = {account.username: account.password for account in report.passwords}
    assert set(told) == {"sw01", "sw02"}
    assert seats() == {("县水务局", "liaison", "sw01"), ("县水务局", "unit_head", "sw02")}
    assert all(signs_in(username, password) for username, password in told.items())
    assert User.objects.get(username="sw01").must_change_password
    assert establish(here, WATER).passwords == ()
    assert list(faults()) == []


def test_one_person_may_work_for_several_units(here):
    lines = WATER, "县水文站,,政府系统,,sw01,张三,,", "水文科,,,县水文站,sw01,张三,,"
    report = establish(here, *lines)
    assert [account.username for account in report.passwords] == ["sw01", "sw02"]
    assert len(seats()) == 4


def test_a_known_unit_gets_its_people_only_with_the_offices_tick(here):
    unit = factories.unit(here, "县水务局")
    before = factories.person(here, Role.LIAISON, unit=unit).user.username
    [change] = plan_units(here.body, roll(WATER)).changed
    assert str(change) == (
        f"第 2 行 县水务局：经办账号：{before} → {before}、sw01；负责人账号：（空） → sw02"
    )
    assert establish(here, WATER).passwords == ()
    assert len(establish(here, WATER, apply_changes=True).passwords) == 2
    assert len(seats()) == 3
    again = establish(here, WATER, apply_changes=True)
    assert (again.changed, again.passwords) == (0, ())


@pytest.mark.parametrize(
    ("line", "column", "advice"),
    [
        ("县水务局,,政府系统,,sw01,,,", "经办姓名", "没有填写经办姓名"),
        ("县水务局,,政府系统,,,,,李四", "负责人账号", "没有填写负责人账号"),
        ("县水务局,,政府系统,,水务,张三,,", "经办账号", "账号请用 2 至 60 个"),
        ("县水务局,,政府系统,,5390-office,张三,,", "经办账号", "已有人使用"),
        ("县水务局,,政府系统,,sw01,张三,sw01,李四", "负责人账号", "写了两个姓名"),
        (f"县水务局,,政府系统,,sw01,{'长' * 41},,", "经办账号", "姓名超过 40 字"),
    ],
)
def test_people_who_cannot_be_placed_keep_the_row_out(here, line, column, advice):
    [bad] = plan_units(here.body, roll(line)).bad
    assert (bad.row, bad.field) == (2, column)
    assert advice in bad.reason
    with pytest.raises(ValidationError):
        establish(here, line)
    assert not seats()


def test_an_account_opened_here_without_a_seat_gets_its_first_one(here):
    sysadmin = factories.person(here, Role.SYSADMIN)
    services.open_bare(here.registry, by=hand(sysadmin), username="sw01", name="张三")
    report = import_units(here.body, roll(WATER), by=hand(here.office))
    assert [account.username for account in report.passwords] == ["sw02"]
    assert ("县水务局", "liaison", "sw01") in seats()


def test_a_new_unit_with_a_long_name_needs_its_short_one(here):
    name = "自治县乡村振兴和易地扶贫搬迁安置点后续产业发展工作领导小组办公室"
    [bad] = plan_units(here.body, roll(f"{name},,政府系统,,,,,")).bad
    assert (bad.row, bad.field) == (2, "简称")
    assert "请填写简称" in bad.reason
    assert plan_units(here.body, roll(f"{name},县搬迁办,政府系统,,,,,")).bad == ()


def test_a_neighbours_account_is_not_drawn_in(here, elsewhere):
    theirs = elsewhere.office.user
    [bad] = plan_units(here.body, roll(f"县水务局,,政府系统,,{theirs.username},{theirs},,")).bad
    assert "已有人使用" in bad.reason


def test_the_passwords_are_shown_on_the_page_and_on_the_console(here, office, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    person = Person(office)
    file = SimpleUploadedFile("单位.csv", "\n".join([HEADER, WATER]).encode())
    preview = person.post(reverse("import_units"), file=file)["Location"]
    page = person.post(preview)
    assert "初始密码" in page.content.decode()
    assert "sw01" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    path, out = tmp_path / "单位.csv", StringIO()
    path.write_text("\n".join([HEADER, "县交通局,,政府系统,,jt01,王五,,"]))
    call_command("import_units", path, stdout=out)
    assert "王五　jt01　" in out.getvalue()
