"""认定类别: no letter goes on without one, and a place may have a fourth."""

from django.urls import reverse

from members.models import Entry
from tests.browsing import Person, done, fresh

MEANING = "条件限制，留作参考"


def test_nothing_is_passed_without_a_grade(reviewing, dispatcher):
    page = Person(dispatcher).does("review_pass", reviewing, grade="")
    assert page.status_code == 422
    assert page.context["form"].errors["grade"]
    assert fresh(reviewing).status == "reviewing"


def test_a_place_with_a_fourth_grade_answers_and_recognises_by_it(
    contacted, office, liaison, dispatcher
):
    add = reverse("dictionary_add", args=["grade"])
    assert Person(office).post(add, label="D类", meaning=MEANING).status_code == 302
    fourth = Entry.objects.get(label="D类")
    words = {"body": "答复", "contact_name": "李", "contact_phone": "1", "own_grade": fourth.pk}
    unit = Person(liaison)
    assert done(unit.does("draft", contacted, **words), contacted)
    assert done(unit.does("send_to_review", fresh(contacted)), contacted)
    assert done(Person(dispatcher).does("review_pass", fresh(contacted)), contacted)
    assert contacted.replies.get().grade == fourth
    shown = Person(dispatcher).get(contacted.proposal.get_absolute_url()).content.decode()
    assert "认定D类" in shown
