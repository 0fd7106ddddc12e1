"""manage.py reset_password 账号: a new first password, for whom nobody in office can help."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from common.commands import PlainCommand
from members.management.seating import account_named, seats_told
from members.services import reset_from_console


class Command(PlainCommand):
    help = "重置一个账号的密码，显示一次初始密码；原密码随即失效。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="账号")

    def handle(self, *args: Any, **options: Any) -> None:
        user = account_named(options["username"])
        password = reset_from_console(user)
        self.stdout.write(f"{user.name}（{user.username}）　{seats_told(user)}")
        self.stdout.write(f"初始密码只显示这一次，请当面交给本人：{password}")
        if not user.is_active:
            self.stdout.write("此账号已停用，须先在“账号与身份”页面启用才能登录。")
