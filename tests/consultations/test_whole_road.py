"""From a villager's wish to a finished lamp post, by people at their browsers."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common import clock
from consultations.models import Consultation, Task, Topic
from deadlines.checks import faults
from deadlines.own import debts_of
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import entry, fresh
from tests.papers import upload
from workflow.chain import faults as broken_chains

TODAY = clock.today


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_from_a_wish_to_a_lamp_post(people, county, town, power, roads):
    studio, party, office = map(Person, (people.studio, people.party, people.office))
    topic = wish(studio, county, town)
    row = plan_and_hold(studio, party, topic)
    list_and_file(studio, party, office, row, county, power)
    tasks_are_done(studio, office, row, people, roads)
    villagers_speak(studio, row)
    row = fresh(row)
    assert row.status == "done"
    assert row.done_on == TODAY()
    assert owed(row) == set()
    assert list(faults()) == []
    assert list(broken_chains()) == []


def wish(studio, county, town) -> Topic:
    page = studio.post(
        reverse("consultations:new_topic"),
        title="村内道路没有路灯",
        press=uuid4(),
        township=town.pk,
        source="people",
        body="夜里漆黑",
    )
    topic = Topic.objects.get()
    assert page["Location"] == topic.get_absolute_url()
    assert owed(topic) == {("screen_topic", "township")}
    studio.does("accept", topic, ground=entry(county, "discussed", "people").pk)
    assert owed(topic) == {("plan_topic", "township")}
    return topic


def plan_and_hold(studio, party, topic) -> Consultation:
    page = studio.post(
        reverse("consultations:plan"),
        topics=[topic.pk],
        title="鱼塘村亮化协商",
        press=uuid4(),
        planned_on=TODAY() + timedelta(days=3),
        chair="召集人",
        plan="先走访，再开会",
    )
    row = Consultation.objects.get()
    assert page["Location"] == row.get_absolute_url()
    assert (fresh(topic).status, fresh(topic).consultation) == ("planned", row)
    words = {"by_whom": "委员二人", "households": 12, "people": 40, "notes": "路口漆黑"}
    studio.does("record_visit", row, **words)
    studio.does("ask_plan", row)
    assert owed(row) == {("approve_plan", "party")}
    party.does("approve_plan", row)
    assert owed(row) == {("hold_meeting", "township")}
    studio.does("hold", row, held_at="村口院坝", minutes="都同意", files=upload())
    assert fresh(row).status == "held"
    return row


def list_and_file(studio, party, office, row, county, power):
    studio.does("record_consensus", row, text="年内装路灯")
    agreed = row.consensuses.get()
    due = {"due_on": TODAY() + timedelta(days=30), "consensus": agreed.pk}
    lamps = {"what": "安装路灯", "level": "county", "unit": power.pk}
    studio.does("list_task", row, **lamps, **due, quantity=40, measure="盏")
    studio.does("list_task", row, what="平整基础", level="township", **due)
    studio.does("ask_list", row)
    party.does("send_back_list", row, note="请写明资金来源")
    lamps = row.tasks.get(what="安装路灯")
    studio.does("change_task", lamps, money=80000, money_source="财政衔接资金")
    studio.does("ask_list", row)
    party.does("approve_list", row)
    assert owed(row) == {("file_list", "office")}
    office.does("file", row)
    assert fresh(row).label == f"{TODAY().year}年第1号"
    assert owed(row) == {("sign_task", "liaison"), ("sign_task", "township")}


def tasks_are_done(studio, office, row, people, roads):
    power, road_people = Person(people.power), Person(people.roads)
    lamps, footing = row.tasks.get(what="安装路灯"), row.tasks.get(what="平整基础")
    power.does("ask_return", lamps, note="路灯由交通运输局统一安装", proposed=roads.pk)
    assert fresh(row).status == "filed"
    office.does("reassign", lamps)
    taken = Task.objects.get(replaces=lamps)
    assert (taken.unit, taken.what, fresh(lamps).status) == (roads, "安装路灯", "reassigned")
    road_people.does("sign_for", taken)
    studio.does("sign_for", footing)
    assert fresh(row).status == "handling"
    road_people.does("record_progress", taken, text="已装20盏", files=upload())
    road_people.does("report", taken, note="40盏全部装好")
    office.does("send_back_task", taken, note="3盏不亮")
    road_people.does("report", taken, note="已修好")
    office.does("confirm", taken)
    assert fresh(row).status == "handling"
    studio.does("report", footing, note="基础已平整")
    office.does("confirm", footing)
    assert fresh(row).status == "rating"


def villagers_speak(studio, row):
    taken = row.tasks.get(what="安装路灯", status="done")
    words = {"attitude": "satisfied", "result": "fair", "words": "还想再装几盏"}
    assert studio.get(row.get_absolute_url()).context["held"][0]["label"] == "结束群众评议"
    studio.does("rate", row, task=taken.pk, **words)
    [said] = row.ratings.all()
    assert (said.attitude, said.result, said.on_paper) == ("satisfied", "fair", True)
    studio.does("end_rating", row)


def test_who_owes_something_is_told_and_finds_it_on_the_desk(filed, power_liaison, power):
    assert any("签收协商任务" in text for text in inbox(power_liaison))
    desk = Person(power_liaison).get("/")
    assert filed.title in desk.content.decode()
    assert filed.get_absolute_url() in desk.content.decode()


def test_everybody_finds_what_they_owe_on_desk_and_calendar(filed, topic, people):
    for name, seat in vars(people).items():
        person = Person(seat)
        for url in ("/", reverse("calendar"), reverse("consultations:list")):
            assert person.get(url).status_code == 200, (name, url)
    assert set(debts_of([people.studio]).open().values_list("kind", flat=True)) == {"sign_task"}
    frame = Person(people.studio).get("/").context
    assert [one["label"] for one in frame["nav"]] == [
        *("工作台", "日历", "社情民意", "院坝协商", "协商看板", "协商议题", "协商场所"),
    ]
    assert not frame["searches"]  # the box looks for proposals, which a township has not
