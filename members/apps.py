from __future__ import annotations

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "委员与单位"

    def ready(self) -> None:
        from members import exports, scopes
        from members.services import sheets

        sheets.offer()
        exports.offer()
        scopes.offer("registers", "名册和词典", {}, read=True)
