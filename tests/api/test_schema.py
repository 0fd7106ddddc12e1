"""The API describes itself: every operation, without a doubt, and shown by files of our own."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from common.problems import PROBLEMS
from tests.browsing import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def description():
    GENERATOR_STATS.reset()
    return SchemaGenerator(api_version="v1").get_schema(public=True)


def test_nothing_about_it_is_guessed(description):
    assert {**GENERATOR_STATS._warn_cache, **GENERATOR_STATS._error_cache} == {}
    validate_schema(description)


def test_every_operation_names_its_errors(description):
    for operations in description["paths"].values():
        for method, operation in operations.items():
            expected = {"401", "403", "404", "429"} | (
                {"412", "422"} if method == "post" else set()
            )
            assert expected <= set(operation["responses"])
    feed = description["paths"]["/api/v1/changes/"]["get"]["responses"]
    assert "cursor-expired" in feed["410"]["description"]
    told = description["paths"]["/api/v1/proposals/"]["get"]["responses"]["403"]["description"]
    assert all(one.name in told for one in PROBLEMS if one.status == 403)


def test_systems_read_it_and_people_see_it(office):
    person = Person(office)
    read = person.get(reverse("api:schema"))
    assert read.json()["openapi"].startswith("3.")
    page = person.get(reverse("api:docs"))
    text = page.content.decode()
    sources = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert sources
    assert all(one.startswith(("/static/", "/api/v1/")) for one in sources)
    assert not re.search(r"<script>|<style>| style=| onload=", text)
