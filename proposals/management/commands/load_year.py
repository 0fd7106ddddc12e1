"""manage.py load_year: the year behind the demo story, batch by batch."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import CommandError, CommandParser

from common.commands import PlainCommand
from proposals.demo.beside import BESIDE
from proposals.demo.key_story import tell_keys
from proposals.demo.story import loaded
from proposals.demo.year.loading import load_year

GENTLY = 10  # how far it stands back for those who look at pages meanwhile


class Command(PlainCommand):
    help = "载入演示年度数据：两次会议的全部提案，另一州的院坝协商。可随时中断，再运行时接着载入。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gently", action="store_true", help="降低优先级，让位给网站")

    def handle(self, *args: Any, **options: Any) -> None:
        if not loaded():
            raise CommandError("演示数据尚未载入，请先运行 manage.py load_demo")
        if options["gently"]:
            os.nice(GENTLY)
        for step in load_year():
            self.stdout.write(f"{step.session}：已载入 {step.there}／{step.wanted} 件")
        if count := tell_keys():
            self.stdout.write(f"重点提案：已载入 {count} 件")
        for one in BESIDE:
            for words in one.fill():
                self.stdout.write(words)
        self.stdout.write("演示年度数据已全部载入。")
