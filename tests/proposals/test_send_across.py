"""移送其他系统: a host of the other system is named by that system's dispatcher, or sent back."""

from __future__ import annotations

import pytest

from deadlines.checks import faults
from members import services as members
from members.models import Role
from proposals import services
from proposals.models import Assignment, Change
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand

WHY = "属于党委部门职责"


@pytest.fixture
def school(here):
    """A unit of the Party's system."""
    return factories.unit(here, "州委党校", here.party)


@pytest.fixture
def party_dispatcher(here):
    return factories.person(here, Role.DISPATCHER, system=here.party)


@pytest.fixture
def teacher(here, school):
    return factories.person(here, Role.LIAISON, unit=school)


@pytest.fixture
def asked(share, liaison, school):
    return services.ask_change(share, by=hand(liaison), what="reassign", unit=school, note=WHY)


@pytest.fixture
def sent(asked, dispatcher, party_dispatcher, school):
    return services.send_across(asked, by=hand(dispatcher), unit=school, note=WHY)


def labels(seat, share):
    page = Person(seat).get(share.proposal.get_absolute_url())
    return {button["label"] for button in page.context["actions"]}


def deciders(share):
    return {
        (debt.kind, debt.system)
        for debt in share.case.obligations.filter(met_at=None, cancelled_at=None)
    }


def test_the_other_dispatcher_gets_it_as_a_duty_and_the_unit_stays(
    here, asked, dispatcher, party_dispatcher, school, cast
):
    other = Person(party_dispatcher)
    assert other.get(asked.proposal.get_absolute_url()).status_code == 404
    page = Person(dispatcher).does("send_across", asked, note=WHY)  # the unit is proposed already
    assert done(page, asked)
    assert fresh(asked).status == "change_asked"
    assert deciders(asked) == {("change_decision", here.party)}
    assert any("调整申请答复" in text for text in inbox(party_dispatcher))
    shown = other.get(asked.proposal.get_absolute_url()).content.decode()
    assert WHY in shown
    assert "已移送彩云州委办公室督查室：州委党校" in shown
    assert list(faults()) == []


def test_accepting_it_the_other_dispatcher_names_the_host(
    sent, party_dispatcher, dispatcher, teacher, school, liaison
):
    page = Person(party_dispatcher).does("accept_change", sent)
    assert done(page, sent)
    assert fresh(sent).status == "changed"
    taken = Assignment.objects.live().get()
    assert (taken.unit, taken.duty, taken.replaces) == (school, "host", sent)
    assert owed(sent) == {("sign_for", "liaison")}
    assert Change.objects.get().status == "accepted"
    assert "签收" in labels(teacher, taken)
    assert Person(dispatcher).get(taken.proposal.get_absolute_url()).status_code == 200


def test_given_back_the_first_dispatcher_owes_the_decision_again(
    here, sent, party_dispatcher, dispatcher, police, cast
):
    page = Person(party_dispatcher).does("give_back", sent, note="仍属政府职责")
    assert done(page, sent)
    assert deciders(sent) == {("change_decision", here.government)}
    other = Person(party_dispatcher)
    assert other.get(sent.proposal.get_absolute_url()).status_code == 404
    page = Person(dispatcher).does("accept_change", sent, unit=police.pk)
    assert done(page, sent)
    assert Assignment.objects.live().get().unit == police


def test_meanwhile_the_first_dispatcher_waits(sent, dispatcher, party_dispatcher):
    mine = labels(dispatcher, sent)
    assert not mine & {"同意调整", "不同意调整", "移送其他系统", "退回移送"}
    page = Person(dispatcher).insists("resume_waiting", sent, note="不同意")
    assert (page.status_code, "请等待其决定" in page.content.decode()) == (422, True)
    assert Person(dispatcher).insists("accept_change", sent).status_code == 403
    assert labels(party_dispatcher, sent) == {"同意调整", "退回移送"}


def test_the_other_dispatcher_gives_it_only_to_their_own_units(sent, party_dispatcher, police):
    page = Person(party_dispatcher).insists("accept_change", sent, unit=police.pk)
    assert page.status_code == 422
    assert Assignment.objects.live().get().status == "change_asked"


def test_a_reason_is_needed_and_the_unit_is_of_another_system(asked, dispatcher, police, school,
                                                              party_dispatcher):  # fmt: skip
    first = Person(dispatcher)
    assert first.does("send_across", asked, note=" ").status_code == 422
    assert first.does("send_across", asked, unit=police.pk, note=WHY).status_code == 422
    with pytest.raises(Exception, match="属于本系统"):
        services.send_across(asked, by=hand(dispatcher), unit=police, note=WHY)


def test_where_nobody_could_decide_nothing_is_sent(asked, dispatcher, school):
    page = Person(dispatcher).does("send_across", asked, note=WHY)
    assert (page.status_code, "还没有在任的人员" in page.content.decode()) == (422, True)


def test_a_unit_does_not_send_it_across_itself(asked, liaison, office, party_dispatcher, school):
    for seat in (liaison, office):
        page = Person(seat).insists("send_across", asked, unit=school.pk, note=WHY)
        assert page.status_code == 403


def test_merged_into_the_first_system_the_debt_comes_back(here, sent, office, police, school, cast):
    members.merge_unit(school, by=hand(office), into=police, reason="机构改革")
    assert deciders(sent) == {("change_decision", here.government)}
    assert list(faults()) == []


def test_renamed_meanwhile_the_other_dispatcher_still_decides(here, sent, office, education, cast):
    members.rename_unit(education, by=hand(office), name="州教育局", reason="更名")
    assert deciders(sent) == {("change_decision", here.party)}
    assert list(faults()) == []


def test_withdrawn_meanwhile_the_request_lapses(sent, member, director, cast):
    services.ask_withdrawal(sent.proposal, by=hand(member), note="情况有变")
    services.withdraw(fresh(sent.proposal), by=hand(director))
    assert Change.objects.get().status == "lapsed"
    assert owed(sent) == set()
