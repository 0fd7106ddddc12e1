from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "数据库每次恢复之后、对外开放之前运行：开始新的纪元，让同步接口从断处接着读。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Transaction numbers start again in a restored cluster; the epoch orders before them."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('workflow_epoch')")
            [epoch] = cursor.fetchone()
        self.stdout.write(f"已开始第 {epoch} 纪元，可以对外开放。")
