"""修改初审建议: the office may change its mind until the meeting has decided."""

import pytest

from tests.browsing import Person, done, fresh
from tests.merging import another


def test_the_office_changes_its_recommendation_before_the_meeting(screened, office):
    page = Person(office).does("advise", screened, recommendation="decline", note="内容空泛")
    assert done(page, screened)
    assert fresh(screened).recommendation == "decline"
    assert fresh(screened).status == "screening"


def test_the_form_shows_what_was_advised_before(screened, office, education):
    form = Person(office).form(screened, "advise")
    assert form["recommendation"] == "file"
    assert form["units"] == [education.pk]


def test_a_merger_is_advised_into_a_named_case(screened, office, director, member, here):
    target = another(here, member, office, "关于完善乡村公路防护的建议")
    page = Person(office).does("advise", screened, recommendation="merge", target=target.pk)
    assert done(page, screened)
    assert fresh(screened).advised_into == target
    shown = Person(director).get(screened.get_absolute_url()).content.decode()
    assert "建议并案：" in shown
    assert target.title in shown


def test_a_merger_without_a_case_to_go_into_is_no_advice(screened, office):
    person = Person(office)
    form = person.form(screened, "advise") | {"recommendation": "merge"}
    page = person.insists("advise", screened, recommendation="merge")
    assert page.status_code == 422
    assert "请选择并入哪一件" in page.content.decode()
    assert page.context["form"]["recommendation"].value() == form["recommendation"]
    assert fresh(screened).recommendation == "file"


def test_the_first_review_may_advise_a_merger_too(submitted, office, member, here):
    target = another(here, member, office, "关于完善乡村公路防护的建议")
    page = Person(office).does("screen", submitted, recommendation="merge", target=target.pk)
    assert done(page, submitted)
    assert fresh(submitted).advised_into == target


def test_another_recommendation_forgets_the_case_to_go_into(screened, office, member, here):
    target = another(here, member, office, "关于完善乡村公路防护的建议")
    person = Person(office)
    person.does("advise", screened, recommendation="merge", target=target.pk)
    person.does("advise", screened, recommendation="file")
    assert fresh(screened).advised_into is None


def test_what_was_decided_is_advised_on_no_more(filed, office):
    page = Person(office).insists("advise", filed, recommendation="decline", note="内容空泛")
    assert page.status_code == 409


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("member", 403), ("liaison", 404)])
def test_nobody_else_advises(request, screened, who, status):
    person = Person(request.getfixturevalue(who))
    assert person.insists("advise", screened, recommendation="file").status_code == status
