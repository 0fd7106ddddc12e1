"""转送: what was declined goes elsewhere only if its proposer agrees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from deadlines.checks import faults
from proposals import services
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand


@pytest.fixture
def declined(screened, meeting, director, here):
    return services.decline(
        screened,
        by=hand(director),
        ground=factories.entry(here.body, "ground", "vague"),
        disposition=factories.entry(here.body, "disposition", "opinion"),
        note="内容空泛",
    )


def test_the_proposer_is_asked_and_agrees(declined, member, office):
    assert owed(declined) == {("consent", "member")}
    page = Person(member).does("consent", declined, agrees="yes")
    assert done(page, declined)
    assert fresh(declined).consent is True
    assert owed(declined) == {("pass_on", "office")}
    assert any("转送" in text for text in inbox(office))


def test_with_consent_the_office_passes_it_on_and_the_proposer_is_told(declined, member, office):
    services.consent(declined, by=hand(member), agrees=True)
    page = Person(office).does("pass_on", declined, note="以专报转州委统战部")
    assert done(page, declined)
    assert fresh(declined).passed_on is not None
    assert owed(declined) == set()
    assert inbox(member)[-1].startswith("您的提案已转送")
    assert "以专报转州委统战部" in Person(member).get(declined.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("said", "why"), [(None, "提案人尚未答复是否同意转送"), (False, "提案人不同意转送")]
)
def test_without_consent_it_is_not_passed_on(declined, member, office, said, why):
    if said is not None:
        services.consent(declined, by=hand(member), agrees=said)
        assert owed(declined) == set()
    page = Person(office).insists("pass_on", declined, note="转送")
    assert page.status_code == 422
    assert why in page.content.decode()
    assert fresh(declined).passed_on is None


def test_one_must_say_yes_or_no(declined, member):
    page = Person(member).does("consent", declined)
    assert page.status_code == 422
    assert "请选择是否同意转送" in page.content.decode()


def test_one_may_think_again_until_it_is_passed_on(declined, member, office):
    services.consent(declined, by=hand(member), agrees=True)
    services.consent(declined, by=hand(member), agrees=False)
    assert owed(declined) == set()
    services.consent(declined, by=hand(member), agrees=True)
    services.pass_on(declined, by=hand(office), note="转社情民意")
    for verb, seat, words in (
        ("consent", member, {"agrees": "no"}),
        ("pass_on", office, {"note": "再转"}),
    ):
        page = Person(seat).insists(verb, declined, **words)
        assert page.status_code == 422
        assert "已经转送" in page.content.decode()


def test_the_office_enters_a_consent_given_by_phone(declined, member, office):
    Person(office).does("consent", declined, agrees="yes", note="来电同意")
    event = declined.case.events.get(action="consent")
    assert event.on_behalf_of == f"member:{member.member_id}"


def days_later(monkeypatch, count):
    later = clock.now() + timedelta(days=count)
    monkeypatch.setattr(clock, "now", lambda: later)


def test_silence_is_no_consent_and_the_office_gets_the_duty(
    declined, member, office, monkeypatch, cast
):
    assert services.lapse_consents() == 0
    days_later(monkeypatch, 40)
    assert services.lapse_consents() == 1
    assert services.lapse_consents() == 0
    assert owed(declined) == {("unanswered", "office")}
    assert (fresh(declined).consent, fresh(declined).passed_on) == (None, None)
    event = declined.case.events.get(action="lapse_consent")
    assert event.user is None
    assert any("处理未答复的转送征询" in text for text in inbox(office))
    page = Person(office).insists("pass_on", declined, note="转送")
    assert (page.status_code, "尚未答复" in page.content.decode()) == (422, True)
    assert list(faults()) == []


def test_the_office_keeps_it_for_reference_and_the_proposer_may_still_agree(
    declined, member, office, monkeypatch, cast
):
    days_later(monkeypatch, 40)
    services.lapse_consents()
    assert Person(office).does("keep", declined, note=" ").status_code == 422
    assert done(Person(office).does("keep", declined, note="三次电话未接通"), declined)
    assert owed(declined) == set()
    page = Person(office).get(declined.get_absolute_url()).content.decode()
    assert "提案人未答复，留存参考，不转送" in page
    services.consent(fresh(declined), by=hand(member), agrees=True)
    assert owed(declined) == {("pass_on", "office")}


def test_who_answers_late_still_answers(declined, member, monkeypatch, cast):
    days_later(monkeypatch, 40)
    services.lapse_consents()
    services.consent(fresh(declined), by=hand(member), agrees=False)
    assert owed(declined) == set()


def test_before_the_time_is_over_it_is_not_kept_and_only_the_office_keeps(
    declined, office, director, member
):
    page = Person(office).insists("keep", declined, note="留存")
    assert (page.status_code, "没有逾期未答复" in page.content.decode()) == (422, True)
    for seat in (director, member):
        assert Person(seat).insists("keep", declined, note="留存").status_code == 403


def test_nobody_else_agrees_or_passes_on(declined, director, other_member, member):
    for verb in ("consent", "pass_on"):
        assert Person(director).insists(verb, declined).status_code == 403
        assert Person(other_member).insists(verb, declined).status_code == 404
    assert Person(member).insists("pass_on", declined, note="转").status_code == 403


def test_only_what_was_declined_asks_for_consent(screened, member):
    page = Person(member).insists("consent", screened, agrees="yes")
    assert page.status_code == 409
