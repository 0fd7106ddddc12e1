"""A proposal's draft that is thrown away gives its topic or task back, as it stood before."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from consultations import services
from consultations.models import Birth, Consultation
from consultations.services.births import task_back
from consultations.tasks import take_back_unfiled
from deadlines.checks import faults
from members.models import Entry
from proposals import services as proposals
from proposals.models import Draft
from tests import factories
from tests.browsing import inbox, owed, told
from tests.conftest import ORIGIN, behind_its_back, sql
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh, report_and_confirm
from tests.consultations.test_topic import handed_in
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


@pytest.fixture
def proposed(handling, office, county, member):
    """What it became, handed in."""
    return handed_in(turned(handling, office, member), office, county)


def declined(proposal, county, office, director):
    """By a meeting of the county's own."""
    proposal = proposals.screen(proposal, by=hand(office), recommendation="decline", note="空泛")
    proposals.convene(
        proposal.session, by=hand(office), name="审查会议", held_on=clock.today(),
        proposals=[proposal],
    )  # fmt: skip
    line = factories.entry
    proposals.decline(
        proposal, by=hand(director), note="不属政协提案",
        ground=line(county.body, Entry.Book.GROUND, "vague"),
        disposition=line(county.body, Entry.Book.DISPOSITION, "opinion"),
    )  # fmt: skip


def turned_down(proposal, how):
    """How that comes about its own tests tell; here it only is so."""
    behind_its_back(
        "UPDATE proposals_proposal SET status = %s WHERE case_id = %s", how, proposal.pk
    )


def test_a_task_whose_proposal_is_not_filed_is_done_again(
    proposed, handling, office, director, studio, power_liaison, county
):
    assert take_back_unfiled() == 0  # it may yet be filed
    declined(proposed, county, office, director)
    assert (take_back_unfiled(), take_back_unfiled()) == (1, 0)
    assert fresh(handling).status == "handling"
    assert ("task", "liaison") in owed(handling.consultation)
    assert list(faults()) == list(broken_chains()) == []
    for seat in (office, studio):
        assert inbox(seat)[-1].startswith("转出的提案未立案或已撤案，协商任务恢复办理")
    assert inbox(power_liaison)[-1].startswith("待办：协商任务办理")
    shown = Person(office).get(handling.consultation.get_absolute_url()).content.decode()
    assert f"《{proposed.title}》（{fresh(proposed).get_status_display()}）" in shown
    came = Person(office).get(proposed.get_absolute_url()).content.decode()
    assert handling.consultation.get_absolute_url() in came


def test_it_may_become_another_proposal_and_both_are_remembered(
    proposed, handling, office, county, member
):
    turned_down(proposed, "declined")
    take_back_unfiled()
    again = handed_in(turned(fresh(handling), office, member), office, county)
    assert fresh(handling).status == "turned"
    assert take_back_unfiled() == 0  # the second one is under way
    for one in (proposed, again):
        shown = Person(office).get(one.get_absolute_url()).content.decode()
        assert handling.consultation.get_absolute_url() in shown
    turned_down(again, "withdrawn")
    assert take_back_unfiled() == 1


def test_what_was_merged_into_another_that_was_not_filed_comes_back_too(
    proposed, handling, office, county, member, footing
):
    target = handed_in(turned(footing, office, member), office, county)
    sql("SET session_replication_role = replica")
    type(proposed).objects.filter(pk=proposed.pk).update(merged_into=target, status="merged")
    sql(ORIGIN)
    assert take_back_unfiled() == 0
    turned_down(target, "withdrawn")
    assert take_back_unfiled() == 2
    assert {fresh(handling).status, fresh(footing).status} == {"handling"}


def test_while_its_proposal_is_looked_at_again_it_becomes_no_second_one(
    proposed, handling, office, member
):
    turned_down(proposed, "declined")
    take_back_unfiled()
    turned_down(proposed, "screening")  # the director looks at it again
    page = Person(office).insists("turn_task", fresh(handling), member=member.member_id)
    assert page.status_code == 422
    assert "转出的提案仍在办理" in page.content.decode()


def test_nobody_brings_it_back_while_its_proposal_is_under_way(proposed, handling, office):
    with pytest.raises(ValidationError, match="仍在办理"):
        task_back(fresh(handling), hand(office), "误转")
