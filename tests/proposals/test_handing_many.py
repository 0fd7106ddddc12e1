"""交办会: many cases in one press, each by itself; what is refused is told with its reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deadlines.models import Obligation
from members.models import Role
from proposals import services
from proposals.models import Assignment, Proposal
from tests import factories
from tests.browsing import Person, fresh, told
from tests.factories import hand

PAGE = "proposals:handing"


@pytest.fixture
def two(here, transferred, office, director, member, category, education, police):
    """A second proposal that was transferred with a likely host and a co-unit."""
    sheet = services.save_draft(
        services.start_draft(member), by=hand(member), seen=0, title="关于校园周边交通的提案",
        category=category, body="【建议】\n增设减速带。",
    )  # fmt: skip
    row = services.submit(sheet, by=hand(member))
    row = services.screen(row, by=hand(office), recommendation="file")
    services.convene(
        here.session, by=hand(office), name="第二次会议", held_on=clock.today(), proposals=[row]
    )
    row = services.file(row, by=hand(director))
    row = services.number([row], by=hand(office))[0]
    services.transfer(row, by=hand(office), units=[police, education])
    return list(Proposal.objects.order_by("number"))


def press(person, proposals, **more):
    fields = {"proposal": [one.pk for one in proposals], "notice_on": clock.today()}
    return person.post(reverse(PAGE), **(fields | more))


def test_the_page_lists_them_with_suggested_units_and_load(two, dispatcher, police, education):
    page = Person(dispatcher).get(reverse(PAGE))
    lines = page.context["lines"]
    assert [line["proposal"].pk for line in lines] == [one.pk for one in two]
    assert [line["host"] for line in lines] == [education.pk, police.pk]
    assert lines[1]["others"] == [(education, True)]
    assert (education, 0) in page.context["units"]


def test_all_are_handed_over_in_one_press(two, dispatcher, education, police):
    first, second = two
    page = press(
        Person(dispatcher), two,
        **{f"host-{first.pk}": education.pk, f"host-{second.pk}": police.pk,
           f"co-{second.pk}": [education.pk]},
    )  # fmt: skip
    assert page.status_code == 302
    assert told(page) == ["已交办2件"]
    assert {one.status for one in Proposal.objects.all()} == {"handed_over"}
    assert Assignment.objects.get(proposal=second, duty="co").unit == education
    assert Person(dispatcher).get(reverse(PAGE)).context["units"] != []


def test_time_runs_from_the_one_date_on_the_notice(two, dispatcher, education, police):
    first, second = two
    with clock.frozen(clock.today() + timedelta(days=9)):
        noticed = clock.today() - timedelta(days=4)
        chosen = {f"host-{first.pk}": education.pk, f"host-{second.pk}": police.pk}
        assert told(press(Person(dispatcher), two, notice_on=noticed, **chosen)) == ["已交办2件"]
    assert set(Proposal.objects.values_list("notice_on", flat=True)) == {noticed}
    owed = Obligation.objects.open().filter(kind="sign_for")
    assert list(owed.values_list("counted_from", flat=True)) == [noticed, noticed]


def test_what_is_refused_holds_nobody_up_and_is_told(two, dispatcher, education):
    first, second = two
    page = press(Person(dispatcher), two, **{f"host-{first.pk}": education.pk})
    done, refused = told(page)
    assert done == "已交办1件，1件未交办，原因见下"
    assert "未交办：请选择主办单位" in refused
    assert [one.status for one in Proposal.objects.order_by("number")] == [
        "handed_over",
        "transferred",
    ]


def test_only_what_was_ticked_is_handed_over(two, dispatcher, education, police):
    first, second = two
    hosts = {f"host-{first.pk}": education.pk, f"host-{second.pk}": police.pk}
    press(Person(dispatcher), [second], **hosts)
    assert [one.status for one in Proposal.objects.order_by("number")] == [
        "transferred",
        "handed_over",
    ]


def test_a_missing_date_keeps_what_was_chosen(two, dispatcher, police):
    first, _ = two
    shown = {f"version-{one.pk}": fresh(one).case.version for one in two}
    words = shown | {f"host-{first.pk}": police.pk}
    page = press(Person(dispatcher), [first], notice_on="", **words)
    assert page.status_code == 422
    assert "请填写交办通知日期" in page.content.decode()
    lines = page.context["lines"]
    assert [line["ticked"] for line in lines] == [True, False]
    assert lines[0]["host"] == police.pk


def test_nothing_ticked_is_said(two, dispatcher):
    page = press(Person(dispatcher), [])
    assert page.status_code == 422
    assert "请至少勾选一件提案" in page.content.decode()


def test_a_unit_of_another_system_is_no_host(here, two, dispatcher):
    first, _ = two
    foreign = factories.unit(here, "州委宣传部", here.party)
    page = press(Person(dispatcher), [first], **{f"host-{first.pk}": foreign.pk})
    assert told(page)[0].startswith("1件未交办：")
    assert not Assignment.objects.exists()


def test_the_list_to_be_printed_names_hosts_and_co_units(two, dispatcher, education, police):
    _, second = two
    services.hand_over(
        second, by=hand(dispatcher), host=police, co_units=[education], notice_on=clock.today()
    )
    page = Person(dispatcher).get(reverse("proposals:handing_list")).content.decode()
    assert "州公安局" in page
    assert "关于校园周边交通的提案" in page
    assert "关于完善乡村公路安全防护设施的提案" not in page


def test_the_list_of_one_meeting_is_printed_by_itself(two, dispatcher, education, police):
    first, second = two
    earlier = clock.today() - timedelta(days=1)
    Proposal.objects.update(filed_on=earlier)
    for row, unit, day in ((first, education, earlier), (second, police, clock.today())):
        services.hand_over(row, by=hand(dispatcher), host=unit, notice_on=day)
    url = reverse("proposals:handing_list")
    everything = Person(dispatcher).get(url)
    assert [one["day"] for one in everything.context["days"]] == [clock.today(), earlier]
    assert len(everything.context["rows"]) == 2
    of_today = Person(dispatcher).get(url, notice_on=clock.today().isoformat())
    assert [row["proposal"] for row in of_today.context["rows"]] == [second]
    assert len(Person(dispatcher).get(url, notice_on="x").context["rows"]) == 2


def test_what_was_handed_over_meanwhile_is_said(two, dispatcher, education, police):
    first, second = two
    services.hand_over(first, by=hand(dispatcher), host=education, notice_on=clock.today())
    page = press(Person(dispatcher), two, **{f"host-{second.pk}": police.pk})
    assert told(page) == ["已交办1件", "另有1件已不在待交办之列，没有重复交办"]
    assert Assignment.objects.count() == 2


def test_the_other_dispatcher_has_nothing_to_hand_over(here, two):
    other = factories.person(here, Role.DISPATCHER, system=here.party)
    assert Person(other).get(reverse(PAGE)).context["lines"] == []


def test_it_is_the_dispatchers_page(request, two):
    for who in ("office", "director", "liaison", "member"):
        person = Person(request.getfixturevalue(who))
        assert person.get(reverse(PAGE)).status_code == 403
        assert press(person, two).status_code == 403
        assert person.get(reverse("proposals:handing_list")).status_code == 403
    assert not Assignment.objects.exists()
