"""更正: the director takes a wrong 移交 or 交办 back, with its reason, while nobody works on it."""

import pytest

from common import clock
from deadlines.checks import faults
from members.models import Role
from proposals import services
from proposals.models import Assignment
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed, url_of
from tests.factories import hand
from workflow.models import Event


@pytest.fixture
def together(transferred, dispatcher, education, police):
    """Handed over to one host and a co-unit."""
    return services.hand_over(
        transferred,
        by=hand(dispatcher),
        host=education,
        co_units=[police],
        notice_on=clock.today(),
    )


def labels(person, row):
    return {one["label"] for one in person.get(row.get_absolute_url()).context["actions"]}


def states():
    return dict(Assignment.objects.order_by("pk").values_list("unit__name", "status"))


def test_a_wrong_transfer_is_taken_back_and_the_case_transferred_anew(
    transferred, director, office, dispatcher, police
):
    boss, desk = Person(director), Person(office)
    assert "更正：收回移交" in labels(boss, transferred)
    assert boss.insists("take_back", transferred, note=" ").status_code == 422
    assert done(boss.does("take_back", transferred, note="系统选错"), transferred)
    again = fresh(transferred)
    assert (again.status, again.number) == ("filed", transferred.number)
    assert owed(again) == {("transfer", "office")}
    assert Person(dispatcher).get(again.get_absolute_url()).status_code == 404
    told = inbox(dispatcher)[-1]
    assert told == f"移交已收回，不必交办：{again.label}《{again.title}》　系统选错"
    assert Event.objects.get(case=again.pk, action="take_back").note == "系统选错"
    assert done(desk.does("transfer", again, units=[police.pk]), again)
    assert owed(again) == {("hand_over", "dispatcher")}
    assert list(faults()) == []


def test_what_was_asked_before_handing_over_is_answered_no_more(
    transferred, office, director, education, liaison
):
    desk = Person(office)
    assert done(desk.does("consult", transferred, units=[education.pk]), transferred)
    assert done(Person(director).does("take_back", fresh(transferred), note="误移交"), transferred)
    assert owed(transferred) == {("transfer", "office")}
    assert transferred.consulted.get().status == "lapsed"


def test_a_wrong_hand_over_is_taken_back_and_every_unit_is_told(
    together, director, liaison, other_liaison, unit_head, member
):
    boss = Person(director)
    assert "更正：收回交办" in labels(boss, together)
    assert boss.insists("recall", together, note="").status_code == 422
    assert done(boss.does("recall", together, note="主办单位选错"), together)
    again = fresh(together)
    assert (again.status, again.notice_on) == ("transferred", None)
    assert set(states().values()) == {"stopped"}
    assert owed(again) == {("hand_over", "dispatcher")}
    for one in (liaison, other_liaison, unit_head):
        [told] = [text for text in inbox(one) if text.startswith("交办已收回，不必办理")]
        assert told.endswith("主办单位选错")
    assert any("交办已收回，将重新交办" in text for text in inbox(member))
    assert list(faults()) == []


def test_the_unit_keeps_the_case_as_history_and_signs_for_it_no_more(
    together, director, liaison, education
):
    share = Assignment.objects.get(unit=education)
    assert done(Person(director).does("recall", together, note="误交办"), together)
    unit = Person(liaison)
    page = unit.get(together.get_absolute_url())
    assert "已终止" in page.content.decode()
    assert "签收" not in labels(unit, together)
    assert unit.insists("sign_for", share).status_code == 409


def test_it_is_handed_over_again_to_the_same_unit_by_a_new_notice(
    handed_over, director, dispatcher, education, liaison
):
    assert done(Person(director).does("recall", handed_over, note="通知日期有误"), handed_over)
    page = Person(dispatcher).does(
        "hand_over", fresh(handed_over), host=education.pk, notice_on=clock.today()
    )
    assert done(page, handed_over)
    assert list(Assignment.objects.order_by("pk").values_list("status", flat=True)) == [
        "stopped",
        "waiting",
    ]
    assert owed(handed_over) == {("sign_for", "liaison")}
    services.sign_for(Assignment.objects.latest("pk"), by=hand(liaison))
    assert fresh(handed_over).status == "handling"
    [_, given, *_] = Person(director).get(handed_over.get_absolute_url()).context["phases"]
    assert given["note"].endswith("1个单位全部签收")


def test_a_request_for_another_unit_lapses_with_the_share(share, director, liaison, police):
    words = {"what": "reassign", "unit": police.pk, "note": "不属于本单位职责"}
    assert done(Person(liaison).does("ask_change", share, **words), share.proposal)
    proposal = fresh(share.proposal)
    assert done(Person(director).does("recall", proposal, note="误交办"), proposal)
    assert [one.status for one in share.changes.all()] == ["lapsed"]
    assert owed(proposal) == {("hand_over", "dispatcher")}
    assert list(faults()) == []


def test_an_opinion_that_was_waived_before_signing_goes_with_the_rest(
    together, director, dispatcher, police
):
    waived = Assignment.objects.get(unit=police)
    services.waive_opinion(waived, by=hand(dispatcher), note="不涉及")
    proposal = fresh(together)
    assert done(Person(director).does("recall", proposal, note="误交办"), proposal)
    assert set(states().values()) == {"stopped"}


def test_once_a_unit_has_signed_it_asks_for_the_change_itself(
    together, director, other_liaison, police
):
    boss = Person(director)
    services.sign_for(Assignment.objects.get(unit=police), by=hand(other_liaison))
    why = f"{police}已签收，不能收回交办；承办单位不当的，请由该单位申请调整承办单位"
    proposal = fresh(together)
    page = boss.get(proposal.get_absolute_url())
    assert why in page.content.decode()
    assert "更正：收回交办" not in labels(boss, proposal)
    refused = boss.insists("recall", proposal, note="误交办")
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert set(states().values()) == {"waiting", "handling"}


def test_of_a_case_that_is_being_handled_the_director_is_told_the_same(
    signed_for, director, education
):
    url = url_of(signed_for.proposal, "recall")
    page = Person(director).client.get(url, follow=True)
    assert f"{education}已签收，不能收回交办" in page.content.decode()
    assert Person(director).insists("recall", signed_for.proposal, note="误").status_code == 409


def test_a_unit_of_another_system_may_be_chosen_afterwards(here, together, director, office):
    factories.person(here, Role.DISPATCHER, system=here.party)
    party = factories.unit(here, "州委组织部", here.party)
    assert done(Person(director).does("recall", together, note="系统选错"), together)
    assert done(Person(director).does("take_back", fresh(together), note="系统选错"), together)
    assert done(Person(office).does("transfer", fresh(together), units=[party.pk]), together)
    assert list(faults()) == []


@pytest.mark.parametrize("who", ["office", "dispatcher", "member"])
def test_nobody_but_the_director_takes_it_back(request, transferred, who):
    person = Person(request.getfixturevalue(who))
    assert person.insists("take_back", transferred, note="误点").status_code == 403
    assert person.insists("recall", transferred, note="误点").status_code == 403
