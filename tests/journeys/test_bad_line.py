"""A meeting in the mountains: what was typed and photographed arrives once on any line."""

from __future__ import annotations

import pytest
from PIL import Image
from playwright.sync_api import Error, expect

from common import clock
from consultations import services
from consultations.models import Attendee, Enclosure, Speech
from tests.consultations.conftest import *  # noqa: F403 - the county and its people
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from tests.journeys.test_courtyard import PHONE, shoot
from tests.journeys.test_every_page import Inspector
from tests.papers import picture
from workflow.models import Event

LOST = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
MINUTES = "村民甲：路灯不亮。\n大家同意装灯。"


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def guest(approved, studio, county):
    role = entry(county, "attendee", "villager")
    return services.invite(fresh(approved), by=hand(studio), role=role, name="村民甲")


@pytest.fixture
def snaps(tmp_path):
    """Two pictures, one larger than a form needs."""
    paths = [tmp_path / "会场.jpg", tmp_path / "签到表.jpg"]
    for path, width in zip(paths, (2600, 60), strict=True):
        path.write_bytes(picture(size=(width, width // 2), with_place=True))
    return paths


def forgive(me):
    """A line that was cut on purpose is no fault of the page."""
    me.bears = LOST
    me.faults[:] = [fault for fault in me.faults if not any(one in fault for one in LOST)]


def lose_answers(page, address, count) -> list[str]:
    """The next requests reach the server, their answers do not come back."""
    sent: list[str] = []

    def cut(route):
        sent.append(route.request.method)
        if len(sent) <= count:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(f"**{address}", cut)
    return sent


def sides(file):
    """Width and height of a picture as it is kept."""
    with services.content(file) as data, Image.open(data) as shown:
        return shown.size


def tray(page):
    return page.locator(".tray")


def writes_the_meeting(me, guest, snaps):
    """Minutes, who came and two pictures, pressed while there is no line; the form's address."""
    me.begins("记录协商会议").writes(召开地点="村口院坝", 协商记录=MINUTES)
    me.chooses(f"{guest}（{guest.role}）")
    me.page.context.set_offline(True)  # before: a picture is sent ahead as soon as it is chosen
    me.page.get_by_label("现场图片或签到表").set_input_files(snaps)
    expect(me.page.locator(".tray-files li")).to_have_count(2)
    me.presses("记录协商会议")
    expect(tray(me.page)).to_contain_text("待发送：网络断开，恢复后自动发送")
    shoot(me.page, "断网")
    return me.path


def comes_back(me):
    """The page cannot be loaded again and is left; another tab when the line is back."""
    context = me.page.context
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        me.page.reload()
    expect(me.page.locator("form[data-tray], .tray")).to_have_count(0)  # it is really gone
    me.page.goto("about:blank")  # a tab that is closed is told of the line while it goes
    again = context.new_page()
    context.set_offline(False)
    return again


def goes_on_where_it_broke(page, address):
    """The line breaks at the second picture: the first is there and not sent again."""
    through, broken = list[str](), [True]  # however often it tries again by itself

    def breaks(route):
        if through and broken:
            route.abort()
        else:
            through.append(route.request.method)
            route.continue_()

    page.route("**/ahead/", breaks)
    page.goto(address + "/")
    files = tray(page).locator(".tray-files li")
    expect(files.first).to_contain_text("已送达")
    expect(files.last).to_contain_text("待发送")
    broken.clear()
    page.get_by_role("button", name="立即发送").click()
    expect(files.last).to_contain_text("已送达")
    assert len(through) == 2


def test_a_meeting_sent_three_times_over_a_cut_line_is_one(window, people, approved, guest, snaps):
    me = window(people.studio, **PHONE).signs_in().goes(approved.get_absolute_url())
    form = writes_the_meeting(me, guest, snaps)
    page = comes_back(me)
    sent = lose_answers(page, form, 2)
    goes_on_where_it_broke(page, me.address)
    for count in (1, 2):
        expect(tray(page)).to_contain_text("待发送：网络断开")
        assert len(sent) == count
        assert fresh(approved).status == "held"  # the first had reached the server
        page.get_by_role("button", name="立即发送").click()
        page.wait_for_timeout(150)
    expect(tray(page)).to_contain_text("已送达")
    assert sent == ["POST"] * 3
    shoot(page, "已送达")
    tray(page).get_by_role("link", name="查看").click()
    expect(page.locator("body")).to_contain_text("大家同意装灯。")
    assert fresh(approved).minutes.replace("\r\n", "\n") == MINUTES
    assert Event.objects.filter(action="hold").count() == 1
    assert sorted(one.name for one in Enclosure.objects.all()) == ["会场.jpg", "签到表.jpg"]
    assert max(sides(Enclosure.objects.get(name="会场.jpg"))) == 2000
    assert Attendee.objects.get().status == "present"
    page.goto(me.address + "/")
    expect(tray(page)).to_have_count(0)
    forgive(me)


def test_an_ended_session_keeps_the_words_from_everybody_else_until_their_own_comes(
    window, people, approved
):
    me = window(people.studio).signs_in().goes(f"{approved.get_absolute_url()}record_speech/")
    form = me.path
    me.writes(议程="通报调研", 发言人="委员甲", 发言要点="灯杆太少")
    me.page.context.clear_cookies(name="sessionid")
    me.presses("记录发言")
    expect(tray(me.page)).to_contain_text("登录已过期，请登录")
    shoot(me.page, "登录过期")
    inspector = Inspector()
    inspector.look(me.sees("看填写的内容"), "留在本机")
    assert inspector.stumbles == []
    me.seat = people.party
    me.signs_in()
    expect(tray(me.page)).to_be_hidden()
    me.goes(approved.get_absolute_url()).misses("灯杆太少", "留在本机")
    me.page.context.clear_cookies(name="sessionid")
    assert not Speech.objects.exists()
    me.seat = people.studio
    me.signs_in()
    expect(tray(me.page)).to_contain_text("已送达")
    assert Speech.objects.get().text == "灯杆太少"
    me.goes(form)
    expect(me.page.get_by_label("发言要点")).to_have_value("")


def test_what_was_refused_keeps_words_and_pictures_and_goes_on_corrected(
    window, people, approved, snaps, tmp_path
):
    broken = tmp_path / "坏.jpg"
    broken.write_bytes(b"\xff\xd8\xff broken")
    me = window(people.studio, **PHONE).signs_in()
    me.goes(f"{approved.get_absolute_url()}hold/")
    me.writes(召开地点="村口院坝", 协商记录=MINUTES, 召开日期="2031-01-01")
    me.page.get_by_label("现场图片或签到表").set_input_files([snaps[1], broken])
    expect(me.page.locator(".tray-files li")).to_have_count(2)
    me.goes("/").sees("未提交").follows("继续填写")  # the tab was left, the words were not
    me.presses("恢复").presses("记录协商会议")
    me.sees("坏.jpg", "被退回：图片打不开")
    shoot(me.page, "图片退回")
    me.page.locator(".tray-files li", has_text="坏.jpg").get_by_role("button").click()
    me.presses("记录协商会议").sees("请先改正以下内容", "日期")
    shoot(me.page, "填写退回")
    expect(me.page.get_by_label("协商记录")).to_have_value(MINUTES)
    me.writes(召开日期=str(clock.today())).presses("记录协商会议")
    me.sees("已记录协商会议", "签到表.jpg")
    assert Enclosure.objects.get().name == "签到表.jpg"
    forgive(me)


def test_a_file_over_the_limit_and_a_page_gone_stale_lose_nothing(
    window, people, approved, county, snaps, tmp_path
):
    me = window(people.studio).signs_in().goes(f"{approved.get_absolute_url()}hold/")
    me.writes(召开地点="村口院坝", 协商记录=MINUTES)
    huge = tmp_path / "录音.pdf"
    huge.write_bytes(bytes(21 << 20))
    me.page.get_by_label("现场图片或签到表").set_input_files(huge)
    me.presses("记录协商会议").sees("录音.pdf", "超过 20 MB，请压缩或拆分后重新选择")
    expect(me.page.get_by_label("协商记录")).to_have_value(MINUTES)
    me.presses("移除")
    me.page.context.set_offline(True)
    me.page.get_by_label("现场图片或签到表").set_input_files(snaps[0])  # and pressed at once
    me.presses("记录协商会议")
    expect(me.page.get_by_role("button", name="移除")).to_have_count(0)
    me.presses("取回修改")
    me.writes(协商记录=f"{MINUTES}散会。").presses("记录协商会议")
    role = entry(county, "attendee", "villager")
    services.invite(fresh(approved), by=hand(people.studio), role=role, name="村民乙")
    me.page.context.set_offline(False)
    me.sees("此件刚刚有了变化", "大家同意装灯。散会。", "被退回")
    shoot(me.page, "已有变化")
    me.follows("重新填写").presses("恢复").chooses("村民乙（群众代表）").presses("记录协商会议")
    me.sees("已记录协商会议", "大家同意装灯。散会。", "会场.jpg")
    assert Attendee.objects.get().status == "present"
    forgive(me)


def test_without_scripts_it_is_a_plain_form(window, people, approved, guest, snaps):
    me = window(people.studio, **PHONE, java_script_enabled=False).signs_in()
    me.goes(f"{approved.get_absolute_url()}hold/").writes(召开地点="村口院坝", 协商记录=MINUTES)
    me.chooses(f"{guest}（{guest.role}）")
    me.page.get_by_label("现场图片或签到表").set_input_files(snaps)
    me.presses("记录协商会议").sees("已记录协商会议", "会场.jpg", "签到表.jpg", "已签到")
