"""成批移交: every numbered case to the dispatchers of its own suggested units."""

import pytest
from django.urls import reverse

from proposals import services
from tests import factories
from tests.browsing import Person, fresh, owed, told
from tests.factories import hand
from tests.merging import another, filed_by
from tests.proposals.test_bulk_screen import sheet

PAGE = reverse("proposals:many", args=["transfer"])


@pytest.fixture
def two(here, numbered, office, director, other_member, police):
    second = another(here, other_member, office, "关于校园周边交通的提案", units=[police])
    second = filed_by(here, office, director, second)
    [second] = services.number([second], by=hand(office))
    return [numbered, second]


def test_each_goes_with_its_own_suggested_units(two, office, education, police):
    words = sheet(Person(office), PAGE)
    page = Person(office).post(PAGE, **words)
    assert told(page) == ["已移交2件"]
    for row, unit in zip(two, (education, police), strict=True):
        assert fresh(row).status == "transferred"
        assert [one.unit for one in row.suggestions.filter(by="office")] == [unit]
        assert owed(row) == {("hand_over", "dispatcher")}


def test_one_without_units_stays_and_says_so(two, office):
    words = sheet(Person(office), PAGE) | {f"units-{two[1].pk}": []}
    done, why = told(Person(office).post(PAGE, **words))
    assert done == "已移交1件，1件未移交，原因见下"
    assert "请至少选择一个建议承办单位" in why
    assert fresh(two[1]).status == "filed"


def test_a_unit_of_another_committee_is_no_choice(two, office, elsewhere):
    foreign = factories.unit(elsewhere, "望海州教育局")
    words = sheet(Person(office), PAGE) | {f"units-{two[0].pk}": [foreign.pk]}
    done, why = told(Person(office).post(PAGE, **words))
    assert done == "已移交1件，1件未移交，原因见下"
    assert fresh(two[0]).status == "filed"


def test_what_has_no_number_is_not_offered(filed, office):
    assert Person(office).get(PAGE).context["lines"] == []
