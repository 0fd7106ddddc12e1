"""申请调整承办单位: the unit says why, the dispatcher decides, the case is never without a host."""

from datetime import timedelta

import pytest

from common import clock
from deadlines.models import Policy
from members.models import Role
from proposals import services
from proposals.models import Assignment, Change
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.conftest import behind_its_back
from tests.factories import hand

WHY = "此项工作由公安机关负责，依据本单位职责规定不属于我局"


@pytest.fixture
def asked(share, liaison, police):
    return services.ask_change(share, by=hand(liaison), what="reassign", unit=police, note=WHY)


@pytest.fixture
def asked_after_signing(signed_for, liaison, police):
    return services.ask_change(signed_for, by=hand(liaison), what="add", unit=police, note=WHY)


def labels(person, row):
    page = person.get(getattr(row, "proposal", row).get_absolute_url())
    return {button["label"] for button in page.context["actions"]}


def test_a_unit_asks_and_the_dispatcher_owes_the_decision(share, liaison, dispatcher, police):
    page = Person(liaison).does("ask_change", share, what="reassign", unit=police.pk, note=WHY)
    assert done(page, share)
    assert fresh(share).status == "change_asked"
    assert owed(share) == {("change_decision", "dispatcher")}
    assert any("调整申请答复" in text for text in inbox(dispatcher))
    page = Person(dispatcher).get(share.proposal.get_absolute_url()).content.decode()
    assert WHY in page
    assert "建议单位：州公安局" in page


def test_the_reason_and_the_unit_must_be_told(share, liaison, education):
    person = Person(liaison)
    page = person.does("ask_change", share, what="reassign", note=WHY)
    assert (page.status_code, "请选择建议单位" in page.content.decode()) == (422, True)
    page = person.does("ask_change", share, what="return")
    assert (page.status_code, "请填写理由" in page.content.decode()) == (422, True)
    page = person.does("ask_change", share, what="reassign", unit=education.pk, note=WHY)
    assert page.status_code == 422
    assert fresh(share).status == "waiting"


def test_after_the_window_it_is_too_late_and_the_unit_is_told_until_when(share, liaison):
    Policy.objects.create(duty="return_window", count=1, measure="days")
    long_ago = clock.today() - timedelta(days=40)
    behind_its_back(
        "UPDATE proposals_proposal SET notice_on = %s WHERE case_id = %s",
        long_ago,
        share.proposal_id,
    )
    page = Person(liaison).insists("ask_change", share, what="return", note=WHY)
    assert page.status_code == 422
    assert "期限已过（截至" in page.content.decode()
    assert "申请调整承办单位" not in labels(Person(liaison), share)


def test_only_the_units_own_liaison_asks(request, share):
    for who, status in [("unit_head", 403), ("dispatcher", 403), ("office", 403),
                        ("member", 403), ("other_liaison", 404)]:  # fmt: skip
        person = Person(request.getfixturevalue(who))
        page = person.insists("ask_change", share, what="return", note=WHY)
        assert page.status_code == status


def test_the_unit_that_takes_over_gets_a_share_of_its_own(
    asked, dispatcher, police, other_liaison, liaison
):
    page = Person(dispatcher).does("accept_change", asked, note="同意改办")
    assert done(page, asked)
    old, new = Assignment.objects.order_by("pk")
    assert (old.status, old.unit.name) == ("changed", "州教育体育局")
    assert (new.status, new.duty, new.unit, new.replaces) == ("waiting", "host", police, old)
    assert new.given_on == clock.today()
    assert owed(asked) == {("sign_for", "liaison")}
    assert Change.objects.get().status == "accepted"
    assert any("签收" in text for text in inbox(other_liaison))
    assert done(Person(other_liaison).does("sign_for", new), new)
    assert fresh(asked.proposal).status == "handling"
    assert Person(liaison).get(asked.proposal.get_absolute_url()).status_code == 200


def test_a_case_is_never_without_a_host(share, liaison, dispatcher):
    services.ask_change(share, by=hand(liaison), what="return", note=WHY)
    page = Person(dispatcher).does("accept_change", share)
    assert page.status_code == 422
    assert "提案不能没有承办单位" in page.content.decode()
    assert fresh(share).status == "change_asked"


def test_the_taker_is_of_the_dispatchers_own_system(here, asked, dispatcher):
    other = factories.unit(here, "州委组织部", here.party)
    page = Person(dispatcher).insists("accept_change", asked, unit=other.pk)
    assert page.status_code == 422
    assert Assignment.objects.count() == 1


def test_a_refusal_leads_back_to_where_it_was(asked, dispatcher, liaison):
    page = Person(dispatcher).does("resume_waiting", asked, note="属于你局职责")
    assert done(page, asked)
    assert fresh(asked).status == "waiting"
    assert owed(asked) == {("sign_for", "liaison")}
    assert Change.objects.get().status == "refused"
    assert "属于你局职责" in Person(liaison).get(asked.proposal.get_absolute_url()).content.decode()


def test_a_refusal_needs_its_reason(asked, dispatcher):
    assert Person(dispatcher).does("resume_waiting", asked).status_code == 422
    assert fresh(asked).status == "change_asked"


def test_who_had_signed_goes_on_handling(signed_for, liaison, dispatcher, police):
    services.ask_change(signed_for, by=hand(liaison), what="reassign", unit=police, note=WHY)
    assert labels(Person(dispatcher), signed_for) >= {"同意调整", "不同意调整"}
    page = Person(dispatcher).does("resume_handling", signed_for, note="属于你局职责")
    assert done(page, signed_for)
    assert fresh(signed_for).status == "handling"
    assert owed(signed_for) == {("first_contact", "liaison"), ("reply", "liaison")}


def test_an_added_unit_gives_its_opinion_and_who_asked_goes_on(
    asked_after_signing, dispatcher, police
):
    share = asked_after_signing
    assert "同意增办" in labels(Person(dispatcher), share)
    assert "同意调整" not in labels(Person(dispatcher), share)
    assert done(Person(dispatcher).does("add_handling", share), share)
    assert fresh(share).status == "handling"
    added = Assignment.objects.get(unit=police)
    assert (added.duty, added.status) == ("co", "waiting")


def test_an_added_unit_before_signing(share, liaison, dispatcher, police):
    services.ask_change(share, by=hand(liaison), what="add", unit=police, note=WHY)
    assert done(Person(dispatcher).does("add_waiting", share), share)
    assert fresh(share).status == "waiting"
    assert Assignment.objects.get(unit=police).duty == "co"


def test_nobody_but_its_dispatcher_decides(request, here, asked, police):
    people = {name: request.getfixturevalue(name) for name in ("office", "director", "liaison")}
    for seat in people.values():
        page = Person(seat).insists("accept_change", asked, unit=police.pk)
        assert page.status_code == 403
    stranger = factories.person(here, Role.DISPATCHER, system=here.party)
    assert Person(stranger).insists("accept_change", asked, unit=police.pk).status_code == 404


def test_the_proposer_is_not_told_what_passed_inside(asked, member):
    page = Person(member).get(asked.proposal.get_absolute_url()).content.decode()
    assert WHY not in page
    assert "申请调整承办单位" not in page


def test_a_unit_that_gave_it_back_may_get_it_again(asked, dispatcher, police, other_liaison,
                                                   education):  # fmt: skip
    services.accept_change(asked, by=hand(dispatcher), unit=police)
    taken = Assignment.objects.get(unit=police)
    services.ask_change(
        taken, by=hand(other_liaison), what="reassign", unit=education, note="不属于我局"
    )
    services.accept_change(taken, by=hand(dispatcher), unit=education)
    assert Assignment.objects.live().get().unit == education
