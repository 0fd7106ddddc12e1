"""A promise in a browser, from the answer to evidence and the proposer's word; one that fails."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from deadlines.checks import faults
from tests.journeys.people import Person
from tests.papers import picture
from tests.promising import delivered_with, planned
from workflow.chain import faults as broken

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
LAMPS = planned("安装路灯", 60, "20", "盏")
PLACED = picture(size=(1200, 800), with_place=True)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Evidence goes where the test ends."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people(window, cast):
    seats = (cast.liaison, cast.office, cast.director)
    liaison, office, director = (window(seat).arrives() for seat in seats)
    member = window(cast.member, **PHONE).arrives()
    return SimpleNamespace(liaison=liaison, office=office, director=director, member=member)


def test_one_promise_is_kept_and_believed_and_one_is_not_kept(contacted, cast, grade, people):
    share = delivered_with(contacted, cast, grade, planned(), LAMPS)
    case = share.proposal.get_absolute_url()
    the_unit_shows_its_work(people.liaison, case)
    the_office_finds_it_kept(people.office, case)
    the_proposer_does_not_agree_on_the_phone(people.member, case)
    the_office_looks_again(people.office, case)
    the_director_finds_the_check_wrong(people.director, case)
    the_unit_ends_it(people, case)
    the_other_is_not_kept(people.office, case)
    everybody_reads_the_ledger(people)
    assert (list(faults()), list(broken())) == ([], [])


def verb(me: Person, case: str, name: str, what: str = "加装护栏") -> Person:
    """The button of that promise on the page of the case."""
    me.goes(case)
    group = me.page.get_by_role("group", name=what, exact=True)
    group.get_by_role("link").filter(has_text=re.compile(f"^{name}：")).click()
    return me


def the_unit_shows_its_work(me: Person, case: str) -> None:
    verb(me, case, "报告进展").writes(落实进展="1.5公里全部装好").chooses("此项已落实")
    files = [
        {"name": name, "mimeType": "image/jpeg", "buffer": PLACED} for name in ("东.jpg", "西.jpg")
    ]
    me.page.get_by_label("佐证材料").set_input_files(files)
    me.presses("报告进展").sees("东.jpg", "西.jpg", "待核查")


def the_office_finds_it_kept(me: Person, case: str) -> None:
    verb(me, case, "核定已落实").writes(核查情况="到现场丈量，属实").presses("核定已落实")
    me.sees("已落实", "提案人尚未表态")


def the_proposer_does_not_agree_on_the_phone(me: Person, case: str) -> None:
    assert me.owes("确认承诺落实", "乡村公路")
    verb(me, case, "不认可已落实").writes(哪些没有落实="东段三百米没有").presses("不认可已落实")
    me.sees("已不认可已落实", "提案人不认可", "东段三百米没有")


def the_office_looks_again(me: Person, case: str) -> None:
    assert me.owes("复核承诺事项", "乡村公路")
    verb(me, case, "复核维持已落实").writes(复核情况="东段属另一工程").presses("复核维持已落实")
    me.sees("已复核维持已落实", "东段三百米没有")


def the_director_finds_the_check_wrong(me: Person, case: str) -> None:
    day = planned(days=120)["due_on"]
    words = {"延至": f"{day:%Y-%m-%d}", "更正理由": "东段在承诺范围内"}
    verb(me, case, "更正核定").writes(**words).presses("更正核定")
    me.sees("已更正核定", "延期", "东段在承诺范围内")


def the_unit_ends_it(people, case: str) -> None:
    me = (
        verb(people.liaison, case, "报告进展").writes(落实进展="东段也已装好").chooses("此项已落实")
    )
    me.presses("报告进展").sees("已报告进展")
    me = verb(people.office, case, "核定已落实").writes(核查情况="东段已装好").presses("核定已落实")
    me.sees("已核定已落实")
    verb(people.member, case, "认可已落实").presses("认可已落实").sees("已认可已落实")


def the_other_is_not_kept(me: Person, case: str) -> None:
    verb(me, case, "核定未落实", "安装路灯").writes(未落实的情况和原因="资金未到位")
    me.presses("核定未落实").sees("已核定未落实", "资金未到位")


def everybody_reads_the_ledger(people) -> None:
    for me in (people.office, people.liaison, people.member):
        me.goes("/proposals/commitments/").sees("加装护栏", "安装路灯", "已落实", "未落实")
    people.office.goes("/").sees("办实率（1/2）", "50.00%")
    people.office.follows("办实率").sees("办实情况", "50.00%")
