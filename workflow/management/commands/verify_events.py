from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection, transaction

from common.commands import PlainCommand
from workflow import chain, witness


class Command(PlainCommand):
    help = "核对流程记录：找出绕过流程改动过的记录和数据；无误时把各件的末步留存到数据库之外。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--witness",
            type=Path,
            default=None,
            help="库外留存文件，应放在数据库管理员改不到的地方（默认在 DATA_DIR/witness 之下）",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["witness"] or witness.default()
        with connection.cursor() as cursor:  # one view of everything, while others work on
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        if not file.exists():
            self.stdout.write(f"没有找到 {file}，本次只能核对库内记录。")
        self.name(chain.faults(witness.testimony(file)))
        witness.keep(file, chain.heads())
        self.stdout.write("流程记录核对无误。")

    def name(self, faults: Any) -> None:
        """Print each fault as it is found; raises CommandError when there was one."""
        found = 0
        for found, fault in enumerate(faults, 1):  # noqa: B007
            self.stdout.write(fault)
        if found:
            raise CommandError(f"流程记录核对发现 {found} 处问题，请保留现场并报告审计管理员。")
