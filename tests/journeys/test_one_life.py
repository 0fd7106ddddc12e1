"""One proposal, six people, and nothing but what is on their screens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from notices.tasks import drain
from proposals.models import Draft, Feedback, Proposal
from tests import factories
from tests.journeys.people import Person
from workflow.chain import faults
from workflow.models import Event

TITLE = "关于完善乡村公路安全防护设施的提案"
BODY = "【情况】\n部分路段临水临崖。\n【建议】\n加装护栏。"
REFUSED = re.compile("没有找到这个页面|您当前的身份不能办理这件事")
ANSWER = "您提出的提案收悉，现答复如下：明年六月底前完成八处路段的加装。"


@pytest.fixture
def stranger(window, elsewhere):
    """A member of a neighbouring committee."""
    return window(factories.member(elsewhere)).signs_in()


def test_a_proposal_is_written_filed_handled_answered_and_closed(six, stranger, category):
    member_writes_and_submits(six)
    office_screens(six, stranger)
    meeting_files(six)
    office_numbers_and_transfers(six)
    dispatcher_hands_over(six)
    liaison_signs_for(six)
    liaison_answers(six)
    answer_is_reviewed_and_signed(six)
    answer_is_delivered_and_judged(six)
    everybody_was_told(six)
    assert list(faults()) == []


def member_writes_and_submits(six):
    nobody_else_may_write(six)
    me = six.member.follows("草稿").presses("写提案")
    me.writes(案由=TITLE)
    expect(me.page.locator("[data-saved]")).to_contain_text(re.compile(r"^已保存 \d\d:\d\d$"))
    me.page.reload()
    expect(me.page.get_by_label("案由")).to_have_value(TITLE)
    me.presses("提交").sees("未能提交，请先改正以下内容", "请选择类别", "请填写提案正文")
    expect(me.page.locator("[data-saved]")).to_contain_text("已保存")
    me.misses("没有保存")
    me.chooses("类别", "城乡建设").chooses("州教育体育局").writes(正文=BODY)
    closed_to(everybody_but(six, "member"), me.path)
    me.presses("提交")
    me.sees("已提交，收件号 0001", TITLE)
    assert me.page.url.endswith(case().get_absolute_url())
    assert Draft.objects.unfinished().count() == 0


def nobody_else_may_write(six):
    """The office writes too, but only for somebody whom it names."""
    for name, person in vars(six).items():
        person.goes("/proposals/drafts/")
        assert person.may("写提案") is (name == "member"), name
        assert person.may("代录提案") is (name == "office"), name
    closed_to(everybody_but(six, "member", "office"), "/proposals/drafts/new/")


def case() -> Proposal:
    return Proposal.objects.select_related("case").get()


def open_case(person: Person) -> Person:
    return person.goes(case().get_absolute_url())


def everybody_but(six, *names: str) -> list[Person]:
    return [person for name, person in vars(six).items() if name not in names]


def closed_to(others: list[Person], *addresses: str) -> None:
    """Whoever else types such an address is refused, or told that there is no such page."""
    for person in others:
        for address in addresses:
            status, title = person.asks(address)
            assert status in (403, 404), f"{person.seat.role}：{address}"
            assert REFUSED.search(title)


def only(six, names: str | tuple[str, ...], *verbs: str) -> None:
    """They have these buttons on the case's page; nobody else has them, or gets to their forms."""
    allowed = (names,) if isinstance(names, str) else names
    path = case().get_absolute_url()
    for other, person in vars(six).items():
        theirs = list(verbs) if other in allowed else []
        assert person.is_offered(path, *verbs) == theirs, other
    for name in allowed:
        first = open_case(getattr(six, name))
        assert all(first.may(verb) for verb in verbs), name
    closed_to(everybody_but(six, *allowed), *(first.address_of(verb) for verb in verbs))


def office_screens(six, stranger):
    open_case(stranger).sees("没有找到这个页面")
    open_case(six.dispatcher).sees("没有找到这个页面")
    open_case(six.liaison).sees("没有找到这个页面")
    only(six, "office", "初审", "退回修改")
    assert six.office.owes("初审", TITLE)
    assert not six.director.owes("初审", TITLE)
    me = six.office.follows(TITLE, "初审")
    me.sees("加装护栏").presses("初审").sees("已初审", "审查中")
    assert not me.owes("初审", TITLE)
    open_case(six.director).sees("暂不能立案", "尚未列入审查会议议程")
    assert not six.director.may("立案")


def meeting_files(six):
    six.office.goes("/proposals/meetings/").sees("有 1 件审查中的提案尚未列入会议")
    closed_to(everybody_but(six, "office"), "/proposals/meetings/new/")
    open_case(six.office).follows("召集审查会议").writes(会议名称="提案审查委员会第一次会议")
    six.office.presses("召集").sees("由提案委主任确认立案或不予立案")
    assert not six.office.may("同意建议，一并立案")
    only(six, "director", "立案", "不予立案")
    assert six.director.owes("召开审查会议", "提案审查委员会第一次会议")
    me = six.director.follows("提案审查委员会第一次会议")
    closed_to(everybody_but(six, "office", "director"), me.path, f"{me.path}conclude/")
    closed_to([six.dispatcher, six.member], "/proposals/meetings/")
    me.presses("同意建议，一并立案").sees("已立案1件")
    me.follows("结束会议").writes(会议纪要="出席九人，同意立案。").presses("结束会议")
    me.sees("已召开", "出席九人")
    assert not me.owes("召开审查会议", "提案审查委员会第一次会议")


def office_numbers_and_transfers(six):
    me = open_case(six.office).sees("暂不能移交", "尚未编号，请先编号再移交")
    assert not me.may("移交")
    only(six, "office", "前往编号")
    assert me.owes("编号", TITLE)
    me.follows(TITLE, "前往编号").presses("为所选提案编号").sees("已编号1件：第001号")
    open_case(six.dispatcher).sees("没有找到这个页面")
    only(six, "office", "移交")
    open_case(me).follows("移交").presses("移交").sees("已移交", "待交办")


def dispatcher_hands_over(six):
    only(six, "dispatcher", "交办")
    assert six.dispatcher.owes("交办", TITLE)
    me = six.dispatcher.follows(TITLE).begins("交办")
    expect(me.page.get_by_label("主办单位").locator("option:checked")).to_have_text("州教育体育局")
    me.presses("交办").sees("已交办", "州教育体育局", "待签收")
    assert not me.owes("交办", TITLE)


def liaison_signs_for(six):
    only(six, "liaison", "签收")
    assert six.liaison.owes("签收", TITLE)
    me = six.liaison.follows(TITLE, "签收")
    with me.page.expect_navigation():
        me.page.get_by_role("button", name="签收", exact=True).dblclick()
    me.sees("已签收", "办理中")
    assert Event.objects.filter(action="sign_for").count() == 1
    only(six, "liaison", "记录面商", "拟写答复")


def liaison_answers(six):
    me = open_case(six.liaison).follows("拟写答复")
    stale = six.liaison.page.context.new_page()
    stale.goto(me.page.url)
    fill_answer(me).presses("拟写答复").sees("已拟写答复", "暂不能送审", "尚无面商记录")
    assert not me.may("送审")
    fill_answer(Person(stale, me.address, me.seat), "另一个窗口里写的答复。").presses("拟写答复")
    Person(stale, me.address, me.seat).sees(
        "刚刚有了变化", "您刚才填写的内容", "另一个窗口里写的答复。", "拟写答复", "查看最新情况"
    )
    stale.close()
    me.follows("记录面商").writes(参加人员="提案人、经办人", 沟通情况="商定了路段和时限。")
    me.presses("记录面商").sees("已记录面商", "商定了路段和时限")
    open_case(six.member).misses(ANSWER, "拟写答复", "初审", "拟稿")
    for outsider in (six.office, six.director, six.dispatcher):
        open_case(outsider).misses(ANSWER)
    only(six, "liaison", "修改答复稿", "送审")
    open_case(me).follows("送审").presses("送审").sees("已送审", "待审核")


def fill_answer(person: Person, body: str = ANSWER) -> Person:
    person.chooses("A类")
    return person.writes(答复内容=body, 联系人="周文杰", 联系电话="0878-3123456")


def answer_is_reviewed_and_signed(six):
    only(six, "dispatcher", "审核通过", "退回重拟")
    me = open_case(six.dispatcher).sees(ANSWER).follows("审核通过").sees(ANSWER)
    me.presses("审核通过").sees("已审核通过", "待签发")
    only(six, "unit_head", "签发")
    assert six.unit_head.owes("签发", TITLE)
    me = six.unit_head.follows(TITLE, "签发").sees(ANSWER)
    me.presses("签发")
    expect(me.page.get_by_label("发文字号")).to_be_focused()
    me.writes(发文字号="彩教函〔2026〕5号").presses("签发").sees("已签发", "彩教函〔2026〕5号")
    open_case(six.member).misses(ANSWER, "审核通过", "签发", "待签发", "已签发")


def answer_is_delivered_and_judged(six):
    only(six, ("liaison", "office"), "送达")
    open_case(six.liaison).follows("送达").presses("送达").sees("已送达", "已办复")
    assert not six.liaison.owes("答复", TITLE)
    only(six, ("member", "office"), "反馈意见")
    office_has_no_paper(six.office)
    assert six.member.owes("意见反馈", TITLE)
    me = six.member.follows(TITLE).sees(ANSWER).follows("反馈意见").sees(ANSWER)
    attitude, result = (
        me.page.get_by_role("group", name=f"对{what}的评价") for what in ("办理态度", "办理结果")
    )
    attitude.get_by_label("满意", exact=True).check()
    result.get_by_label("不满意", exact=True).check()
    me.presses("反馈意见").sees("评价为不满意的，请写明具体意见")
    result.get_by_label("基本满意", exact=True).check()
    me.presses("反馈意见").sees("已反馈意见", "已办结", "办理态度：满意", "办理结果：基本满意")
    assert not me.may("反馈意见")
    assert not me.owes("意见反馈", TITLE)


def office_has_no_paper(office: Person) -> None:
    """The office gives nobody's opinion but one on paper, with its scan."""
    open_case(office).follows("反馈意见")
    for what in ("办理态度", "办理结果"):
        group = office.page.get_by_role("group", name=f"对{what}的评价")
        group.get_by_label("满意", exact=True).check()
    office.presses("反馈意见").sees("请先选择要上传的文件")
    assert Feedback.objects.count() == 0


def everybody_was_told(six):
    assert drain() > 0
    me = six.member.goes("/")
    me.page.locator("a.inbox").click()
    me.sees("您的提案已立案", "您的提案已编号", "您的提案已交办", "您的提案已办复")
    me.follows("您的提案已办复").sees(ANSWER)
    assert me.page.url.endswith(case().get_absolute_url())
    me.goes("/notices/").presses("全部标为已读")
    expect(me.page.locator("[data-unread]")).to_be_hidden()
