"""Orders of the list: every row once, and by an index, whichever page it is."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict

from common import paging
from members.models import Role
from proposals.columns import LISTING
from proposals.filters_course import LIGHTS
from proposals.models import Proposal
from tests import factories
from tests.conftest import sql
from tests.test_queries import copies


def walk(order, rows, way, key=None):
    """All pages one after another, forward or back, as their links lead."""
    seen = []
    while True:
        asked = SimpleNamespace(GET=QueryDict(f"{way}={key}" if key else ""))
        window, before, after = paging.cut(rows, asked, order, known=rows)
        seen.append([row.pk for row in window])
        if not (after if way == "after" else before):
            return seen
        key = seen[-1][-1] if way == "after" else seen[-1][0]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("column", ["label", "light", "submitted"])
def test_pages_go_on_from_those_who_have_something_to_those_who_have_nothing(
    numbered, office, monkeypatch, column, down
):
    """Three with a number and a limit, four without, two on a page; back as they came."""
    monkeypatch.setattr(paging, "PAGE", 2)
    for number in (90, 91):
        copies(numbered, 1, number=number)
    copies(numbered, 4)
    order = replace(LISTING.sorts[column], down=down, seat=office)
    rows = LISTING.rows(office)
    rows = order.needs(rows, office) if order.needs else rows
    there = walk(order, rows, "after")
    assert [len(one) for one in there] == [2, 2, 2, 1]
    every = [key for one in there for key in one]
    assert every == list(order.sort(rows).values_list("pk", flat=True))
    assert walk(order, rows, "before", every[-1])[::-1] == [every[:2], every[2:4], every[4:6]]


def plan_of(rows):
    """How the database would go, had it so many rows that reading or sorting all is too dear."""
    for dear in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
        sql(f"SET LOCAL {dear} = off")
    with connection.cursor() as cursor:
        query, parameters = rows[:51].query.sql_with_params()
        cursor.execute(f"EXPLAIN {query}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("column", "index"), [("label", "proposal_by_number"), ("submitted", "proposal_by_day")]
)
def test_every_page_of_a_sorted_list_begins_in_an_index(
    numbered, office, column, index, down, back
):
    order = replace(LISTING.sorts[column], down=down, seat=office)
    rows = LISTING.rows(office)
    first, *_ = order.stretches(rows, numbered.pk, known=rows, back=back)
    plan = plan_of(first.select_related(None).prefetch_related(None).only("pk"))
    assert f"using {index}" in plan
    assert any("Index Cond" in line and "ROW(" in line for line in plan.splitlines())
    assert "Sort" not in plan


def test_what_few_people_see_is_found_by_what_leads_to_it(numbered, here, liaison, member):
    """No condition is tried on every case there is: that would be a SubPlan of the plan."""
    contact = factories.person(here, Role.CONTACT, organisation=factories.organisation(here))
    for seat in (liaison, member, contact):
        assert "SubPlan" not in plan_of(Proposal.objects.visible_to(seat).values("pk"))


@pytest.mark.parametrize("light", ["late", "late30", "soon", "paused"])
def test_lateness_is_asked_of_what_is_owed(numbered, director, light):
    """Of debts by their index; a day computed for every case would be a SubPlan again."""
    rows = LIGHTS[light](Proposal.objects.visible_to(director), director).values("pk")
    plan = plan_of(rows)
    assert "SubPlan" not in plan
    assert "deadlines_obligation" in plan
