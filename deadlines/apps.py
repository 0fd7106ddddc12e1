from __future__ import annotations

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"
    verbose_name = "期限"

    def ready(self) -> None:
        from deadlines.hours import opening
        from deadlines.leaving import owed_by
        from deadlines.settling import settle
        from deadlines.sweep import needless
        from members.scopes import offer
        from members.services.following import OWED
        from notices.services import SETTLERS
        from notices.wanting import NEEDLESS, OPENING

        offer("deadlines", "应办事项和工作日历", {}, read=True)
        OWED.append(owed_by)
        SETTLERS.append(settle)
        NEEDLESS.append(needless)
        OPENING.append(opening)
