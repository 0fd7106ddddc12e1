"""Traffic lights in lists: of cases, of meetings, and of what was handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deadlines.models import Obligation
from proposals import services
from proposals.models import Proposal
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand

LIST = reverse("proposals:list")


def light(seat):
    [line] = Person(seat).get(LIST).context["lines"]
    return line.cells["light"]


def test_the_list_shows_the_next_day_of_each_case(share, office):
    owed = Obligation.objects.open().get(kind="sign_for")
    shown = light(office)
    assert (shown.on, shown.level) == (owed.due_on, "ok")
    assert shown.text in Person(office).get(LIST).content.decode()


@pytest.mark.parametrize(("days", "level"), [(-1, "late"), (0, "soon"), (90, "ok")])
def test_by_its_words_and_shape_not_by_colour_alone(share, office, days, level):
    day = clock.today() + timedelta(days=days)
    behind_its_back("UPDATE deadlines_obligation SET due_on = %s WHERE met_at IS NULL", day)
    shown = light(office)
    assert shown.level == level
    words = {"late": "逾期 1 天", "soon": "今天到期", "ok": "个工作日"}[level]
    assert words in shown.text
    assert f'class="light {level}"' in Person(office).get(LIST).content.decode()


def test_what_passes_inside_the_government_is_no_light_for_the_proposer(signed, member, liaison):
    behind_its_back(
        "UPDATE deadlines_obligation SET due_on = %s WHERE kind = 'deliver'",
        clock.today() - timedelta(days=2),
    )
    assert light(liaison).level == "late"
    assert light(member).level == "ok"


def test_a_stopped_clock_is_shown_only_where_no_other_runs(signed_for, office):
    open_ones = "UPDATE deadlines_obligation SET paused_on = %s WHERE met_at IS NULL"
    behind_its_back(f"{open_ones} AND kind = 'reply'", clock.today())
    assert light(office).level == "ok"
    behind_its_back(open_ones, clock.today())
    assert (light(office).level, light(office).text) == ("none", "已暂停计时")


def test_a_closed_case_has_none(delivered, member, office):
    services.give_feedback(
        delivered, by=hand(member), attitude="satisfied", result="satisfied", words=""
    )
    assert Proposal.objects.get().status == "closed"
    assert light(office) is None


def test_a_meeting_shows_until_when_it_is_to_be_concluded(meeting, office, director):
    owed = Obligation.objects.open().get(case=meeting.pk)
    for page in (reverse("proposals:meetings"), meeting.get_absolute_url()):
        behind_its_back(
            "UPDATE deadlines_obligation SET due_on = %s WHERE id = %s",
            clock.today() - timedelta(days=4), owed.pk,
        )  # fmt: skip
        assert "逾期 4 天" in Person(director).get(page).content.decode()


def test_the_list_of_what_was_handed_over_says_by_when_each_unit_owes(share, dispatcher):
    behind_its_back("UPDATE deadlines_obligation SET due_on = %s", clock.today())
    page = Person(dispatcher).get(reverse("proposals:handing_list")).content.decode()
    assert "今天到期" in page
