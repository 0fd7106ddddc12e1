"""提案清单: who handles a case, which field it counts in, and how both are looked for."""

import pytest
from django.urls import reverse

from members import services as members
from members.models import Entry
from proposals import services
from tests import factories
from tests.browsing import Person
from tests.factories import hand
from tests.merging import another

LIST = reverse("proposals:list")


def titles(seat, **query) -> list[str]:
    return [str(line.row) for line in Person(seat).get(LIST, **query).context["lines"]]


def cell(seat, key):
    [line] = Person(seat).get(LIST).context["lines"]
    return line.cells[key]


@pytest.mark.parametrize("who", ["office", "director", "dispatcher", "liaison", "member"])
def test_everybody_who_sees_a_case_sees_who_hosts_it(request, handed_over, who):
    seat = request.getfixturevalue(who)
    assert cell(seat, "hosts") == "州教育体育局"
    assert "承办单位" in Person(seat).get(LIST).content.decode()


def test_before_it_is_handed_over_nobody_does(transferred, office):
    assert cell(office, "hosts") == ""


def test_units_that_answer_apart_are_all_named_and_a_co_unit_is_not(
    here, transferred, dispatcher, education, police, office
):
    roads = factories.unit(here, "州交通运输局")
    services.hand_over(
        transferred,
        by=hand(dispatcher),
        separate=[education, police],
        co_units=[],
        notice_on=transferred.filed_on,
    )
    assert cell(office, "hosts") == "州教育体育局、州公安局"
    assert titles(office, unit=police.pk) == [transferred.title]
    assert titles(office, unit=roads.pk) == []


def test_a_unit_is_looked_for_also_by_the_one_it_went_into(here, handed_over, education, office):
    heir = members.rename_unit(education, by=here.by, name="州教育和体育局")
    assert titles(office, unit=heir.pk) == [handed_over.title]


def test_a_category_counts_in_its_field_and_is_found_by_it(submitted, office):
    assert cell(office, "category") == {"text": "城乡建设", "note": "社会建设"}
    assert "社会建设" in Person(office).get(LIST).content.decode()
    assert titles(office, field="society") == [submitted.title]
    assert titles(office, field="economy") == []


def test_the_same_category_of_two_terms_is_looked_for_as_one(
    here, submitted, office, director, other_member
):
    later = another(here, other_member, office, "关于发展茶产业的提案")
    members.copy_book(here.body, by=hand(office), book="category", to=here.term)
    own = Entry.objects.get(term=here.term, code="build")
    Person(director).does("correct", later, category=own.pk, note="按本届类别登记")
    later.refresh_from_db()
    assert later.category == own
    page = Person(office).get(LIST)
    choices = dict(page.context["filters"].form.fields["category"].choices)
    assert [str(label) for label in choices.values()].count("城乡建设") == 1
    assert len(titles(office, category=own.pk)) == 2


def test_a_unit_of_a_neighbour_is_no_choice(handed_over, office, elsewhere):
    theirs = factories.unit(elsewhere, "望海州教育局")
    assert theirs.name not in Person(office).get(LIST).content.decode()
