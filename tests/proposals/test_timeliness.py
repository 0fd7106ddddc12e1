"""办理时效: how promptly units sign for and answer, in the report and on the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from proposals import services
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand

REPORT = reverse("proposals:report")


def rates(office):
    return {rate.label: rate.value for rate in Person(office).get(REPORT).context["timely"]}


def moved(what, days, kind):
    """The due day or the day it was done, so many days from today."""
    behind_its_back(
        f"UPDATE deadlines_obligation SET {what} = %s WHERE kind = %s",
        clock.today() + timedelta(days=days), kind,
    )  # fmt: skip


def test_signed_for_and_answered_in_time(delivered, office):
    assert rates(office) == {
        "及时签收率": "100.00%", "按期办复率": "100.00%", "平均办理天数": "0.0", "延期数": "0",
        "面商率": "100.00%",
    }  # fmt: skip
    [line] = Person(office).get(REPORT).context["paces"]
    assert (line.unit, line.signed_of, line.replied_of) == ("州教育体育局", "1/1", "1/1")


@pytest.mark.parametrize(("due", "rate"), [(0, "100.00%"), (-1, "0.00%")])
def test_the_due_day_itself_is_in_time_and_the_next_is_not(signed_for, office, due, rate):
    moved("due_on", due, "sign_for")
    assert rates(office)["及时签收率"] == rate


def test_late_at_night_is_still_the_day_in_shanghai(share, liaison, office):
    moved("due_on", 0, "sign_for")
    evening = clock.end_of(clock.today()) - timedelta(minutes=1)
    with clock.frozen(evening):
        services.sign_for(share, by=hand(liaison))
    assert rates(office)["及时签收率"] == "100.00%"
    after = clock.end_of(clock.today()) + timedelta(minutes=1)
    behind_its_back("UPDATE deadlines_obligation SET met_at = %s WHERE kind = 'sign_for'", after)
    assert rates(office)["及时签收率"] == "0.00%"


def test_what_is_late_and_not_done_counts_against_it(share, office):
    assert rates(office)["及时签收率"] == "—"
    moved("due_on", -1, "sign_for")
    assert rates(office)["及时签收率"] == "0.00%"


def test_what_is_not_due_yet_counts_neither_way(signed_for, office):
    assert rates(office)["按期办复率"] == "—"
    moved("due_on", -1, "reply")
    assert rates(office)["按期办复率"] == "0.00%"


def test_an_extension_is_counted_and_its_day_is_in_time(signed_for, liaison, dispatcher, office):
    until = clock.today() + timedelta(days=120)
    services.ask_extension(signed_for, by=hand(liaison), until=until, note="须会商资金")
    assert rates(office)["延期数"] == "0"
    services.grant_extension(signed_for, by=hand(dispatcher))
    assert rates(office)["延期数"] == "1"


def test_days_are_counted_from_the_notice(delivered, office):
    behind_its_back(
        "UPDATE proposals_proposal SET notice_on = %s", clock.today() - timedelta(days=10)
    )
    assert rates(office)["平均办理天数"] == "10.0"


def test_every_rate_says_how_it_is_computed(delivered, office):
    page = Person(office).get(REPORT).content.decode()
    assert "按期签收 ÷ 应签收 ＝ 1/1" in page
    assert "首次送达不晚于期限（含同意的延期）的" in page


@pytest.mark.parametrize("who", ["office", "director", "dispatcher", "liaison", "unit_head"])
def test_the_desk_shows_what_is_late_and_leads_to_it(request, signed_for, who):
    person = Person(request.getfixturevalue(who))
    moved("due_on", -1, "reply")
    [tile] = [one for one in person.get("/").context["figures"] if one["label"] == "逾期承办件"]
    assert (tile["value"], tile["note"]) == (1, "及时签收率 100.00%　按期办复率 0.00%")
    assert person.get(tile["url"]).context["told"]["shares"] == 1


def test_proposers_are_not_shown_it(signed_for, member):
    labels = [one["label"] for one in Person(member).get("/").context["figures"]]
    assert "逾期承办件" not in labels
