"""The common application: it only sets the words in which forms refuse."""

from __future__ import annotations

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        from common.forms import speak_plainly

        speak_plainly()
