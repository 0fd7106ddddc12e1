"""manage.py demo_accounts: whom to sign in as in the demo."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from common.commands import PlainCommand
from proposals.demo.accounts import table
from proposals.demo.story import loaded


class Command(PlainCommand):
    help = "列出演示账号：账号、密码、姓名、身份和先试什么。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not loaded():
            raise CommandError("演示数据尚未载入，请先运行 manage.py load_demo")
        for line in table():
            self.stdout.write(line)
        self.stdout.write("其他演示账号（office2、member3、liaison2 等）密码相同。")
