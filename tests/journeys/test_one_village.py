"""One village: a wish, a meeting, 5 consensuses, 18 tasks, every one of them rated or turned.

Each kind of step is done once on the screen of whoever does it; what repeats is pressed by HTTP.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from common import clock
from consultations import services
from consultations.models import Consultation, Measure, Task
from consultations.services.campaigns import WHOLE
from deadlines.checks import faults
from members.models import Role
from proposals.models import Draft
from tests import factories
from tests.browsing import fresh, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import *  # noqa: F403 - the county and its people
from tests.factories import hand
from workflow.chain import faults as broken_chains

AGREED = ("硬化进村道路", "安装路灯", "解决旱季饮水", "办好幸福食堂", "打通对外道路")
LISTED = (4, 4, 4, 3, 3)  # tasks of each consensus
SOON, LATER = 10, 90  # days that a task is given


@pytest.fixture
def wait(monkeypatch):
    """Lets days go by, for the people and for the server alike."""

    def pass_by(days: int) -> None:
        class Shifted(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + timedelta(days=days)

        monkeypatch.setattr(clock, "datetime", Shifted)

    return pass_by


@pytest.fixture
def centre(county):
    """A unit of the township, and who acts for it."""
    unit = factories.unit(county, "鱼塘乡农业服务中心")
    return factories.person(county, Role.LIAISON, unit=unit)


@pytest.fixture
def campaign(county, office):
    days = {"first_on": clock.today(), "last_on": clock.today() + timedelta(days=300)}
    targets = {(WHOLE, Measure.MEETINGS): 100}
    return services.enter_campaign(
        county.body, by=hand(office), name="三百行动", targets=targets, **days
    )


def test_one_village_from_the_wish_to_the_last_rated_task(
    window, people, centre, campaign, wait, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    seen = {name: window(seat).arrives() for name, seat in vars(people).items() if name in ROLES}
    row = meets(seen, wishes_and_plans(seen))
    list_it(seen, row, people, centre)
    handle(seen, row, people, centre)
    wait(SOON + 2)
    finish(seen, row, people)
    rated_and_closed(seen, row, people)
    on_the_board(seen)
    assert owed(fresh(row)) == set()
    assert list(faults()) == []
    assert list(broken_chains()) == []


ROLES = ("studio", "party", "office", "power")


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def wishes_and_plans(seen) -> Consultation:
    studio = seen["studio"].goes("/consultations/topics/").begins("登记议题")
    studio.writes(议题="出行难、饮水难、夜里没有灯", 情况="村口到小学两公里没有灯")
    studio.page.locator("[name=village]").fill("鱼塘村")
    studio.chooses("来源", "群众").presses("登记议题").sees("已登记议题")
    studio.begins("列入协商").chooses("依据", "群众普遍关心的").presses("列入协商")
    studio.sees("已列入协商").begins("制定协商计划")
    studio.writes(协商主题="鱼塘村院坝协商", 计划日期=day(3), 主持人="召集人")
    studio.writes(协商方案="先走访，再开院坝会").presses("制定协商计划").sees("已制定协商计划")
    studio.begins("记录走访调研").writes(走访人="委员二人", 走访户数="12", 走访人数="40")
    studio.writes(情况="路口漆黑").presses("记录走访调研").sees("已记录走访调研")
    return Consultation.objects.get()


def meets(seen, row) -> Consultation:
    seen["studio"].begins("报党委审批计划").presses("报党委审批计划").sees("已报党委审批计划")
    party = seen["party"].goes(row.get_absolute_url()).begins("批准计划")
    party.presses("批准计划").sees("已批准计划")
    studio = seen["studio"].goes(row.get_absolute_url()).begins("记录协商会议")
    studio.writes(召开地点="村口院坝", 协商记录="逐项商量，形成五项共识").presses("记录协商会议")
    studio.sees("已记录协商会议")
    return fresh(row)


def list_it(seen, row, people, centre) -> None:
    """The first consensus and task on the screen, the others alike; approved and filed."""
    studio, url = seen["studio"], row.get_absolute_url()
    studio.begins("记录共识").writes(共识内容=AGREED[0]).presses("记录共识").sees("共识1")
    studio.begins("列出任务").writes(任务="任务1", 数量="2", 计量单位="公里", 完成时限=day(LATER))
    studio.chooses("共识", str(row.consensuses.get())).chooses("县级事权")
    studio.chooses("责任单位", "县供电局").presses("列出任务").sees("任务1", "2公里")
    hands = Person(people.studio)
    for text in AGREED[1:]:
        hands.does("record_consensus", row, text=text)
    for number, words in enumerate(tasks_to_list(row, people, centre), 1):
        if number > 1:
            hands.does("list_task", row, what=f"任务{number}", **words)
    studio.goes(url).begins("报党委审批清单").presses("报党委审批清单").sees("已报党委审批清单")
    seen["party"].goes(url).begins("批准清单").presses("批准清单").sees("已批准清单")
    seen["office"].goes(url).begins("备案交办").presses("备案交办").sees("第1号")
    assert (row.consensuses.count(), row.tasks.filter(status="waiting").count()) == (5, 18)


def tasks_to_list(row, people, centre):
    """Of the county for two of its units, of the township for its own unit and itself."""
    hands = (
        {"level": "county", "unit": people.power.unit_id},
        {"level": "county", "unit": people.roads.unit_id},
        {"level": "township", "unit": centre.unit_id},
        {"level": "township"},
    )
    agreed = list(row.consensuses.order_by("number"))
    places = [one for one, count in zip(agreed, LISTED, strict=True) for _ in range(count)]
    for number, one in enumerate(places):
        due = SOON if number in (4, 8) else LATER
        yield {"consensus": one.pk, "due_on": day(due)} | hands[number % 4]


def on(person, task, verb):
    """Clicks the button of that very task."""
    page = person.goes(task.consultation.get_absolute_url()).page
    page.locator(f"#task-{task.pk}").get_by_role("link", name=verb, exact=True).click()
    return person


def task(row, number) -> Task:
    live = row.tasks.live().select_related("consultation__case", "unit")
    return live.get(what=f"任务{number}")


def handle(seen, row, people, centre) -> None:
    """One signed for on the screen; 9 is extended, 17 becomes a proposal, 5 waits.

    Returned are 13, which another unit takes over, and 14, which stays with its unit.
    """
    power, office = seen["power"], seen["office"]
    on(power, task(row, 1), "签收任务").presses("签收任务").sees("已签收任务")
    on(power, task(row, 13), "申请退回").writes(退回理由="应由交通部门办理")
    power.chooses("建议单位", "县交通运输局").presses("申请退回").sees("已申请退回")
    on(office, task(row, 13), "改派").presses("改派").sees("已改派")
    Person(people.roads).does("ask_return", task(row, 14), note="人手不够")
    Person(people.office).does("refuse_waiting", task(row, 14), note="属交通部门职责")
    assert row.tasks.get(what="任务13", status="reassigned").unit == people.power.unit
    for one in row.tasks.filter(status="waiting").select_related("unit", "consultation__case"):
        whose(one, people, centre).does("sign_for", one)
    assert fresh(row).status == "handling"
    on(power, task(row, 9), "申请延期").writes(申请延至=day(60), 延期理由="材料未到")
    power.presses("申请延期").sees("已申请延期")
    on(office, task(row, 9), "同意延期").presses("同意延期").sees("已同意延期")
    assert task(row, 9).due_on.isoformat() == day(60)
    member = str(people.member.member)
    on(office, task(row, 17), "转为提案草稿").chooses("提案人", member).presses("转为提案草稿")
    office.sees("转提案")
    assert Draft.objects.get().title == "任务17"
    on(power, task(row, 1), "记录进展").writes(进展情况="灯杆已立").presses("记录进展")
    power.sees("已记录进展", "灯杆已立")


def whose(one, people, centre) -> Person:
    seats = (people.power, people.roads, centre)
    known = {seat.unit_id: seat for seat in seats}
    return Person(known.get(one.unit_id, people.studio))


def finish(seen, row, people) -> None:
    """Task 5 is late and is pressed for; then all are reported and looked at."""
    power, office = seen["power"], seen["office"]
    office.goes("/consultations/boards/").sees("逾期1项")
    assert power.owes("协商任务办理", "鱼塘村院坝协商")
    on(office, task(row, 5), "催办").writes(催办内容="已过期限，请抓紧").presses("催办")
    office.sees("已催办1次")
    on(power, task(row, 5), "报告完成").writes(完成情况="两公里已通").presses("报告完成").sees(
        "已报告完成"
    )
    on(office, task(row, 5), "核查通过").presses("核查通过").sees("已核查通过")
    centre = factories.Seat.objects.get(unit__name="鱼塘乡农业服务中心")
    for one in row.tasks.filter(status="handling").select_related("unit", "consultation__case"):
        whose(one, people, centre).does("report", one, note="已完成")
        checker = people.studio if one.level == "township" and one.unit_id else people.office
        Person(checker).does("confirm", fresh(one))


def rated_and_closed(seen, row, people) -> None:
    """Villagers speak on every finished task; then the list is closed."""
    assert fresh(row).status == "rating"
    studio = seen["studio"].goes(row.get_absolute_url()).begins("登记群众评议")
    studio.chooses("任务", "任务1").page.get_by_label("满意", exact=True).first.check()
    studio.page.locator("[name=result][value=satisfied]").check()
    studio.presses("登记群众评议").sees("办理态度：满意")
    hands = Person(people.studio)
    for one in row.tasks.filter(status="done").exclude(what="任务1"):
        words = {"task": one.pk, "attitude": "satisfied", "result": "fair"}
        hands.does("rate", row, **words)
    assert row.ratings.values("task").distinct().count() == 17
    studio.goes(row.get_absolute_url()).begins("结束群众评议").presses("结束群众评议")
    studio.sees("已办结")


def on_the_board(seen) -> None:
    """17 of 18 done, one turned; four of five solved, for the turned one keeps its own open."""
    office = seen["office"].goes("/consultations/boards/").sees("三百行动看板", "94.4%", "80.0%")
    tiles = office.page.locator(".figures li")
    for label, value in BOARD.items():
        told = tiles.filter(has_text=label).locator(".value").first.inner_text()
        assert told.startswith(value), (label, told)
    seen["studio"].goes("/consultations/boards/").sees("94.4%")


BOARD = {"协商场次": "1", "共识": "5", "已解决": "4", "任务": "18", "已完成": "17"}
BOARD |= {"转提案": "1", "在办": "0", "逾期": "0"}
