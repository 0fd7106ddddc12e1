"""A plan: no approval without a survey, approved or sent back by the township's Party committee."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from common import clock
from consultations import services
from consultations.models import Consultation
from deadlines.models import Obligation
from members.models import Entry
from tests.browsing import owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh, visit
from tests.factories import hand


def plans(seat, *topics, **words):
    told = {
        "title": "亮化协商",
        "planned_on": clock.today(),
        "chair": "召集人",
        "press": uuid4(),
    } | words
    url = reverse("consultations:plan")
    return Person(seat).post(url, topics=[one.pk for one in topics], **told)


def test_several_topics_are_planned_together(accepted, studio, town, county):
    ground = accepted.ground
    other = services.raise_topic(town, by=hand(studio), source="people", title="垃圾乱堆")
    other = services.accept(other, by=hand(studio), ground=ground)
    assert plans(studio, accepted, other).status_code == 302
    row = Consultation.objects.get()
    assert {one.status for one in row.topics.all()} == {"planned"}
    assert row.topics.count() == 2
    assert owed(accepted) == owed(other) == set()


def test_a_topic_that_was_not_taken_in_cannot_be_planned(topic, studio):
    assert plans(studio, topic).status_code == 422
    assert plans(studio).status_code == 422
    assert Consultation.objects.count() == 0


def test_no_survey_no_approval(planned, studio):
    page = Person(studio).get(planned.get_absolute_url())
    [why] = [one["why"] for one in page.context["held"] if one["label"] == "报党委审批计划"]
    assert why == "不调研不协商：至少须走访调研1次，现有0次记录，请先记录走访调研"
    assert Person(studio).insists("ask_plan", planned).status_code == 422
    visit(planned, studio)
    Person(studio).does("ask_plan", planned)
    assert owed(planned) == {("approve_plan", "party")}


@pytest.mark.parametrize(("needed", "may"), [("0", True), ("2", False)])
def test_how_many_visits_are_needed_is_a_rule_of_the_place(planned, studio, county, needed, may):
    Entry.objects.create(committee=county.body, book="rule", code="visits_needed", label=needed)
    status = Person(studio).insists("ask_plan", planned).status_code
    assert (status == 302) is may


def test_a_visit_that_was_voided_does_not_count(surveyed, studio):
    [one] = surveyed.visits.all()
    Person(studio).does("void_visit", one, note="重复")
    assert Person(studio).insists("ask_plan", surveyed).status_code == 422


def test_a_visit_to_come_is_no_visit(planned, studio):
    words = {"by_whom": "甲", "households": 1, "people": 1, "notes": "无"}
    tomorrow = clock.today() + timedelta(days=1)
    page = Person(studio).tries("record_visit", planned, visited_on=tomorrow, **words)
    assert page.status_code == 422
    assert planned.visits.count() == 0


def test_a_plan_without_words_is_not_asked_for(surveyed, studio):
    Person(studio).does("revise", surveyed, plan="")
    page = Person(studio).insists("ask_plan", surveyed)
    assert "请先修改计划，写明协商方案" in page.content.decode()


def test_the_party_committee_sends_it_back_and_says_why(plan_asked, party, studio):
    assert Person(party).tries("send_back_plan", plan_asked, note="").status_code == 422
    Person(party).does("send_back_plan", plan_asked, note="请补充参会人员")
    assert fresh(plan_asked).status == "planning"
    assert owed(plan_asked) == {("ask_plan", "township")}
    shown = Person(studio).get(plan_asked.get_absolute_url()).content.decode()
    assert "请补充参会人员" in shown


def test_an_approved_plan_is_owed_by_its_day(plan_asked, party):
    Person(party).does("approve_plan", plan_asked)
    debt = Obligation.objects.open().get(case=plan_asked.pk)
    assert (debt.kind, debt.fixed_on) == ("hold_meeting", plan_asked.planned_on)
    assert debt.due_on >= plan_asked.planned_on


def test_what_is_called_off_gives_its_topics_back(approved, accepted, studio):
    Person(studio).does("call_off", approved, note="防汛")
    assert fresh(approved).status == "called_off"
    assert owed(approved) == set()
    topic = fresh(accepted)
    assert (topic.status, topic.consultation) == ("accepted", None)
    assert owed(topic) == {("plan_topic", "township")}
    assert plans(studio, topic).status_code == 302


def test_the_office_plans_for_a_township_without_a_seat_and_for_no_other(accepted, office, studio):
    page = plans(office, accepted)  # it is not on offer
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"topics"})
    with pytest.raises(PermissionDenied):
        services.plan(
            accepted.township,
            by=hand(office),
            topics=[accepted],
            title="亮化",
            planned_on=clock.today(),
            chair="甲",
        )
    assert not Consultation.objects.exists()
    type(studio.user).objects.filter(pk=studio.user_id).update(is_active=False)
    assert plans(office, accepted).status_code == 302
    assert Consultation.objects.get().township == accepted.township


def test_a_topic_that_was_taken_in_leads_to_its_plan_filled_in(accepted, studio, office, people):
    """What is owed has its button; whoever does not plan is offered none."""
    page = Person(studio).get(accepted.get_absolute_url())
    first = page.context["actions"][0]
    assert (first["label"], first["main"]) == ("制定协商计划", True)
    form = Person(studio).get(first["url"]).context["form"]
    told = {name: form[name].value() for name in ("topics", "title", "villages")}
    assert told == {"topics": str(accepted.pk), "title": accepted.title, "villages": "鱼塘村"}
    for seat in (office, people.party):
        page = Person(seat).get(accepted.get_absolute_url())
        assert "制定协商计划" not in [one["label"] for one in page.context["actions"]]
