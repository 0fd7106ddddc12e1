"""公布本次会议提案办理统计: the director's page, reached from the report."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from common.templatetags.ui import stamp
from members.doors import ActionView, Door
from members.models import Registry, Session
from members.services import registry_of
from members.workflow import REGISTRY, RegistryAction
from proposals.forms import PublishSession
from proposals.services import publish_year


class Publication(ActionView):
    """One session of the committee's own; its address says which."""

    doors: ClassVar[dict[str, Door]] = {
        "publish": Door(RegistryAction.PUBLISH, REGISTRY, PublishSession, publish_year)
    }

    def get_row(self) -> Registry:
        """The register, which records it; it carries the session to be published."""
        committee = self.request.seat.committee
        ours = Session.objects.filter(term__committee=committee)
        registry = registry_of(committee)
        registry.__dict__["publishes"] = get_object_or_404(ours, pk=self.kwargs["pk"])
        return registry

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        _, registry = self.find()
        if on := registry.publishes.published_on:
            messages.warning(request, f"统计已于{stamp(on)}公布，每次会议只公布一次")
            return redirect(self.page_of(registry))
        return super().get(request, **kwargs)

    def about(self, row: Any) -> dict[str, Any]:
        """It is a session's figures that are published, not the register that records it."""
        return {"row": f"{row.publishes}审查情况报告"}

    def page_of(self, row: Any) -> str:
        return f"{reverse('proposals:report')}?session={self.kwargs['pk']}"
