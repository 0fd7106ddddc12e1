"""manage.py enrol_promises: promises of letters that were delivered before they were followed."""

from __future__ import annotations

from typing import Any

from common.commands import PlainCommand
from proposals import services


class Command(PlainCommand):
    help = "补列承诺事项：启用台账以前送达的答复中计划落实的事项，逐件列入；可重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已补列 {services.enrol_promises()} 项承诺事项。")
