"""Two proposers, a host and two co-units: changed, waived, sent back, answered, answered again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from members.models import Role
from proposals import services
from proposals.models import Proposal
from tests import factories
from tests.factories import hand
from tests.journeys.people import Person
from workflow.chain import faults

FIRST = "您提出的提案收悉：明年安排八处路段。"
SECOND = "再次答复：八处路段明年六月底前全部完成。"


@pytest.fixture
def draft(draft, member, other_member):
    """Another member signs with the first."""
    [asked] = services.invite(draft, by=hand(member), members=[other_member.member])
    answered = {"answer": "confirmed", "seen": draft.revision}
    services.answer_invitation(asked, by=hand(other_member), **answered)
    return draft


@pytest.fixture
def units(here, police):
    """Beside the host: one that hands on, the one that takes over, and one that is let off."""
    return SimpleNamespace(
        police=police,
        traffic=factories.unit(here, "州交通运输局"),
        finance=factories.unit(here, "州财政局"),
    )


@pytest.fixture
def all_of_them(six, window, here, units, other_member, other_liaison):
    traffic = factories.person(here, Role.LIAISON, unit=units.traffic)
    head = factories.person(here, Role.UNIT_HEAD, unit=units.traffic)
    others = {
        "police": other_liaison,
        "traffic": traffic,
        "traffic_head": head,
        "cosigner": other_member,
    }
    seated = {name: window(seat).arrives() for name, seat in others.items()}
    return SimpleNamespace(**vars(six), **seated)


def test_two_rounds_from_hand_over_to_closing(transferred, all_of_them):
    people = all_of_them
    dispatcher_hands_over(people)
    a_co_unit_is_replaced_and_another_let_off(people)
    the_host_waits_for_the_opinion(people)
    the_answer_is_sent_back_once_and_delivered_as_b(people)
    one_of_two_is_not_satisfied(people)
    the_director_orders_a_second_round(people)
    both_answer_and_the_case_closes(people)
    assert list(faults()) == []


def open_case(person: Person) -> Person:
    return person.goes(Proposal.objects.select_related("case").get().get_absolute_url())


def begins(person: Person, verb: str) -> Person:
    """Open the case and follow the button of that name."""
    main = open_case(person).page.locator("#main")
    main.get_by_role("link", name=verb, exact=True).first.click()
    return person


def act(person: Person, verb: str, **words: str) -> Person:
    """Open the case, follow the verb, write, press the button of the same name."""
    return begins(person, verb).writes(**words).presses(verb)


def dispatcher_hands_over(people):
    me = begins(people.dispatcher, "交办")
    for unit in ("州公安局", "州财政局"):
        me.page.get_by_role("group", name="会办单位").get_by_label(unit).check()
    me.presses("交办").sees("已交办", "州公安局", "州财政局")
    act(people.liaison, "签收").sees("已签收", "办理中")


def a_co_unit_is_replaced_and_another_let_off(people):
    assert not open_case(people.police).may("拟写会办意见")
    me = begins(people.police, "申请调整承办单位").chooses("改办：建议改由其他单位办理")
    me.chooses("建议单位", "州交通运输局").writes(理由和依据="公路设施由交通部门负责")
    me.presses("申请调整承办单位").sees("申请调整")
    me = begins(people.dispatcher, "同意调整").presses("同意调整")
    me.sees("已改办", "州交通运输局")
    act(people.dispatcher, "免会办意见", 原因="不涉及财政资金").sees("已免会办意见")
    assert not open_case(people.police).may("签收")


def the_host_waits_for_the_opinion(people):
    act(people.liaison, "记录面商", 参加人员="两位提案人", 沟通情况="商定了路段").sees("商定了路段")
    write(people.liaison, "拟写答复", FIRST)
    open_case(people.liaison).sees("暂不能送审", "州交通运输局尚未反馈会办意见")
    act(people.traffic, "签收")
    words = {"会办意见": "我局负责施工。", "联系人": "岩光", "联系电话": "0878-2"}
    act(people.traffic, "拟写会办意见", **words)
    assert not open_case(people.traffic).may("反馈会办意见")
    act(people.traffic_head, "审定会办意见")
    act(people.traffic, "反馈会办意见").sees("已反馈会办意见")
    open_case(people.liaison).sees("我局负责施工。")
    open_case(people.member).misses("我局负责施工。")


def write(person: Person, verb: str, body: str) -> Person:
    me = begins(person, verb).chooses("B类")
    me.writes(答复内容=body, 联系人="周文杰", 联系电话="0878-3")
    me.chooses("第1项办理情况", "计划落实").writes(第1项事项="加装护栏", 第1项落实时限="2027-06-30")
    return me.presses(verb)


def the_answer_is_sent_back_once_and_delivered_as_b(people):
    act(people.liaison, "送审").sees("待审核")
    act(people.dispatcher, "退回重拟", 原因="缺少完成时限")
    open_case(people.liaison).sees("缺少完成时限")
    act(people.liaison, "送审")
    finish(people, "彩教函〔2026〕5号")
    for proposer in (people.member, people.cosigner):
        open_case(proposer).sees(FIRST, "认定B类", "加装护栏", "已办复")


def finish(people, number: str):
    """Reviewed, signed and delivered."""
    act(people.dispatcher, "审核通过")
    act(people.unit_head, "签发", 发文字号=number)
    act(people.liaison, "送达").sees("已送达")


def judge(person: Person, result: str, words: str = "") -> Person:
    me = begins(person, "反馈意见")
    for what, said in (("办理态度", "满意"), ("办理结果", result)):
        group = me.page.get_by_role("group", name=f"对{what}的评价")
        group.get_by_label(said, exact=True).check()
    return me.writes(具体意见=words).presses("反馈意见")


def one_of_two_is_not_satisfied(people):
    assert not open_case(people.liaison).may("反馈意见")
    judge(people.member, "满意").sees("已反馈意见", "尚未反馈")
    judge(people.cosigner, "不满意", "只说安排，没有时限").sees("办理结果：不满意", "已办复")
    assert not open_case(people.director).may("重新办理")


def the_director_orders_a_second_round(people):
    act(people.office, "核实不满意意见", 核实情况="答复确无时限")
    me = begins(people.director, "重新办理").sees("提案人共2方，其中1方不满意")
    me.writes(理由和要求="请写明完成时限").presses("重新办理").sees("办理中", "第2轮")
    act(people.liaison, "记录面商", 参加人员="两位提案人", 沟通情况="商定了时限")
    write(people.liaison, "拟写答复", SECOND)
    act(people.liaison, "送审").sees("待审核")
    finish(people, "彩教函〔2026〕6号")


def both_answer_and_the_case_closes(people):
    people.office.goes("/proposals/closing/").sees("已反馈 0 / 2", "自动办结")
    judge(people.member, "满意")
    judge(people.cosigner, "基本满意").sees("已办结")
    open_case(people.office).sees("提案人意见（第1轮）", "提案人意见（第2轮）", SECOND, FIRST)
