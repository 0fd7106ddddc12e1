"""Old browsers, strict offices: every page works without a script."""

from __future__ import annotations

import pytest

from proposals.models import Proposal


@pytest.fixture
def plain(window):
    """Opens a window in which scripts are forbidden."""
    return lambda seat: window(seat, java_script_enabled=False).signs_in()


def test_a_proposal_is_submitted_and_screened_without_a_script(plain, cast, education, category):
    me = plain(cast.member).goes("/proposals/drafts/").presses("写提案")
    me.writes(案由="关于加装护栏的提案").presses("保存草稿").sees("草稿已保存")
    me.presses("提交").sees("请先改正以下内容", "请填写提案正文")
    me.chooses("类别", "城乡建设").writes(正文="加装护栏。").presses("提交").sees(
        "已提交，收件号 0001"
    )
    office = plain(cast.office).follows("关于加装护栏的提案", "初审").presses("初审")
    office.sees("已初审")
    assert Proposal.objects.get().status == "screening"
