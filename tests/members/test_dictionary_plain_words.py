"""词典 in plain words: no page and no note shows anybody a code of the machine."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from members import services
from members.models import Entry
from tests import factories
from tests.browsing import Person, told
from tests.factories import hand
from workflow.models import Event

URL = reverse("dictionary")
Book = Entry.Book
LATIN = re.compile(r"[A-Za-z_]{2,}")


def read(page) -> str:
    """What a person reads in the middle of the page."""
    [main] = re.findall(r"<main.*?</main>", page.content.decode(), re.DOTALL)
    return strip_tags(re.sub(r"<(script|style).*?</\1>", "", main, flags=re.DOTALL))


def add_url(book):
    return reverse("dictionary_add", args=[book])


@pytest.fixture
def filled(here, office):
    """A line in every book, and one of the term's own."""
    general = [("word", "host", "牵头办理"), ("rule", "meetings_needed", "2")]
    for book, code, label in [*general, ("category", "", "乡村")]:
        services.add_entry(here.body, by=hand(office), book=book, code=code, label=label)
    own = {"code": "A", "label": "甲类", "term": here.term}
    services.add_entry(here.body, by=hand(office), book="grade", **own)


@pytest.mark.parametrize("book", Book.values)
def test_no_page_of_it_shows_a_code(filled, office, book):
    person = Person(office)
    assert LATIN.findall(read(person.get(URL, book=book))) == []
    assert LATIN.findall(read(person.get(add_url(book)))) == []
    for line in Entry.objects.filter(book=book):
        page = person.get(reverse("dictionary_edit", args=[line.pk]))
        assert LATIN.findall(read(page)) == []


def test_each_line_says_what_it_settles(filled, office):
    person = Person(office)
    assert "主办：牵头办理" in read(person.get(URL, book="word"))
    assert "送审前至少面商次数：2次" in read(person.get(URL, book="rule"))
    assert "甲类（第十一届）" in read(person.get(URL, book="grade"))


def test_a_term_replaces_a_line_that_is_chosen_by_its_name(here, office, grade):
    person = Person(office)
    form = person.get(add_url("grade")).context["form"]
    assert ("A", "A类") in form.fields["code"].choices
    page = person.post(add_url("grade"), label="甲类", code="A", term=here.term.pk)
    assert page.status_code == 302
    assert Entry.objects.get(term=here.term).code == grade.code


def test_without_a_term_the_line_is_there_already(office):
    page = Person(office).post(add_url("grade"), label="甲类", code="A")
    assert page.status_code == 422
    assert "适用的届次已有这一条，请修改或恢复原有的条目" in page.content.decode()


def test_what_is_done_is_told_and_noted_by_name(filled, here, office):
    line = factories.entry(here.body, Book.RULE, "meetings_needed")
    page = Person(office).post(reverse("dictionary_retire", args=[line.pk]))
    assert told(page) == ["已停用“送审前至少面商次数：2次”"]
    own = Entry.objects.get(term=here.term)
    edit = reverse("dictionary_edit", args=[own.pk])
    Person(office).post(edit, label="甲等", position=own.position)
    notes = Event.objects.filter(case=here.registry.case_id, action="reword").order_by("version")
    said = list(notes.values_list("note", flat=True))
    assert said[-1] == "词典“办理结果类别”“甲类（第十一届）”：名称由“甲类”改为“甲等”"
    assert [text for text in said if LATIN.search(text)] == []
