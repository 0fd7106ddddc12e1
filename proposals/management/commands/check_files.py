"""manage.py check_files: every stored file against the hash it was registered by."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from common.commands import PlainCommand
from proposals.services.checking_files import check_files, open_faults


class Command(PlainCommand):
    help = "核对附件：存放的文件是否还在、内容是否与登记时一致；中断后再运行，从断处继续。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folders", type=int, default=None, help="这一次最多核对几个文件夹（共256个）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folders"] is not None and options["folders"] < 1:
            raise CommandError("--folders 应为1至256，请改写")
        check = check_files(options["folders"])
        found = list(open_faults())
        for fault in found:
            self.stdout.write(fault)
        far = "已全部核对" if check.ended_at else f"已核对到文件夹 {check.folder}，再运行即可继续"
        self.stdout.write(f"{far}，共 {check.checked} 个文件。")
        if found:
            raise CommandError(
                f"附件核对发现 {len(found)} 处问题，请从备份恢复，没有登记的请核查。"
            )
        self.stdout.write("附件核对无误。")
