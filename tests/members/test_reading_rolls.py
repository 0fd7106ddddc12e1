"""Rolls of members and of units as offices send them."""

from __future__ import annotations

import pytest

from common.tables import TableError, read
from members.reading import ReadUnit, read_members, read_units

MEMBERS = "姓名,性别,界别,届次,党派,单位职务,手机,邮箱,委员证号,是否常委,账号\n"


def _members(*lines: str, header: str = MEMBERS):
    return read_members(read((header + "\n".join(lines) + "\n").encode()))


def _units(*lines: str):
    return read_units(read(("单位名称,简称,系统,上级单位\n" + "\n".join(lines) + "\n").encode()))


def _complaints(reading) -> list[tuple[int, str, str]]:
    return [(bad.row, bad.field, bad.reason) for bad in reading.bad]


def test_a_full_line_of_the_roll_is_read_as_it_stands() -> None:
    reading = _members(
        "阿依古丽·买买提,女,少数民族,十四届,民盟盟员,县一中教师,138 0000-0001,"
        "A.B@Example.COM,XW001,是,Ayi01"
    )
    (member,) = reading.good
    assert (member.row, member.name, member.sector) == (2, "阿依古丽·买买提", "少数民族")
    assert (member.phone, member.email) == ("13800000001", "a.b@example.com")
    assert (member.standing, member.account) == (True, "ayi01")
    assert reading.bad == ()


def test_a_name_of_two_characters_spread_to_the_width_of_three_is_the_same_person() -> None:
    (member,) = _members("张　三,,工商联,,,,,,,,").good
    assert member.name == "张三"


def test_a_latin_name_keeps_its_space() -> None:
    (member,) = _members("John Smith,,特邀,,,,,,,,").good
    assert member.name == "John Smith"


def test_what_the_roll_leaves_blank_stays_blank() -> None:
    (member,) = _members("张三,民盟", header="姓名,界别\n").good
    assert (member.gender, member.phone, member.email, member.account) == ("", "", "", "")
    assert member.standing is False


def test_a_landline_with_its_area_code_counts_as_a_telephone() -> None:
    (member,) = _members("张三,男,民盟,,,,(0878)-3012345,,,,").good
    assert member.phone == "08783012345"


@pytest.mark.parametrize(
    ("line", "field", "advice"),
    [
        (",男,民盟,,,,,,,,", "姓名", "没有填写姓名"),
        ("张三13,男,民盟,,,,,,,,", "姓名", "不像姓名"),
        ("张三、李四,男,民盟,,,,,,,,", "姓名", "一格只写一位"),
        ("张三,先生,民盟,,,,,,,,", "性别", "请写男或女"),
        ("张三,男,,,,,,,,,", "界别", "没有填写界别"),
        ("张三,男,民盟,,,,1380000,,,,", "手机", "不是手机号"),
        ("张三,男,民盟,,,,,someone@,,,", "邮箱", "不是邮箱地址"),
        ("张三,男,民盟,,,,,,,也许,", "是否常委", "请写是或否"),
        ("张三,男,民盟,,,,,,,,张三号", "账号", "字母、数字"),
        (f"张三,男,民盟,,,{'长' * 101},,,,,", "单位职务", "超过 100 字"),
        ("张三,男,民盟,,,,,,,,,多出一格", "整行", "多了逗号"),
    ],
)
def test_a_faulty_line_is_named_with_its_column_and_what_to_do(
    line: str, field: str, advice: str
) -> None:
    reading = _members("李四,女,民进,,,,,,,,", line)
    (complaint,) = reading.bad
    assert (complaint.row, complaint.field) == (3, field)
    assert advice in complaint.reason
    assert [member.name for member in reading.good] == ["李四"]


def test_all_faults_of_one_line_are_told_at_once() -> None:
    assert len(_members(",先生,,,,,1,x,,,").bad) == 5


def test_two_people_cannot_share_a_telephone_or_a_certificate() -> None:
    reading = _members(
        "张三,男,民盟,,,,13800000001,,A1,,",
        "李四,男,民盟,,,,+8613800000001,,A2,,",
        "王五,男,民盟,,,,13800000003,,A1,,",
    )
    assert _complaints(reading) == [
        (3, "手机", "“13800000001”与第 2 行重复，请核对。"),
        (4, "委员证号", "“A1”与第 2 行重复，请核对。"),
    ]
    assert [member.name for member in reading.good] == ["张三"]


def test_namesakes_pass_when_something_tells_them_apart() -> None:
    assert len(_members("张三,男,民盟,,,,,,A1,,", "张三,女,民进,,,,,,A2,,").good) == 2


def test_namesakes_that_nothing_tells_apart_are_asked_about() -> None:
    reading = _members("张三,男,民盟,,,,,,A1,,", "张三,男,民进,,,,,,,,")
    assert [(row, field) for row, field, _ in _complaints(reading)] == [(3, "姓名")]


def test_a_roll_without_sectors_is_refused_as_a_whole() -> None:
    with pytest.raises(TableError, match="缺少这些列：界别"):
        _members("张三,男", header="姓名,性别\n")


def test_units_are_read_with_their_sub_offices_in_any_order() -> None:
    reading = _units("基教科,,,县教育体育局", "县教育体育局,教体局,政府系统,")
    assert reading.good == (
        ReadUnit(2, "基教科", "", "", "县教育体育局"),
        ReadUnit(3, "县教育体育局", "教体局", "政府系统", ""),
    )


@pytest.mark.parametrize(
    ("line", "field", "advice"),
    [
        (",教体局,政府系统,", "单位名称", "没有填写单位名称"),
        ("县水务局,,,", "系统", "没有填写系统"),
        ("县水务局,,政府系统,县水务局", "上级单位", "不能是自己"),
        ("县卫生健康局,,政府系统,", "单位名称", "与第 2 行重复"),
        ("县疾控局,卫健局,政府系统,", "简称", "与第 2 行重复"),
    ],
)
def test_a_faulty_unit_is_named_with_what_to_do(line: str, field: str, advice: str) -> None:
    reading = _units("县卫生健康局,卫健局,政府系统,", line)
    (complaint,) = reading.bad
    assert (complaint.row, complaint.field) == (3, field)
    assert advice in complaint.reason


def test_units_that_stand_above_each_other_are_sent_back() -> None:
    reading = _units("甲,,政府系统,乙", "乙,,政府系统,丙", "丙,,政府系统,乙", "丁,,政府系统,")
    assert [(bad.row, bad.field) for bad in reading.bad] == [(3, "上级单位"), (4, "上级单位")]
    assert [unit.name for unit in reading.good] == ["甲", "丁"]
