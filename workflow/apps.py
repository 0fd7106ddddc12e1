from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "办理流程"

    def ready(self) -> None:
        """Every process knows every procedure, also one that only checks them at night."""
        autodiscover_modules("workflow")
