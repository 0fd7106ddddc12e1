"""移交: a numbered case goes to the dispatchers of the systems its units belong to."""

from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed


def test_each_system_with_a_suggested_unit_owes_the_handing_over(
    here, numbered, office, education, dispatcher
):
    party = factories.unit(here, "州委组织部", here.party)
    page = Person(office).does("transfer", numbered, units=[education.pk, party.pk])
    assert done(page, numbered)
    assert fresh(numbered).status == "transferred"
    assert owed(numbered) == {("hand_over", "dispatcher")}
    assert numbered.case.obligations.filter(kind="hand_over").count() == 2
    assert [text for text in inbox(dispatcher) if "交办" in text]


def test_the_suggestions_of_the_first_review_stand_ready(numbered, office, education):
    assert Person(office).form(numbered, "transfer")["units"] == [education.pk]


def test_nothing_goes_out_without_a_unit(numbered, office):
    page = Person(office).insists("transfer", numbered, note="请尽快")
    assert page.status_code == 422
    words = page.content.decode()
    assert "请至少选择一个建议承办单位" in words
    assert "请尽快" in words
    assert fresh(numbered).status == "filed"


def test_nothing_goes_out_without_a_number(filed, office, education):
    assert (
        "尚未编号，请先编号再移交" in Person(office).get(filed.get_absolute_url()).content.decode()
    )
    page = Person(office).insists("transfer", filed, units=[education.pk])
    assert page.status_code == 422
    assert "尚未编号，请先编号再移交" in page.content.decode()


def test_units_of_a_neighbour_cannot_be_chosen(numbered, office, elsewhere):
    theirs = factories.unit(elsewhere, "望海州教育局")
    page = Person(office).insists("transfer", numbered, units=[theirs.pk])
    assert page.status_code == 422
    assert fresh(numbered).status == "filed"


def test_only_the_office_transfers(request, numbered, education):
    for who, status in [("director", 403), ("member", 403), ("dispatcher", 404), ("liaison", 404)]:
        person = Person(request.getfixturevalue(who))
        assert person.insists("transfer", numbered, units=[education.pk]).status_code == status
