"""拆分: a unit goes on as several; each open case and each person goes to one of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from members.models import Role, Seat, Unit
from proposals import services
from proposals.models import Assignment
from proposals.services import carrying
from tests import factories
from tests.answering import GOOD
from tests.browsing import Person, fresh
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.merging import another, filed_by
from workflow.chain import check
from workflow.models import Event

NAMES = "州教育局\n州体育局"


def url(unit):
    return reverse("registers:unit_act", args=[unit.pk, "split"])


def split(office, unit, names=NAMES, **chosen):
    person = Person(office)
    page = person.get(url(unit))
    kept = {bound.html_name: bound.value() for bound in page.context["form"]}
    kept = {name: value for name, value in kept.items() if value not in (None, "")}
    return person.post(url(unit), **(kept | {"into": names, "reason": "机构改革"} | chosen))


def debtors(share):
    rows = Obligation.objects.open().filter(case=share.case.pk)
    return {(row.kind, str(row.unit)) for row in rows}


@pytest.fixture
def trainer(here, education):
    """The second liaison of the unit, who will work for the sports bureau."""
    return factories.person(here, Role.LIAISON, unit=education)


@pytest.fixture
def second(here, member, office, director, dispatcher, education, cast):
    """Another case of the unit, signed for."""
    proposal = another(here, member, office, "关于建设社区健身步道的提案", units=[education])
    filed_by(here, office, director, proposal)
    [proposal] = services.number([fresh(proposal)], by=hand(office))
    services.transfer(proposal, by=hand(office), units=[education])
    services.hand_over(
        fresh(proposal), by=hand(dispatcher), host=education, notice_on=clock.today()
    )
    return services.sign_for(proposal.assignments.get(), by=hand(cast.liaison))


def test_each_open_case_and_each_person_goes_where_they_belong(
    signed_for, second, trainer, office, education, liaison, unit_head, cast
):
    head = Person(office).get(url(education)).content.decode()
    assert "社区健身步道" in head
    assert "人员" in head
    page = split(office, education, **{f"work_{second.pk}": 2, f"seat_{trainer.pk}": 2})
    assert page.status_code == 302
    schools, sports = (Unit.objects.get(name=name) for name in NAMES.split())
    assert (fresh(education).status, fresh(education).successor) == ("ended", schools)
    assert (fresh(second).unit, fresh(second).formerly) == (sports, education)
    assert fresh(signed_for).unit == education
    assert debtors(second) == {("first_contact", "州体育局"), ("reply", "州体育局")}
    assert debtors(signed_for) == {("first_contact", "州教育局"), ("reply", "州教育局")}
    held = Seat.objects.held()
    assert held.get(user=trainer.user).unit == sports
    assert held.get(user=liaison.user).unit == schools
    assert list(faults()) == []
    assert list(check([second.case.pk, education.case.pk])) == []


def test_the_record_keeps_the_old_name_and_the_part_goes_on(
    second, trainer, office, education, member, grade
):
    split(office, education, **{f"work_{second.pk}": 2, f"seat_{trainer.pk}": 2})
    event = Event.objects.get(case=second.case, action="carry")
    assert (event.user, event.note) == (None, "州教育体育局拆分，转由州体育局办理")
    page = Person(member).get(second.proposal.get_absolute_url()).content.decode()
    assert "州体育局" in page
    assert "（原州教育体育局）" in page
    texts = [one.text for one in timeline_of(member, second)]
    assert [text for text in texts if "签收" in text and "州教育体育局" in text]
    assert not [text for text in texts if "签收" in text and "州体育局" in text]
    seat = Seat.objects.held().get(user=trainer.user)
    labels = {one["label"] for one in Person(seat).get(
        second.proposal.get_absolute_url()).context["actions"]}  # fmt: skip
    assert "记录面商" in labels


def timeline_of(seat, share):
    return Person(seat).get(share.proposal.get_absolute_url()).context["timeline"]


def test_closed_cases_stay_under_the_old_name(delivered, member, office, education, trainer):
    services.give_feedback(delivered, by=hand(member), **GOOD)
    assert fresh(delivered.proposal).status == "closed"
    assert delivered.proposal.title not in Person(office).get(url(education)).content.decode()
    assert split(office, education, **{f"seat_{trainer.pk}": 2}).status_code == 302
    assert (fresh(delivered).unit, fresh(delivered).formerly) == (education, None)


def test_nobody_is_left_without_somebody_to_go_on(second, office, education, liaison, unit_head):
    page = split(office, education, **{f"work_{second.pk}": 2})
    assert page.status_code == 422
    assert "州体育局还没有承办单位经办" in page.content.decode()
    assert fresh(education).status == "active"
    assert not Unit.objects.filter(name="州体育局").exists()
    page = split(office, education, **{f"seat_{liaison.pk}": 2})
    assert "州教育局还没有承办单位经办" in page.content.decode()


def test_the_parts_must_be_named_and_their_lines_be_there(second, office, education, police):
    for names, why in (
        ("州教育局", "2至5个单位"),
        ("州教育体育局\n州体育局", "即将撤销"),
        ("州教育局\n州教育局", "2至5个单位"),
    ):
        page = split(office, education, names)
        assert (page.status_code, why in page.content.decode()) == (422, True)
    page = split(office, education, **{f"work_{second.pk}": 3})
    assert (page.status_code, "只写了2个单位" in page.content.decode()) == (422, True)
    assert fresh(education).status == "active"


def test_a_part_that_has_a_share_of_the_case_already_is_refused(
    here, second, office, education, dispatcher, other_liaison, police
):
    services.add_unit(fresh(second.proposal), by=hand(dispatcher), unit=police)
    page = split(office, education, "州教育局\n州公安局", **{f"work_{second.pk}": 2})
    assert (page.status_code, "另选一个单位" in page.content.decode()) == (422, True)


def test_one_of_the_parts_may_be_there_already(second, office, education, police, other_liaison):
    page = split(office, education, "州教育局\n州公安局", **{f"work_{second.pk}": 2})
    assert page.status_code == 302
    assert fresh(second).unit == police
    assert list(faults()) == []


def test_a_part_in_another_system_brings_its_own_dispatcher(
    here, second, office, education, liaison, trainer
):
    sports = factories.unit(here, "州体育局", here.party)
    factories.person(here, Role.DISPATCHER, system=here.party)
    until = Obligation.objects.open().get(case=second.case, kind="reply").due_on
    services.ask_extension(
        fresh(second), by=hand(liaison), until=until + timedelta(days=20), note="需调研"
    )
    split(office, education, **{f"work_{second.pk}": 2, f"seat_{trainer.pk}": 2})
    assert fresh(second).unit == sports
    debt = Obligation.objects.open().get(case=second.case, kind="extension_decision")
    assert debt.system == here.party
    assert list(faults()) == []


def test_broken_off_in_the_middle_it_is_pressed_again(
    signed_for, second, trainer, office, education, monkeypatch, cast
):
    went, whole = [], carrying.carry_one

    def breaks(share, unit, part):
        if went:
            raise RuntimeError("power cut")
        went.append(share.pk)
        return whole(share, unit, part)

    monkeypatch.setattr(carrying, "carry_one", breaks)
    plan = {f"work_{one.pk}": 2 for one in (signed_for, second)}
    with pytest.raises(RuntimeError):
        split(office, education, **plan, **{f"seat_{trainer.pk}": 2})
    assert fresh(education).status == "active"
    assert Assignment.objects.filter(unit__name="州体育局").count() == 1
    assert list(faults()) == []
    monkeypatch.setattr(carrying, "carry_one", whole)
    left = {signed_for.pk, second.pk} - set(went)
    page = split(office, education, **{f"work_{pk}": 2 for pk in left})
    assert page.status_code == 302
    assert Assignment.objects.filter(unit__name="州体育局").count() == 2
    assert fresh(education).status == "ended"
    assert list(faults()) == []


def test_only_who_keeps_the_register_splits(
    elsewhere, second, education, dispatcher, liaison, member
):
    for seat in (dispatcher, liaison, member):
        assert Person(seat).post(url(education), into=NAMES).status_code == 403
    assert Person(elsewhere.office).get(url(education)).status_code == 404
    with pytest.raises(Exception, match="无权拆分"):
        members.split_unit(education, by=hand(dispatcher), into=NAMES.split(), works={}, people={})
    assert (fresh(education).status, fresh(second).unit) == ("active", education)


def test_looking_for_what_stands_in_the_way_costs_the_same_for_many_cases(
    signed_for, second, education, police
):
    def questions(shares):
        plan = {share.pk: police for share in shares}
        with CaptureQueriesContext(connection) as asked:
            assert len(carrying.refusals(education, education, plan)) == len(shares)
        return len(asked)

    behind_its_back("UPDATE proposals_assignment SET status = 'changed' WHERE id = %s", second.pk)
    one = questions([signed_for])
    behind_its_back("UPDATE proposals_assignment SET status = 'handling' WHERE id = %s", second.pk)
    assert questions([signed_for, second]) == one
