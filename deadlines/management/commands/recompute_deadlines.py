from __future__ import annotations

from typing import Any

from common.commands import PlainCommand
from deadlines.models import Recomputation
from deadlines.recomputing import go_on


class Command(PlainCommand):
    help = "重新核定期限：日历或期限设置变动后，逐件核定未办结事项的期限；中断后再次运行即可继续。"

    def handle(self, *args: Any, **options: Any) -> None:
        moved = go_on()
        left = Recomputation.objects.filter(done_at=None).count()
        self.stdout.write(f"已重新核定 {moved} 项期限。")
        if left:
            self.stdout.write(f"还有 {left} 次变动没有核定完，请稍后再次运行。")
