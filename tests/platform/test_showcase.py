"""组件页: nothing of the screen is missing on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from members.models import Role
from tests import factories
from tests.browsing import Person

PARTS = Path(settings.BASE_DIR) / "templates" / "components"


@pytest.mark.django_db
def test_every_component_stands_on_the_page_of_components(here):
    shown = Person(factories.person(here, Role.SYSADMIN)).get(reverse("components"))
    used = {template.name for template in shown.templates if template.name}
    assert {f"components/{file.name}" for file in PARTS.glob("*.html")} - used == set()
