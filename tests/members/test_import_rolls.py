"""Rolls come into the register: previewed, all or none, and never twice."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from common.tables import read
from members.models import Member, Membership, Role, Seat, Sector, System, Term, Unit, User
from members.reading import read_members, read_units
from members.services.rolls import import_members, plan_members
from members.services.rolls_units import import_units, plan_units
from members.workflow import UNIT, LineAction
from tests import factories
from tests.conftest import at_once
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event

HEADER = "姓名,性别,界别,届次,党派,单位职务,手机,邮箱,委员证号,是否常委,账号"
UNITS = "单位名称,简称,系统,上级单位"


def roll(*lines: str):
    return read_members(read("\n".join([HEADER, *lines, ""]).encode()))


def units(*lines: str):
    return read_units(read("\n".join([UNITS, *lines, ""]).encode()))


def enrol(here, *lines: str, **options):
    return import_members(here.term, roll(*lines), by=here.by, **options)


def establish(here, *lines: str, **options):
    return import_units(here.body, units(*lines), by=here.by, **options)


ZHANG = "张三,男,农业界,,民盟盟员,农技站站长,13800000001,,A1,是,"
LI = "李四,女,教育界,,,,,,A2,,"


def test_a_roll_enters_people_with_their_service_and_their_sector(here):
    report = enrol(here, ZHANG, LI)
    assert (report.added, report.kept, report.besides) == (2, 0, ("教育界",))
    line = Membership.objects.get(card="A1")
    assert (line.member.name, line.sector.name, line.standing) == ("张三", "农业界", True)
    assert (line.member.party, line.member.initials) == ("民盟盟员", "zs")
    assert Sector.objects.filter(term=here.term, name="教育界").count() == 1
    assert list(faults()) == []


def test_the_same_roll_adds_nobody_the_second_time(here):
    enrol(here, ZHANG, LI)
    again = enrol(here, ZHANG, LI, "王五,,教育界,,,,,,,,")
    assert (again.added, again.kept) == (1, 2)
    assert Member.objects.count() == 3


def test_one_bad_row_keeps_the_whole_roll_out(here):
    with pytest.raises(ValidationError) as refusal:
        enrol(here, ZHANG, "赵六,,,,,,,,,,")
    assert refusal.value.messages == ["第 3 行“界别”：没有填写界别，请补上。"]
    assert not Member.objects.exists()
    assert enrol(here, ZHANG, "赵六,,,,,,,,,,", skip_bad=True).added == 1


@pytest.mark.parametrize(
    ("line", "field", "advice"),
    [
        (f"赵六,,农业界,,{'长' * 21},,,,,,", "党派", "超过 20 字"),
        (f"赵六,,{'长' * 41},,,,,,,,", "界别", "超过 40 字"),
        ("赵六,,农业界,十届,,,,,,,", "届次", "写的不是第十一届"),
        ("赵六,,农业界,,,,,,A1,,", "委员证号", "属于另一位委员"),
        ("张三,,农业界,,,,,,,,", "姓名", "有 2 位同界别的“张三”"),
        ("赵六,,农业界,,,,,,,,5390-office", "账号", "已有人使用"),
        ("张三,,农业界,,,,,,A1,,other", "账号", "该委员已有账号“zhang1”"),
    ],
)
def test_a_row_that_the_register_contradicts_is_told_with_what_to_do(here, line, field, advice):
    enrol(here, "张三,,农业界,,,,,,A1,,zhang1", "张三,,农业界,,,,,,A3,,")
    plan = plan_members(here.term, roll(LI, line))
    [bad] = plan.bad
    assert (bad.row, bad.field) == (3, field)
    assert advice in bad.reason
    assert [row.name for row in plan.new] == ["李四"]


@pytest.mark.parametrize("written", ["十一届", "第十一届", "11"])
def test_the_rolls_own_term_may_be_written_in_any_usual_way(here, written):
    assert enrol(here, f"张三,,农业界,{written},,,,,,,").added == 1


def test_two_rows_about_one_member_are_sent_back(here):
    enrol(here, "张三,,农业界,,,,13800000001,,,,")
    rows = "张三,,农业界,,,,13800000001,,B1,,", "张三,,农业界,,,,,,B2,,"
    plan = plan_members(here.term, roll(*rows))
    assert [str(bad) for bad in plan.bad] == [
        "第 3 行“姓名”：与第 2 行是名册中的同一位委员，请删去一行。"
    ]


def test_what_a_roll_says_otherwise_is_shown_and_changes_nothing_unasked(here):
    enrol(here, ZHANG)
    changed = "张三,男,教育界,,,县一中校长,13800000009,,A1,否,"
    other = "李四,,教育界,,,,,,A2,是,"
    [change] = plan_members(here.term, roll(changed, other)).changed
    assert str(change) == (
        "第 2 行 张三：单位职务：农技站站长 → 县一中校长；手机：13800000001 → 13800000009；"
        "界别：农业界 → 教育界；是否常委：是 → 否"
    )
    report = enrol(here, changed, other)
    assert (report.added, report.changed, report.kept) == (1, 0, 1)
    assert Member.objects.get(name="张三").phone == "13800000001"


def test_what_a_roll_says_otherwise_is_taken_over_when_the_office_ticks_it(here):
    enrol(here, ZHANG)
    changed = "张三,男,教育界,,,县一中校长,13800000009,,A1,,"
    report = enrol(here, changed, apply_changes=True)
    assert (report.added, report.changed) == (0, 1)
    line = Membership.objects.select_related("member", "sector").get()
    assert (line.member.phone, line.member.party, line.sector.name) == (
        *("13800000009", "民盟盟员", "教育界"),
    )
    assert line.standing, "文件没有填写常委一列时，不改动常委身份"
    assert Event.objects.filter(action="change").count() == 2
    assert list(faults()) == []
    assert enrol(here, changed, apply_changes=True).changed == 0


def test_a_member_who_goes_on_serving_is_the_same_person_in_the_next_term(here):
    enrol(here, ZHANG)
    following = Term.objects.create(committee=here.body, ordinal=12, starts_on="2027-01-10")
    again = roll("张三,,工业界,,,,,,A1,,")
    assert import_members(following, again, by=here.by).added == 1
    assert Member.objects.count() == 1
    assert Membership.objects.filter(member__name="张三").count() == 2
    assert import_members(following, again, by=here.by).added == 0
    assert enrol(here, ZHANG).added == 0, "再导入上一届的名册也不重复"


def test_an_account_named_in_the_roll_is_opened_with_a_password_told_once(here):
    report = enrol(here, "张三,,农业界,,,,13800000001,,A1,,Zhang1", LI)
    [account] = report.passwords
    user = User.objects.get(username="zhang1")
    assert (account.name, account.username) == ("张三", "zhang1")
    assert user.check_password(account.password)
    assert user.must_change_password
    assert Seat.objects.held().get(user=user).member.name == "张三"
    assert enrol(here, "张三,,农业界,,,,13800000001,,A1,,zhang1").passwords == ()


def test_a_known_member_gets_the_account_only_with_the_offices_tick(here):
    enrol(here, ZHANG)
    row = "张三,男,农业界,,,,,,A1,是,zhang1"
    assert enrol(here, row).passwords == ()
    assert [a.username for a in enrol(here, row, apply_changes=True).passwords] == ["zhang1"]
    assert Seat.objects.filter(role=Role.MEMBER).count() == 1


def test_nobody_but_the_committees_own_registrars_import_rolls(here, elsewhere, member, director):
    for stranger in (member, director, elsewhere.office):
        with pytest.raises(PermissionDenied):
            import_members(here.term, roll(ZHANG), by=hand(stranger))
        with pytest.raises(PermissionDenied):
            import_units(here.body, units("县水务局,,政府系统,"), by=hand(stranger))


def test_a_neighbours_member_with_the_same_card_is_somebody_else(here, elsewhere):
    enrol(here, ZHANG)
    assert enrol(elsewhere, ZHANG).added == 1
    assert Member.objects.filter(name="张三").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_a_roll_at_once_import_it_once(here):
    reading = roll(ZHANG, LI)
    reports = at_once(2, lambda _: import_members(here.term, reading, by=here.by))
    assert sorted(report.added for report in reports) == [0, 2]


def test_a_person_costs_the_same_number_of_queries_in_a_long_roll(
    here, django_assert_max_num_queries
):
    lines = [f"人{'甲乙丙丁戊'[n % 5] * (n // 5 + 1)},,农业界,,,,,,C{n},," for n in range(30)]
    with django_assert_max_num_queries(30 * 12 + 40):
        assert enrol(here, *lines).added == 30


# Units


def test_units_come_in_with_their_parents_first_whatever_the_order_of_the_file(here):
    report = establish(here, "基教科,,,教体局", "县教育体育局,教体局,政府系统,")
    assert report.added == 2
    office = Unit.objects.get(name="基教科")
    assert (office.parent.name, office.system) == ("县教育体育局", here.government)
    assert list(faults()) == []


def test_a_system_that_is_new_is_entered_with_its_usual_office(here):
    report = establish(here, "县委宣传部,,党委系统,", "县法院,,两院系统,")
    assert report.besides == ("党委系统", "两院系统")
    offices = System.objects.filter(name__in=report.besides).values_list("name", "office")
    assert dict(offices) == {"党委系统": "党委办公室督查室", "两院系统": "两院系统交办机构"}


def test_the_same_units_are_not_entered_twice(here):
    establish(here, "县水务局,,政府系统,")
    again = establish(here, "县水务局,,政府系统,", "县交通局,,政府系统,")
    assert (again.added, again.kept) == (1, 1)


def test_a_unit_changes_its_system_and_parent_only_with_the_offices_tick(here):
    establish(here, "县水务局,,政府系统,", "县农业局,,政府系统,")
    rows = "县水务局,水务局,党群系统,县农业局", "县农业局,,政府系统,"
    [change] = plan_units(here.body, units(*rows)).changed
    assert str(change) == (
        "第 2 行 县水务局：简称：县水务局 → 水务局；系统：政府系统 → 党群系统；"
        "上级单位：（空） → 县农业局"
    )
    assert establish(here, *rows).changed == 0
    assert establish(here, *rows, apply_changes=True).changed == 1
    unit = Unit.objects.get(name="县水务局")
    assert (unit.short_name, unit.system, unit.parent.name) == ("水务局", here.party, "县农业局")
    assert establish(here, *rows, apply_changes=True).changed == 0


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("基教科,,,没有的局",), ["第 2 行“上级单位”：文件中可用的行和名册里都没有“没有的局”"]),
        (("县水务局,,,县农业局",), []),
        (("县农业局,,,县水务局", "县水务局,,,县农业局"), ["绕回了自己", "绕回了自己"]),
        ((f"{'长' * 61},,政府系统,",), ["超过 60 字"]),
        (
            (f"县交通局,{'长' * 31},政府系统,", "运输科,,,县交通局"),
            ["超过 30 字", "上级单位在第 2 行有误"],
        ),
    ],
)
def test_a_unit_that_cannot_be_placed_is_told_with_what_to_do(here, lines, told):
    establish(here, "县农业局,,政府系统,")
    bad = plan_units(here.body, units(*lines)).bad
    assert len(bad) == len(told)
    for complaint, words in zip(bad, told, strict=True):
        assert words in str(complaint)


def test_a_parent_cannot_be_put_under_its_own_sub_office(here):
    establish(here, "县农业局,,政府系统,", "水务科,,,县农业局")
    [bad] = plan_units(here.body, units("县农业局,,政府系统,水务科")).bad
    assert "绕回了自己" in bad.reason


def test_an_ended_unit_of_the_same_name_does_not_stand_in_the_way(here):
    old = factories.unit(here, "县水务局")
    with UNIT.moving(old, LineAction.END, by=here.by):
        pass
    assert establish(here, "县水务局,,政府系统,").added == 1


# On the command line


def file_of(folder, *lines: str):
    path = folder / "名册.csv"
    path.write_text("\n".join([*lines, ""]))
    return path


def test_the_roll_comes_in_from_the_command_line_and_passwords_are_told(here, tmp_path):
    out = StringIO()
    file = file_of(tmp_path, HEADER, "张三,,农业界,,,,,,A1,,zhang1", LI)
    call_command("import_members", file, stdout=out)
    assert "登记 2 行，更新 0 行，保持原样 0 行。" in out.getvalue()
    assert "张三　zhang1　" in out.getvalue()


def test_units_come_in_from_the_command_line(here, tmp_path):
    out = StringIO()
    call_command("import_units", file_of(tmp_path, UNITS, "县水务局,,政府系统,"), stdout=out)
    assert "登记 1 行，更新 0 行，保持原样 0 行。" in out.getvalue()


@pytest.mark.parametrize("command", ["import_members", "import_units"])
def test_a_preview_enters_nothing(here, tmp_path, command):
    lines = (HEADER, ZHANG) if command == "import_members" else (UNITS, "县水务局,,政府系统,")
    out = StringIO()
    call_command(command, file_of(tmp_path, *lines), "--preview", stdout=out)
    assert "可登记 1 行，已有 0 行，有误 0 处。这是预览，没有导入。" in out.getvalue()
    assert not Member.objects.exists()
    assert not Unit.objects.exists()


def test_a_term_that_is_not_there_is_told_with_those_that_are(here, tmp_path):
    with pytest.raises(CommandError, match="请用 --term 指定已登记的届次：第十一届"):
        call_command("import_members", file_of(tmp_path, HEADER, ZHANG), "--term", "3")


def test_with_two_committees_one_must_be_named(here, elsewhere, tmp_path):
    with pytest.raises(CommandError, match="请用 --committee 指定其中一个：5390 .*、5391 "):
        call_command("import_units", file_of(tmp_path, UNITS, "县水务局,,政府系统,"))
