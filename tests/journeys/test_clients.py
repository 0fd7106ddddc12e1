"""系统接入 in a browser: the 安全管理员 gives a system its secret, and reads what the API is."""

from __future__ import annotations

import pytest

from members.models import Client, Role
from tests import factories
from tests.api.systems import asks_for_token
from tests.journeys.test_every_page import Inspector


@pytest.fixture
def keeper(here, window):
    return window(factories.person(here, Role.SECADMIN)).arrives()


def test_a_system_is_let_in_and_its_pages_hold_no_barrier(keeper):
    inspector = Inspector()
    page = keeper.goes("/clients/new/issue/").page
    inspector.look(keeper, "发放")
    page.get_by_label("系统名称").fill("州政府督查系统")
    page.get_by_label("承诺事项").first.check()
    page.get_by_role("button", name="发放接入密钥").click()
    assert page.get_by_text("只在本页显示这一次").is_visible()
    inspector.look(keeper, "密钥")
    page.get_by_role("link", name="返回").click()
    inspector.look(keeper, "接入系统")
    inspector.look(keeper.goes("/clients/"), "系统接入")
    asks_for_token(Client.objects.get(), "wrong")
    page.get_by_role("link", name="接口调用记录").click()
    inspector.look(keeper.sees("密钥有误"), "接口调用记录")
    assert inspector.stumbles == []


def test_the_description_is_drawn_from_our_own_files(keeper):
    page = keeper.goes("/api/v1/docs/").page
    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() > 20
