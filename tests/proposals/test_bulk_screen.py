"""成批初审: many in one press, each by itself; what is refused is told with its reason."""

import pytest
from django.urls import reverse

from common import clock
from proposals import services
from proposals.models import Proposal
from tests import factories
from tests.browsing import Person, fresh, told
from tests.factories import hand
from tests.merging import another, submitted_by
from tests.test_queries import copies, questions
from workflow.models import Event

PAGE = reverse("proposals:many", args=["screen"])


@pytest.fixture
def three(here, submitted, member, other_member):
    second = submitted_by(here, member, "关于发展乡村民宿的建议")
    third = submitted_by(here, other_member, "关于增设公交夜班线路的建议")
    return [submitted, second, third]


def sheet(person, url=PAGE):
    """What the browser would send back of the page as it is shown."""
    page = person.get(url)
    assert page.status_code == 200
    form, lines = page.context["form"], page.context["lines"]
    words = {bound.html_name: bound.value() for bound in form if bound.value()}
    words["proposal"] = [line["proposal"].pk for line in lines if line["ticked"]]
    for line in lines:
        pk = line["proposal"].pk
        words[f"version-{pk}"] = line["proposal"].case.version
        words[f"units-{pk}"] = [unit.pk for unit, chosen in line["units"] if chosen]
    return words


def press(person, **more):
    return person.post(PAGE, **(sheet(person) | more))


def statuses():
    return list(Proposal.objects.order_by("pk").values_list("status", flat=True))


def test_all_that_are_ticked_are_screened_in_one_press(three, office, education, police):
    words = sheet(Person(office))
    words[f"units-{three[0].pk}"] = [education.pk]
    words[f"units-{three[1].pk}"] = [education.pk, police.pk]
    page = Person(office).post(PAGE, **words)
    assert (page.status_code, told(page)) == (302, ["已初审3件"])
    assert statuses() == ["screening"] * 3
    advised = three[1].suggestions.filter(by="office").values_list("unit", flat=True)
    assert set(advised) == {education.pk, police.pk}


def test_what_was_not_ticked_waits_on(three, office):
    page = press(Person(office), proposal=[three[0].pk, three[2].pk])
    assert told(page) == ["已初审2件"]
    assert statuses() == ["screening", "submitted", "screening"]


def test_nothing_ticked_is_nothing_done(three, office):
    page = press(Person(office), proposal=[])
    assert page.status_code == 422
    assert "请至少勾选一件提案" in page.content.decode()
    assert statuses() == ["submitted"] * 3


def test_what_a_colleague_did_meanwhile_is_told_and_does_not_hold_up_the_others(
    here, three, office
):
    colleague = factories.person(here, "office")
    words = sheet(Person(office))
    services.screen(fresh(three[1]), by=hand(colleague), recommendation="file")
    page = Person(office).post(PAGE, **words)
    done, why = told(page)
    assert done == "已初审2件，1件未初审，原因见下"
    assert "已被他人更改" in why
    assert f"{three[1].label}《{three[1]}》" in why
    assert Event.objects.filter(case=three[1].case, action="screen").count() == 1


def test_the_same_press_twice_is_one_act(three, office):
    words = sheet(Person(office))
    first, second = (Person(office).post(PAGE, **words) for _ in range(2))
    assert told(first) == told(second) == ["已初审3件"]
    assert Event.objects.filter(action="screen").count() == 3


def test_declining_many_needs_a_reason_and_keeps_what_was_chosen(three, office, education):
    words = sheet(Person(office)) | {"recommendation": "decline"}
    words |= {"proposal": [three[0].pk], f"units-{three[0].pk}": [education.pk]}
    page = Person(office).post(PAGE, **words)
    assert page.status_code == 422
    assert "1件未初审：建议不予立案的，请写明理由" in page.content.decode()
    ticked = [line["proposal"].pk for line in page.context["lines"] if line["ticked"]]
    assert ticked == [three[0].pk]
    assert page.context["lines"][0]["chosen"] == [education]
    page = Person(office).post(PAGE, **words | {"note": "属个别诉求"})
    assert told(page) == ["已初审1件"]
    assert fresh(three[0]).recommendation == "decline"


def test_a_case_that_looks_like_another_is_left_to_a_closer_look(here, three, office, other_member):
    twin = submitted_by(here, other_member, "关于大力发展乡村民宿的提案")
    lines = {line["proposal"].pk: line for line in Person(office).get(PAGE).context["lines"]}
    assert not lines[twin.pk]["ticked"]
    assert lines[twin.pk]["alike"][0] == three[1]
    assert lines[three[2].pk]["ticked"]


def test_what_was_picked_in_the_list_is_what_is_shown(three, office):
    page = Person(office).get(PAGE, proposal=[three[0].pk, three[2].pk])
    assert [line["proposal"].pk for line in page.context["lines"]] == [three[0].pk, three[2].pk]


def test_the_list_offers_it_to_the_office_only(three, office, director, member):
    for seat, offered in ((office, True), (director, False), (member, False)):
        words = Person(seat).get(reverse("proposals:list")).content.decode()
        assert ("成批初审" in words) is offered
        assert ("成批移交" in words) is offered


def test_others_may_not_and_foreign_cases_are_not_there(three, director, elsewhere):
    assert Person(director).get(PAGE).status_code == 403
    neighbour = Person(factories.person(elsewhere, "office"))
    assert neighbour.get(PAGE).context["lines"] == []
    page = neighbour.post(
        PAGE, press="6c1f5b0a-0f0b-4a53-9a1e-0d6f5a4c2b11", recommendation="file",
        proposal=[three[0].pk],
    )  # fmt: skip
    assert told(page) == ["没有可以初审的提案，可能已经办过"]
    assert statuses() == ["submitted"] * 3


def test_an_unknown_verb_is_not_there(office):
    assert Person(office).get(reverse("proposals:many", args=["close"])).status_code == 404


def test_recommendations_are_changed_together_until_the_meeting_decides(
    here, screened, office, director, other_member
):
    """The wrong button was pressed for several: the way back."""
    second = another(here, other_member, office, "关于发展茶产业的提案")
    url = reverse("proposals:many", args=["advise"])
    person = Person(office)
    words = sheet(person, url) | {"recommendation": "decline", "note": "不属本会职责"}
    assert told(person.post(url, **words)) == ["已修改初审建议2件"]
    assert {fresh(one).recommendation for one in (screened, second)} == {"decline"}
    services.convene(
        here.session, by=hand(office), name="一次会议", held_on=clock.today(),
        proposals=[screened],
    )  # fmt: skip
    services.file(fresh(screened), by=hand(director))
    assert [line["proposal"] for line in person.get(url).context["lines"]] == [second]


CEILING = 12


def test_sixty_lines_cost_no_more_questions_than_ten(submitted, office):
    copies(submitted, 9, status="submitted")
    few = questions(Person(office), PAGE)
    copies(submitted, 50, status="submitted")
    many = questions(Person(office), PAGE)
    print(f"\n成批初审：10行{few}次查询，60行{many}次")
    assert few == many <= CEILING
