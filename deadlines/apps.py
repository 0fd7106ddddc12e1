from __future__ import annotations

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"
    verbose_name = "期限"

    def ready(self) -> None:
        from deadlines.leaving import owed_by
        from members.services.following import OWED

        OWED.append(owed_by)
