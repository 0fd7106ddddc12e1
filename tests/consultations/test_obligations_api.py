"""What is owed in consultations, read by another system."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browsing import Person

pytestmark = pytest.mark.django_db
LIST = reverse("api:obligation-list")


def lines(seat):
    return Person(seat).get(LIST).json()["results"]


def test_a_township_reads_what_it_owes_and_a_neighbour_nothing(
    accepted, planned, studio, next_county
):
    found = {line["case"]["kind"]: line for line in lines(studio)}
    assert set(found) == {"topic", "consultation"}
    here = found["consultation"]
    assert here["debtor"] == "乡镇委员工作室"
    assert here["case"]["url"].endswith(planned.get_absolute_url())
    assert lines(next_county.office) == []
    assert Person(next_county.office).get(f"{LIST}{here['id']}/").status_code == 404
