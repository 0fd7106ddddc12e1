"""A key proposal in a browser, from the shortlist to the year's report."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from common import clock
from deadlines.checks import faults
from members.models import Entry, Role
from tests import factories
from tests.journeys.people import Person
from workflow.chain import faults as broken

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TITLE = "乡村公路"
DUE = f"{clock.today() + timedelta(days=60):%Y-%m-%d}"


@pytest.fixture
def people(window, cast, here):
    Entry.objects.create(
        committee=here.body, book=Entry.Book.VISIT, code="survey", label="调研", position=1
    )
    lead = factories.person(here, Role.LEAD)
    seats = (cast.office, cast.director, cast.liaison)
    office, director, liaison = (window(seat).arrives() for seat in seats)
    phone = window(lead, **PHONE).arrives()
    return SimpleNamespace(office=office, director=director, liaison=liaison, lead=phone)


def test_a_key_proposal_goes_from_the_shortlist_to_the_report(contacted, people, cast):
    it_is_shortlisted(people.office, contacted.proposal.number)
    it_is_fixed(people.director)
    it_is_led_and_planned(people)
    the_unit_does_it_and_a_leader_writes(people, cast)
    it_ends_in_the_report(people)
    assert (list(faults()), list(broken())) == ([], [])


def it_is_shortlisted(me: Person, number: int) -> None:
    me.goes("/key-proposals/lists/new/").writes(名称="今年重点提案").presses("启动遴选")
    me.begins("列入备选").writes(案号=str(number), 入选理由="事关民生").presses("列入备选")
    me.sees(TITLE, "事关民生").begins("提请审定").presses("提请审定").sees("待审定")


def it_is_fixed(me: Person) -> None:
    assert me.owes("审定重点提案", "今年重点提案")
    me.follows("今年重点提案").begins("审定名单")
    me.page.get_by_label(TITLE).check()
    me.writes(审定会议="第二十次主席会议", 会议纪要文号="彩协纪3号").presses("审定名单")
    me.sees("已确定", "待定方案")


def it_is_led_and_planned(people) -> None:
    me = people.office.goes("/key-proposals/").follows(TITLE).begins("商请领导")
    me.writes(姓名="田示例", 职务="副州长")
    me.page.get_by_label("领导账号").select_option(index=1)
    me.presses("商请领导").begins("拟列入方案").writes(督办内容="加装护栏10公里", 完成时限=DUE)
    me.chooses("责任单位", "州教育体育局").presses("拟列入方案").sees("拟列入")
    lead = people.lead.goes("/key-proposals/").follows(TITLE).sees("一分钟看懂")
    lead.begins("同意方案").presses("同意方案").sees("已同意")
    people.director.goes("/key-proposals/").follows(TITLE).begins("印发督办方案")
    people.director.presses("印发督办方案").sees("督办中", "1项，完成0项")


def the_unit_does_it_and_a_leader_writes(people, cast) -> None:
    lead = people.lead.begins("登记批示").writes(批示内容="请抓紧办理", 反馈期限=DUE)
    lead.chooses("落实单位", "州教育体育局").presses("登记批示").sees("请抓紧办理")
    unit = people.liaison
    assert unit.owes("反馈批示落实情况", TITLE)
    unit.follows(TITLE).begins("反馈落实情况").writes(落实情况="已开工").presses("反馈落实情况")
    unit.begins("报告完成").writes(进展情况="全部装好").presses("报告完成").sees("待核查")
    me = people.office.goes("/key-proposals/").follows(TITLE)
    me.begins("办结批示").presses("办结批示").begins("核定完成").writes(核查情况="看过")
    me.presses("核定完成").sees("1项，完成1项")


def it_ends_in_the_report(people) -> None:
    me = people.director.goes("/key-proposals/").follows(TITLE).begins("完成督办")
    me.writes(督办成效="10公里护栏装好").presses("完成督办").sees("督办完成")
    me.follows("今年重点提案").sees("彩协纪3号")
    with me.page.expect_download() as taken:
        me.presses("重点提案督办情况报告（Word）")
    assert taken.value.suggested_filename.endswith(".docx")
