from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from workflow.diagram import document


class Command(BaseCommand):
    help = "依流程表重新生成 docs/workflow.md。"

    def add_arguments(self, parser: CommandParser) -> None:
        default = Path(settings.BASE_DIR) / "docs/workflow.md"
        parser.add_argument("--to", type=Path, default=default, help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["to"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document(), encoding="utf-8")
        self.stdout.write(f"已写入 {file}。")
