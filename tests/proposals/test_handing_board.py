"""交办会 as a board: groups by host, loads now and then, moves, objections, who was faster."""

import pytest
from django.urls import reverse

from common import clock
from proposals import handing_board, services
from proposals.models import Assignment
from tests import factories
from tests.browsing import Person, fresh, told
from tests.factories import hand
from tests.merging import another, filed_by
from tests.test_queries import questions

PAGE = reverse("proposals:handing")


@pytest.fixture
def three(here, transferred, office, director, other_member, education, police):
    """Two for education (one of them with the police beside it), one for the police."""
    rows = [transferred]
    for title, units in (("关于校园交通的提案", [education, police]), ("关于警务的提案", [police])):
        row = filed_by(here, office, director, another(here, other_member, office, title))
        row = services.number([row], by=hand(office))[0]
        rows.append(services.transfer(row, by=hand(office), units=units))
    return rows


@pytest.fixture
def chair(dispatcher):
    return Person(dispatcher)


def sent(rows, *hosts, **more):
    """What the browser sends of the board as it is shown, with these hosts."""
    words = {"proposal": [row.pk for row in rows], "notice_on": clock.today()}
    for row, host in zip(rows, hosts, strict=True):
        words |= {f"host-{row.pk}": host.pk, f"version-{row.pk}": fresh(row).case.version}
    return words | more


def groups(page):
    return [
        (section.unit and section.unit.name, len(section.lines), section.now, section.then)
        for section in page.context["sections"]
    ]


def test_it_shows_each_group_and_what_its_unit_would_have(three, chair, education):
    page = chair.get(PAGE)
    assert groups(page) == [("州教育体育局", 2, 0, 2), ("州公安局", 1, 0, 2)]
    only = chair.get(PAGE, unit=education.pk)
    assert groups(only)[:1] == [("州教育体育局", 2, 0, 2)]
    assert len(only.context["lines"]) == 2


def test_a_button_moves_a_case_and_nothing_is_done_yet(three, chair, education, police):
    words = sent(three, education, education, police, move=f"{three[0].pk}-{police.pk}")
    page = chair.post(PAGE, **words)
    assert page.status_code == 200
    assert groups(page) == [("州公安局", 2, 0, 2), ("州教育体育局", 1, 0, 1)]
    assert [unit.name for unit in page.context["lines"][0]["keys"]] == ["州教育体育局"]
    again = chair.post(PAGE, **sent(three, police, police, police, regroup="1"))
    assert groups(again) == [("州公安局", 3, 0, 3)]
    assert not Assignment.objects.exists()


def test_one_group_is_handed_over_by_itself(three, chair, education, police):
    page = chair.post(PAGE, **sent(three, education, education, police, only=police.pk))
    assert told(page) == ["已交办1件"]
    assert [fresh(row).status for row in three] == ["transferred", "transferred", "handed_over"]
    assert groups(chair.get(PAGE))[0] == ("州教育体育局", 2, 0, 2)


def test_an_objection_made_before_the_meeting_stands_beside_the_case(
    three, chair, office, other_liaison, police
):
    services.consult(three[2], by=hand(office), units=[police])
    asked = three[2].consulted.get()
    services.object_to(asked, by=hand(other_liaison), words="不属于本单位职责")
    page = chair.get(PAGE).content.decode()
    assert "有不同意见" in page
    assert "不属于本单位职责" in page


def test_what_changed_meanwhile_is_shown_and_the_rest_is_done(
    three, chair, here, office, other_liaison, education, police
):
    words = sent(three, education, police, police)
    other = factories.person(here, "dispatcher", system=here.government)
    services.hand_over(fresh(three[0]), by=hand(other), host=police, notice_on=clock.today())
    services.consult(fresh(three[1]), by=hand(office), units=[police])
    page = chair.post(PAGE, **words)
    assert page.status_code == 422
    assert [fresh(row).status for row in three] == ["handed_over", "transferred", "handed_over"]
    stopped = {one.proposal: one for one in page.context["stopped"]}
    assert stopped[three[1]].why == "此件已被他人更改，请核对后再办"
    assert stopped[three[1]].changes
    assert stopped[three[0]].why == "已不在待交办之列，没有重复交办"
    assert "交办" in [line.text for line in stopped[three[0]].changes]
    assert Assignment.objects.filter(proposal=three[0]).get().unit == police
    kept = page.context["lines"][0]
    assert (kept["proposal"], kept["host"]) == (three[1], police.pk)


def test_a_line_that_was_not_on_the_page_keeps_what_was_suggested(
    three, chair, education, police, monkeypatch
):
    """Two were shown, one is refused: the third, seen for the first time, is not emptied."""
    monkeypatch.setattr(handing_board, "SHOWN", 2)
    words = sent(three[:2], education, education)
    page = chair.post(PAGE, **words | {f"version-{three[0].pk}": 0})
    assert [(one["proposal"], one["host"]) for one in page.context["lines"]] == [
        (three[0], education.pk),
        (three[2], police.pk),
    ]
    assert page.context["lines"][1]["ticked"]


def test_no_forged_version_shows_what_passed_inside_the_committee(
    three, chair, here, education, police
):
    """The page would not tell a dispatcher of the first review, so a refusal does not either."""
    words = sent(three, education, education, police) | {f"version-{three[0].pk}": 0}
    other = factories.person(here, "dispatcher", system=here.government)
    services.hand_over(fresh(three[0]), by=hand(other), host=police, notice_on=clock.today())
    [stopped] = chair.post(PAGE, **words).context["stopped"]
    said = [line.text for line in stopped.changes]
    assert "交办" in said
    assert "初审" not in said


def test_a_full_list_costs_no_more_questions_than_a_short_one(
    three, chair, here, office, director, other_member, police
):
    few = questions(chair, PAGE)
    for number in range(3):
        row = another(here, other_member, office, f"关于第{number}处路口的提案")
        row = services.number([filed_by(here, office, director, row)], by=hand(office))[0]
        services.transfer(row, by=hand(office), units=[police])
    assert len(chair.get(PAGE).context["lines"]) == 6
    assert questions(chair, PAGE) == few <= 20
