"""manage.py load_demo: the demo story, once, into an empty database."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from common.commands import PlainCommand
from proposals.demo.story import load
from proposals.models import Proposal


class Command(PlainCommand):
    help = "载入演示数据：虚构的彩云州政协，提案处于办理的各个环节。只能载入空库，且只载入一次。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=None, help="只载入前几件提案")
        parser.add_argument("--force", action="store_true", help="在演示专用的正式部署中载入")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            new = load(options["count"], force=options["force"])
        except ValidationError as refusal:
            raise CommandError("；".join(refusal.messages)) from None
        if not new:
            self.stdout.write("演示数据已经载入，未作更改。")
            return
        self.stdout.write(
            f"演示数据已载入：提案{Proposal.objects.count()}件。账号见 manage.py demo_accounts。"
        )
