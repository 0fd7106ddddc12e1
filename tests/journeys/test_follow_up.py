"""A campaign in browsers: a member goes there with a phone, and a grade goes from A to B."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from deadlines.checks import faults
from proposals.models import FollowUp
from tests.papers import picture
from tests.promising import delivered_with, kept_of, planned
from workflow.chain import faults as broken

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_campaign_lowers_a_grade_from_a_to_b(contacted, cast, grade, window, other_member):
    share = delivered_with(contacted, cast, grade, planned())
    kept_of(share, cast)
    office, director = (window(seat).arrives() for seat in (cast.office, cast.director))
    visitor = window(other_member, **PHONE).arrives()
    the_office_starts_it(office, str(other_member.member))
    campaign = FollowUp.objects.get().get_absolute_url()
    the_member_looks_and_tells(visitor, campaign)
    the_office_asks_for_another_grade(office, campaign)
    the_director_decides(director, share.proposal.get_absolute_url())
    office.goes(campaign).sees("A类改定为B类", "已改定")
    assert (list(faults()), list(broken())) == ([], [])


def the_office_starts_it(me, name: str) -> None:
    due = clock.today() + timedelta(days=20)
    me.goes("/proposals/follow-ups/").begins("开展跟踪检查")
    me.chooses("哪次会议的提案", "十一届五次会议").chooses("专项民主监督").chooses("A类").chooses(
        name
    )
    me.writes(名称="A类提案专项民主监督", 走访时限=f"{due:%Y-%m-%d}").presses("开展")
    me.sees("已开展，共1件", "待走访")


def the_member_looks_and_tells(me, campaign: str) -> None:
    me.goes(campaign).sees("加装护栏").begins("填报走访情况")
    me.writes(走访日期=f"{clock.today():%Y-%m-%d}", 看到的情况="护栏只装了一侧。").chooses(
        "部分相符"
    )
    files = [{"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture(with_place=True)}]
    me.page.get_by_label("照片").set_input_files(files)
    me.presses("填报走访情况").sees("部分相符", "护栏只装了一侧。", "现场.jpg", "待处理")


def the_office_asks_for_another_grade(me, campaign: str) -> None:
    me.goes(campaign).begins("提请改定类别").chooses("改定为", "B类")
    me.writes(依据="走访看到护栏只装了一侧").presses("提请改定类别").sees("提请改定类别", "待决定")


def the_director_decides(me, case: str) -> None:
    me.goes(case).begins("改定类别").sees("由A类改定为B类").presses("改定类别").sees("B类")
