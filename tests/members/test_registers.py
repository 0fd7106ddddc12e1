"""名册: units renamed and merged, members who leave; open cases follow."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from members.models import Member, Role, Seat, Unit
from proposals import services
from proposals.models import Assignment
from proposals.services import follow_debtors
from tests import factories
from tests.browsing import Person, done, fresh
from tests.factories import hand
from workflow.models import Event


def url(kind, *arguments):
    return reverse(f"registers:{kind}", args=arguments)


def fill(person, address, **words):
    """Open the form, fill it in, send it."""
    page = person.get(address)
    assert page.status_code == 200, page
    kept = {bound.html_name: bound.value() for bound in page.context["form"]}
    kept = {name: value for name, value in kept.items() if value not in (None, "")}
    return person.post(address, **(kept | words))


def debtors(share):
    return {debt.unit.name for debt in Obligation.objects.open().filter(case=share.case)}


def rename(office, unit, name="州教育局"):
    return fill(Person(office), url("unit_act", unit.pk, "rename"), name=name, reason="机构改革")


def test_a_renamed_unit_goes_on_with_its_open_cases(signed_for, office, education, liaison):
    page = rename(office, education)
    assert page.status_code == 302
    renamed = Unit.objects.get(name="州教育局")
    assert (fresh(education).status, fresh(education).successor) == ("ended", renamed)
    assert debtors(signed_for) == {"州教育局"}
    event = Event.objects.get(case=signed_for.case, action="follow")
    assert (event.user, len(event.data["rekeyed"])) == (None, 2)
    [seat] = Seat.objects.held().filter(user=liaison.user)
    assert seat.unit == renamed
    services.record_contact(
        fresh(signed_for), by=hand(seat), way="meeting", held_on=clock.today(),
        people="提案人", minutes="当面沟通。",
    )  # fmt: skip
    assert list(faults()) == []


def test_what_was_done_stays_under_the_old_name(signed_for, office, education):
    rename(office, education)
    assert Assignment.objects.get().unit.name == "州教育体育局"
    page = Person(office).get(signed_for.proposal.get_absolute_url()).content.decode()
    assert "州教育体育局" in page
    assert "现州教育局" in page


def test_a_merged_units_liaison_works_for_the_other_one(
    signed_for, office, education, police, liaison, other_liaison, unit_head, here
):
    factories.person(here, Role.UNIT_HEAD, unit=police)
    page = fill(
        Person(office), url("unit_act", education.pk, "merge"), into=police.pk, reason="机构改革"
    )
    assert page.status_code == 302
    assert debtors(signed_for) == {"州公安局"}
    held = Seat.objects.held().filter(unit=police)
    assert {seat.user for seat in held.filter(role=Role.LIAISON)} == {
        liaison.user,
        other_liaison.user,
    }
    assert held.filter(role=Role.UNIT_HEAD).count() == 1
    seen = Person(other_liaison).get(signed_for.proposal.get_absolute_url())
    assert "记录面商" in {button["label"] for button in seen.context["actions"]}
    assert list(faults()) == []


def test_host_and_co_unit_of_one_case_merged_into_one_go_on_with_both_shares(
    transferred, dispatcher, office, education, police, other_liaison, here
):
    head = factories.person(here, Role.UNIT_HEAD, unit=police)
    services.hand_over(
        transferred, by=hand(dispatcher), host=education, co_units=[police],
        notice_on=clock.today(),
    )  # fmt: skip
    address = url("unit_act", education.pk, "merge")
    assert fill(Person(office), address, into=police.pk, reason="合并").status_code == 302
    unit = Person(other_liaison)
    for share in Assignment.objects.order_by("pk"):
        assert done(unit.does("sign_for", share), share)
    host, co = Assignment.objects.order_by("pk")
    opinion = {"body": "同意", "contact_name": "张", "contact_phone": "0878-3120000"}
    assert done(unit.does("draft_opinion", co, **opinion), co)
    assert done(Person(head).does("approve_opinion", co), co)
    assert done(unit.does("give_opinion", co), co)
    assert [one.status for one in Assignment.objects.order_by("pk")] == [
        "handling",
        "opinion_given",
    ]
    assert {debt.unit for debt in Obligation.objects.open().filter(case=host.case)} == {police}
    assert list(faults()) == []


def test_an_administrator_who_comes_too_late_reads_what_the_office_did(office, education, here):
    words = {"press": uuid4(), "version": education.case.version, "name": "教体局"}
    assert rename(office, education).status_code == 302
    keeper = Person(factories.person(here, Role.SYSADMIN))
    page = keeper.post(url("unit_act", education.pk, "rename"), **words, reason="机构改革")
    assert (page.status_code, str(office.user) in page.content.decode()) == (409, True)


def test_who_went_in_earlier_goes_along(office, here, education, police):
    members.merge_unit(education, by=hand(office), into=police, reason="合并")
    members.rename_unit(fresh(police), by=hand(office), name="州公安和教育局", reason="更名")
    assert fresh(education).current.name == "州公安和教育局"
    assert fresh(police).current.name == "州公安和教育局"


def test_a_unit_does_not_go_into_itself_or_one_that_ended(office, education, police):
    for into in (education, police):
        if into == police:
            members.rename_unit(police, by=hand(office), name="州公安总局", reason="更名")
        page = Person(office).post(
            url("unit_act", education.pk, "merge"), into=into.pk, reason="合并"
        )
        assert page.status_code == 422
    assert fresh(education).status == "active"


def test_a_name_that_is_taken_is_refused_and_nothing_ends(office, education, police):
    page = rename(office, education, name="州公安局")
    assert page.status_code == 422
    assert "已有承办单位" in page.content.decode()
    assert fresh(education).status == "active"


def test_what_was_broken_off_is_fetched_later(signed_for, office, education, monkeypatch):
    monkeypatch.setattr("members.services.following.FOLLOWERS", [])
    members.rename_unit(education, by=hand(office), name="州教育局", reason="更名")
    assert debtors(signed_for) == {"州教育体育局"}
    assert follow_debtors() == 1
    assert debtors(signed_for) == {"州教育局"}
    assert follow_debtors() == 0


def test_a_new_unit_and_an_office_inside_it(office, here):
    words = {"name": "州林业和草原局", "system": here.government.pk}
    assert fill(Person(office), url("new_unit", "enter"), **words).status_code == 302
    parent = Unit.objects.get(name="州林业和草原局")
    words = {"name": "防火科", "system": here.government.pk, "parent": parent.pk}
    assert fill(Person(office), url("new_unit", "enter"), **words).status_code == 302
    assert Unit.objects.get(name="防火科").parent == parent
    listed = Person(office).get(url("units"), q="林业").content.decode()
    assert "州林业和草原局" in listed


LONG = "自治州乡村振兴和易地扶贫搬迁安置点后续产业发展工作领导小组办公室"


def test_a_name_too_long_for_a_list_needs_a_short_one(office, here):
    assert len(LONG) > 30
    words = {"name": LONG, "system": here.government.pk}
    page = fill(Person(office), url("new_unit", "enter"), **words)
    assert page.status_code == 422
    assert "请填写30字以内的简称" in str(page.context["form"].errors["short_name"])
    words["short_name"] = "州搬迁办"
    assert fill(Person(office), url("new_unit", "enter"), **words).status_code == 302


def test_a_part_with_too_long_a_name_is_registered_first(office, education):
    into = f"州教育局\n{LONG}"
    address = url("unit_act", education.pk, "split")
    page = fill(Person(office), address, into=into, reason="机构改革")
    assert page.status_code == 422
    assert "请先登记该单位并填写简称" in page.content.decode()
    assert fresh(education).status == "active"


def test_when_a_member_leaves_the_office_owes_what_they_owed(delivered, office, member):
    page = fill(Person(office), url("member_act", member.member_id, "leave"), reason="工作调离")
    assert page.status_code == 302
    assert Member.objects.get(pk=member.member_id).status == "left"
    assert fresh(member).status == "ended"
    debt = Obligation.objects.open().get(case=delivered.case, kind="feedback")
    assert (debt.role, debt.member) == ("office", None)
    assert list(faults()) == []
    assert fresh(delivered.proposal).member_id == member.member_id


def test_leaving_needs_its_reason(office, member):
    page = fill(Person(office), url("member_act", member.member_id, "leave"), reason="　")
    assert page.status_code == 422
    with pytest.raises(ValidationError):
        members.member_leaves(member.member, by=hand(office), reason=" ")


def test_the_register_is_kept_by_the_office_and_administrators(
    request, here, elsewhere, education, member
):
    secadmin = factories.person(here, Role.SECADMIN)
    assert Person(secadmin).get(url("units")).status_code == 200
    for who in ("director", "dispatcher", "liaison", "member"):
        person = Person(request.getfixturevalue(who))
        for kind in ("units", "members"):
            assert person.get(url(kind)).status_code == 403
        assert person.post(url("unit_act", education.pk, "rename")).status_code == 403
    stranger = Person(elsewhere.office)
    assert stranger.get(url("unit_act", education.pk, "rename")).status_code == 404
    assert stranger.get(url("member_act", member.member_id, "leave")).status_code == 404
    assert education.name not in stranger.get(url("units")).content.decode()
