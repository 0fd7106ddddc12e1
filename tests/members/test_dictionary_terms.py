"""词典按届: a book goes on to the next term, and a closed term's cases keep their words."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from common import clock
from members import services
from members.books import entries
from members.models import Entry, Term
from tests.browsing import Person, told
from tests.factories import hand
from workflow.models import Event

Book = Entry.Book
ADOPT = reverse("dictionary_adopt")


def copy_url(book):
    return reverse("dictionary_copy", args=[book])


@pytest.fixture
def next_term(here):
    return Term.objects.create(committee=here.body, ordinal=12, starts_on=date(2027, 1, 10))


def codes(lines) -> list[tuple[str, int | None]]:
    return [(one.code, one.term and one.term.ordinal) for one in lines.order_by("position")]


def test_a_book_is_copied_to_the_next_term_and_changed_there_only(here, office, next_term, grade):
    page = Person(office).post(copy_url("grade"), to=next_term.pk)
    assert told(page) == ["已复制3条到第十二届，可逐条修改"]
    now = entries(here.body.pk, Book.GRADE, next_term.pk)
    assert codes(now) == [("A", 12), ("B", 12), ("C", 12)]
    services.change_entry(now.get(code="A"), by=hand(office), meaning="已经解决")
    assert entries(here.body.pk, Book.GRADE, here.term.pk).get(code="A") == grade
    grade.refresh_from_db()
    assert grade.meaning == ""


@pytest.mark.parametrize("url", [copy_url("grade"), ADOPT])
def test_whoever_chooses_between_a_term_and_all_of_them_is_not_told_it_may_be_left_out(
    office, next_term, url
):
    page = Person(office).get(url).content.decode()
    assert "各届通用" in page
    assert "第十二届" in page
    assert "选填" not in page


def test_a_term_hands_its_own_lines_on(here, office, next_term):
    own = {"book": "grade", "term": here.term, "code": "D", "label": "D类"}
    services.add_entry(here.body, by=hand(office), **own)
    services.copy_book(here.body, by=hand(office), book="grade", since=here.term, to=next_term)
    now = entries(here.body.pk, Book.GRADE, next_term.pk)
    assert codes(now) == [("A", 12), ("B", 12), ("C", 12), ("D", 12)]


def test_what_the_term_has_already_stays_and_a_second_copy_says_so(here, office, next_term):
    person = Person(office)
    own = {"book": "grade", "term": next_term, "code": "A", "label": "甲类"}
    services.add_entry(here.body, by=hand(office), **own)
    person.post(copy_url("grade"), to=next_term.pk)
    assert entries(here.body.pk, Book.GRADE, next_term.pk).get(code="A").label == "甲类"
    page = person.post(copy_url("grade"), to=next_term.pk)
    assert page.status_code == 422
    assert "第十二届已有这些条目" in page.content.decode()


def test_it_is_not_copied_onto_itself_or_to_a_neighbour(here, office, elsewhere):
    person = Person(office)
    page = person.post(copy_url("grade"), since=here.term.pk, to=here.term.pk)
    assert (page.status_code, "不能复制到同一届" in page.content.decode()) == (422, True)
    assert person.post(copy_url("grade"), to=elsewhere.term.pk).status_code == 422
    assert person.post(copy_url("grade")).status_code == 422
    assert person.get(copy_url("nothing")).status_code == 404
    assert not Entry.objects.exclude(term=None).exists()


def test_a_line_a_term_retired_is_not_offered_in_it_but_in_others(here, office, next_term):
    services.copy_book(here.body, by=hand(office), book="category", to=next_term)
    own = Entry.objects.get(term=next_term, code="teach")
    services.retire_entry(own, by=hand(office))
    assert codes(entries(here.body.pk, Book.CATEGORY, next_term.pk)) == [("build", 12)]
    assert codes(entries(here.body.pk, Book.CATEGORY, here.term.pk))[1] == ("teach", None)


def test_a_closed_terms_cases_keep_what_was_retired_later(here, office, grade):
    here.term.ends_on = clock.today()
    here.term.save()
    with clock.frozen(clock.today() + timedelta(days=40)):
        services.retire_entry(grade, by=hand(office))
        assert grade in entries(here.body.pk, Book.GRADE, here.term.pk)
        assert grade not in entries(here.body.pk, Book.GRADE)


def test_new_lines_of_two_terms_never_share_a_code_by_chance(here, office, next_term):
    common = services.add_entry(here.body, by=hand(office), book="category", label="甲")
    own = services.add_entry(
        here.body, by=hand(office), book="category", label="乙", term=next_term
    )
    assert common.code != own.code


@pytest.mark.parametrize(
    ("place", "name", "meaning"),
    [
        ("chuxiong", "楚雄州口径", "正在解决"),
        ("kunming", "昆明市口径", "部分解决"),
        ("dehong", "德宏州口径", "基本解决"),
    ],
)
def test_an_example_of_another_place_is_adopted(here, office, grade, place, name, meaning):
    person = Person(office)
    shown = person.get(reverse("dictionary"), book="grade").content.decode()
    assert f"采用示例：{name}" in shown
    page = person.post(ADOPT, example=place)
    assert told(page) == [f"已采用{name}，新增或改动3条"]
    grade.refresh_from_db()
    assert meaning in grade.meaning
    assert Event.objects.filter(note__contains=meaning).exists()
    assert told(person.post(ADOPT, example=place))[-1] == f"已采用{name}，新增或改动0条"


AS_PUBLISHED = {  # as the three places wrote them down
    "chuxiong": (
        "已经解决或正在解决",
        "已制定解决措施或已列入计划",
        "因条件限制难以解决，留作参考",
    ),
    "kunming": ("得到解决或部分解决", "列入计划逐步解决", "前瞻性强，短期内不具备"),
    "dehong": ("已经解决或基本解决", "正在解决或列入计划", "因政策、条件限制暂不能解决"),
}


@pytest.mark.parametrize("place", AS_PUBLISHED)
def test_each_category_means_what_the_place_wrote(here, office, grade, place):
    Person(office).post(ADOPT, example=place)
    meant = (
        entries(here.body.pk, Book.GRADE, None).order_by("code").values_list("meaning", flat=True)
    )
    for words, meaning in zip(AS_PUBLISHED[place], meant, strict=True):
        assert words in meaning


def test_an_example_can_be_for_one_term_only(here, office, next_term, grade):
    Person(office).post(ADOPT, example="kunming", term=next_term.pk)
    grade.refresh_from_db()
    assert grade.meaning == ""
    assert "部分解决" in entries(here.body.pk, Book.GRADE, next_term.pk).get(code="A").meaning


def test_an_example_whose_name_is_taken_says_so_and_changes_nothing(here, office, grade):
    services.change_entry(grade, by=hand(office), label="甲类")
    services.add_entry(here.body, by=hand(office), book="grade", code="own", label="A类")
    page = Person(office).post(ADOPT, example="kunming")
    assert page.status_code == 422
    assert "已有“A类”" in page.content.decode()
    grade.refresh_from_db()
    assert (grade.label, grade.meaning) == ("甲类", "")


def test_an_example_nobody_knows_is_refused(here, office):
    assert Person(office).post(ADOPT, example="beijing").status_code == 422


def test_nobody_else_copies_or_adopts(here, director, next_term):
    person = Person(director)
    assert person.post(copy_url("grade"), to=next_term.pk).status_code == 403
    assert person.post(ADOPT, example="kunming").status_code == 403
    assert not Entry.objects.filter(term=next_term).exists()


def test_a_reply_of_the_term_is_graded_by_the_terms_own_lines(
    here, office, reviewing, dispatcher, grade
):
    """The letter was drafted with the general A; the term got its own meanwhile: same grade."""
    services.copy_book(here.body, by=hand(office), book="grade", to=here.term)
    own = Entry.objects.get(term=here.term, code="A")
    form = Person(dispatcher).form(reviewing, "review_pass")
    assert form["grade"] == own.pk
    assert Person(dispatcher).does("review_pass", reviewing).status_code == 302
    assert reviewing.replies.get().grade == own
    assert Person(dispatcher).insists("review_pass", reviewing, grade=grade.pk).status_code in (
        409,
        422,
    )
