"""词典: each committee keeps its own words; nothing is deleted, everything is noted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members import services
from members.books import entries
from members.models import Entry, Role, Term
from members.words import word
from proposals.models import Assignment
from tests import factories
from tests.browsing import Person, told
from tests.factories import hand
from workflow.models import Event

URL = reverse("dictionary")
Book = Entry.Book


def add_url(book):
    return reverse("dictionary_add", args=[book])


def edit_url(entry):
    return reverse("dictionary_edit", args=[entry.pk])


def retire_url(entry):
    return reverse("dictionary_retire", args=[entry.pk])


def restore_url(entry):
    return reverse("dictionary_restore", args=[entry.pk])


def notes(here) -> list[str]:
    noted = Event.objects.filter(case=here.registry.case_id, action="reword")
    return list(noted.order_by("version").values_list("note", flat=True))


@pytest.fixture
def keeper(here):
    return Person(factories.person(here, Role.SECADMIN))


def test_the_office_adds_a_category_with_its_field(here, office):
    page = Person(office).post(add_url("category"), label="乡村振兴", field="economy")
    assert page["Location"] == f"{URL}?book=category"
    entry = Entry.objects.get(label="乡村振兴")
    assert (entry.committee, entry.code, entry.field) == (here.body, "n1", "economy")
    assert entry.position == 3
    assert "乡村振兴" in Person(office).get(URL, book="category").content.decode()
    assert notes(here) == ["词典“提案类别”新增“乡村振兴”"]


def test_the_security_administrator_keeps_it_too(here, keeper):
    assert keeper.post(add_url("ground"), label="不属本级职权").status_code == 302
    assert keeper.get(URL, book="ground").status_code == 200


@pytest.mark.parametrize("book", Book.values)
def test_every_book_has_a_page_and_takes_a_line(here, office, book):
    person = Person(office)
    assert person.get(URL, book=book).status_code == 200
    assert person.get(add_url(book)).status_code == 200
    line = {"label": "3", "code": "meetings_needed"} if book == "rule" else {"label": "新条目"}
    if book == "word":
        line["code"] = "separate"
    assert person.post(add_url(book), **line).status_code == 302


def test_a_word_stands_for_one_that_the_screen_uses(here, office):
    page = Person(office).post(add_url("word"), label="参与办理", code="third")
    assert page.status_code == 422
    assert not Entry.objects.filter(book=Book.WORD).exists()


def test_a_name_is_used_once_and_what_was_typed_is_kept(here, office):
    page = Person(office).post(add_url("category"), label="城乡建设", meaning="说明文字")
    assert page.status_code == 422
    assert "已有“城乡建设”" in page.content.decode()
    assert "说明文字" in page.content.decode()


def test_a_code_is_used_once_even_by_a_retired_line(here, office, category):
    services.retire_entry(category, by=hand(office))
    page = Person(office).post(add_url("category"), label="城市建设", code="build")
    assert page.status_code == 422
    assert "适用的届次已有这一条" in page.content.decode()


def test_a_definition_is_reworded_and_old_and_new_are_noted(here, office, grade):
    words = {"label": "A类", "meaning": "所提问题已经解决", "position": 1}
    assert Person(office).post(edit_url(grade), **words).status_code == 302
    grade.refresh_from_db()
    assert (grade.code, grade.meaning) == ("A", "所提问题已经解决")
    assert "说明由“”改为“所提问题已经解决”" in notes(here)[-1]


def test_what_was_not_changed_is_not_noted(here, office, category):
    words = {"label": "城乡建设", "field": "society", "position": category.position}
    assert Person(office).post(edit_url(category), **words).status_code == 302
    assert notes(here) == []


def test_a_retired_line_is_offered_no_more_and_stays_where_it_was_used(
    here, office, submitted, category
):
    person = Person(office)
    assert told(person.post(retire_url(category))) == ["已停用“城乡建设”"]
    assert category not in entries(here.body.pk, Book.CATEGORY)
    assert Entry.objects.filter(pk=category.pk).exists()
    assert "城乡建设" in person.get(submitted.get_absolute_url()).content.decode()
    assert told(person.post(restore_url(category)))[-1] == "已恢复使用“城乡建设”"
    assert category in entries(here.body.pk, Book.CATEGORY)
    assert [text[:10] for text in notes(here)] == ["词典“提案类别”停用", "词典“提案类别”恢复"]


def test_pressed_twice_it_stays_retired_and_is_noted_once(here, office, category):
    person = Person(office)
    for _ in range(2):
        assert person.post(retire_url(category)).status_code == 302
    assert category not in entries(here.body.pk, Book.CATEGORY)
    for _ in range(2):
        assert person.post(restore_url(category)).status_code == 302
    assert len(notes(here)) == 2


def test_a_name_taken_meanwhile_keeps_a_retired_line_out(here, office, category):
    person = Person(office)
    person.post(retire_url(category))
    person.post(add_url("category"), label="城乡建设")
    assert told(person.post(restore_url(category)))[-1] == "已有“城乡建设”，请改用其他名称"
    assert category not in entries(here.body.pk, Book.CATEGORY)


def test_another_field_is_noted_in_words(here, office, category):
    words = {"label": "城乡建设", "field": "economy", "position": category.position}
    Person(office).post(edit_url(category), **words)
    assert notes(here)[-1].endswith("五大建设由“社会建设”改为“经济建设”")


def test_a_term_has_lines_of_its_own_in_place_of_the_general_ones(here, office, grade):
    page = Person(office).post(
        add_url("grade"), label="A类", code="A", meaning="本届口径", term=here.term.pk
    )
    assert page.status_code == 302
    own = Entry.objects.get(term=here.term, code="A")
    assert own in entries(here.body.pk, Book.GRADE, here.term.pk)
    assert grade not in entries(here.body.pk, Book.GRADE, here.term.pk)
    assert grade in entries(here.body.pk, Book.GRADE)


def test_a_term_of_a_neighbour_is_none_of_ours(here, office, elsewhere):
    page = Person(office).post(add_url("grade"), label="D类", term=elsewhere.term.pk)
    assert page.status_code == 422
    assert Term.objects.count() == 2


def test_the_screen_calls_a_co_unit_what_the_committee_calls_it(
    here, office, share, liaison, django_capture_on_commit_callbacks
):
    Assignment.objects.filter(pk=share.pk).update(duty="host")
    person = Person(office)
    assert "主办" in person.get(share.proposal.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        person.post(add_url("word"), label="牵头办理", code="host")
    shown = person.get(share.proposal.get_absolute_url()).content.decode()
    assert "牵头办理" in shown
    assert Assignment.objects.get(pk=share.pk).get_duty_display() == "牵头办理"


def test_without_a_word_of_its_own_the_usual_one_is_used(here):
    assert word(here.body.pk, "co", "会办") == "会办"


def test_a_terms_word_is_used_for_its_sessions(here, office):
    services.add_entry(here.body, by=hand(office), book="word", code="co", label="协办")
    services.add_entry(
        here.body, by=hand(office), book="word", code="co", label="参办", term=here.term
    )
    assert word(here.body.pk, "co", "会办", here.session.pk) == "参办"
    assert word(here.body.pk, "co", "会办") == "协办"


@pytest.mark.parametrize("who", ["director", "member", "dispatcher", "liaison"])
def test_nobody_else_keeps_the_dictionary(request, here, category, who):
    person = Person(request.getfixturevalue(who))
    assert person.get(URL).status_code == 403
    assert person.post(add_url("category"), label="新类别").status_code == 403
    for address in (retire_url(category), restore_url(category)):
        assert person.post(address).status_code == 403


def test_the_system_administrator_does_not_keep_it_by_any_way(here, category):
    sysadmin = factories.person(here, Role.SYSADMIN)
    assert Person(sysadmin).get(URL).status_code == 403
    with pytest.raises(PermissionDenied):
        services.retire_entry(category, by=hand(sysadmin))
    assert category in entries(here.body.pk, Book.CATEGORY)


def test_a_neighbours_line_is_not_there(here, category, elsewhere):
    neighbour = Person(elsewhere.office)
    assert neighbour.get(edit_url(category)).status_code == 404
    assert neighbour.post(retire_url(category)).status_code == 404
    assert "城乡建设" in neighbour.get(URL, book="category").content.decode()


def test_a_book_that_does_not_exist_is_no_page(here, office):
    assert Person(office).get("/dictionary/nothing/new/").status_code == 404
