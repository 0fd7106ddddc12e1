"""A proposal's draft that is thrown away gives its topic or task back, as it stood before."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consultations import services
from consultations.models import Birth, Consultation
from deadlines.checks import faults
from proposals.models import Draft
from tests.browsing import inbox, owed, told
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh, report_and_confirm
from tests.factories import hand
from workflow.chain import faults as broken_chains


def throws_away(seat, draft):
    url = reverse("proposals:draft", args=[draft.uid])
    answer = Person(seat).post(url, do="drop", version=draft.revision, publication="full")
    assert answer.status_code == 302
    assert any("恢复办理" in one for one in told(answer))
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert not Birth.objects.filter(draft=draft.pk).exists()


def turned(row, office, member) -> Draft:
    verb = "turn_topic" if hasattr(row, "receipt") else "turn_task"
    Person(office).does(verb, row, member=member.member_id)
    return Draft.objects.latest("pk")


@pytest.mark.parametrize(("stage", "duty"), [("topic", "screen_topic"), ("accepted", "plan_topic")])
def test_a_topic_stands_where_it_stood_and_is_owed_again(request, office, member, stage, duty):
    topic = request.getfixturevalue(stage)
    before = topic.status
    throws_away(office, turned(topic, office, member))
    assert fresh(topic).status == before
    assert owed(topic) == {(duty, "township")}
    assert list(faults()) == list(broken_chains()) == []
    again = turned(fresh(topic), office, member)
    assert Birth.objects.get().draft == again


def test_a_task_that_waited_waits_again_and_its_unit_is_told(lamps, office, member, power_liaison):
    throws_away(office, turned(lamps, office, member))
    assert fresh(lamps).status == "waiting"
    assert ("sign_task", "liaison") in owed(lamps.consultation)
    assert "签收协商任务" in inbox(power_liaison)[-1]


def test_a_task_in_hand_is_owed_by_the_day_on_the_list(handling, office, member):
    throws_away(office, turned(handling, office, member))
    assert fresh(handling).status == "handling"
    assert ("task", "liaison") in owed(handling.consultation)


def test_a_task_whose_return_was_asked_waits_for_the_county_again(
    handling, power_liaison, office, member, studio
):
    services.ask_return(handling, by=hand(power_liaison), note="不属于本单位职责")
    throws_away(office, turned(fresh(handling), office, member))
    assert fresh(handling).status == "return_asked"
    assert owed(handling.consultation) >= {("task_return", "office"), ("task", "liaison")}
    assert inbox(studio)[-1].startswith("转提案已撤回，协商任务恢复办理")


def test_a_list_that_was_over_goes_on_with_what_came_back(
    handling, footing, office, studio, member, power_liaison
):
    draft = turned(handling, office, member)
    report_and_confirm(fresh(footing), studio, office)
    row = Consultation.objects.get(pk=handling.consultation_id)
    assert row.status == "rating"
    throws_away(office, draft)
    assert fresh(row).status == "handling"
    assert owed(row) == {("task", "liaison")}
    report_and_confirm(fresh(handling), power_liaison, office)
    assert fresh(row).status == "rating"
    assert list(faults()) == list(broken_chains()) == []


def test_a_list_of_which_all_became_proposals_is_done_no_longer(handling, footing, office, member):
    draft = turned(handling, office, member)
    turned(fresh(footing), office, member)
    row = Consultation.objects.get(pk=handling.consultation_id)
    assert row.status == "done"
    throws_away(office, draft)
    assert (fresh(row).status, fresh(row).done_on) == ("handling", None)


def test_what_became_a_proposal_is_counted_apart_and_never_as_done(
    handling, footing, office, studio, member
):
    turned(handling, office, member)
    report_and_confirm(fresh(footing), studio, office)
    page = Person(office).get(reverse("consultations:list")).content.decode()
    assert "1/2，转提案1" in page
    shown = Person(office).get(handling.consultation.get_absolute_url()).content.decode()
    assert "1/2项完成，1项转提案" in shown
    assert "另计为“转提案”，不算完成" in shown
