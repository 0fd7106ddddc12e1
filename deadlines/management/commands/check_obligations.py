from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction

from common.commands import PlainCommand
from deadlines.checks import faults


class Command(PlainCommand):
    help = "核对应办事项：每件未办结的事都有应办事项，每项应办事项都有在任的承担人。"

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:  # one view of everything, while others work on
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        found = 0
        for found, fault in enumerate(faults(), 1):  # noqa: B007
            self.stdout.write(fault)
        if found:
            raise CommandError(f"应办事项核对发现 {found} 处问题，请逐项处理。")
        self.stdout.write("应办事项核对无误。")
