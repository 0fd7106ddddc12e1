from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "消息"

    def ready(self) -> None:
        from members.services.jobs import TOLD
        from notices.services import tell_of_job

        TOLD.append(tell_of_job)
