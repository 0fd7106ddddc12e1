"""Consensus and tasks before the Party committee has approved them: no member knows of them."""

from __future__ import annotations

from django.urls import reverse

from common import clock
from consultations import services
from consultations.models import Topic
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, entry, fresh, put_on_list
from tests.factories import hand
from tests.taking import taken


def test_a_member_learns_of_it_with_the_approval_of_the_list(
    listed, people, studio, party, member, office
):
    for at_work in (listed, services.ask_list(listed, by=hand(studio))):
        person = Person(member)
        assert not person.sees(at_work)
        page = person.get(reverse("consultations:list"), q="亮化")
        assert at_work.get_absolute_url() not in page.content.decode()
        for seat in (people.studio, people.party, people.office):
            assert "安装太阳能路灯" in Person(seat).get(at_work.get_absolute_url()).content.decode()
    services.approve_list(fresh(listed), by=hand(party))
    assert "安装太阳能路灯" in Person(member).get(listed.get_absolute_url()).content.decode()
    page = Person(member).get(reverse("consultations:list"), q="亮化")
    assert listed.get_absolute_url() in page.content.decode()


def test_an_invited_member_reads_the_plan_but_not_what_is_not_approved_yet(
    approved, studio, county, member, power
):
    role = entry(county, "attendee", "member")
    words = {"role": role, "name": "委员甲", "member": member.member}
    services.invite(approved, by=hand(studio), **words)
    words = {"held_at": "院坝", "chair": "甲", "minutes": "大家同意装灯"}
    services.hold(fresh(approved), by=hand(studio), held_on=clock.today(), **words)
    consensus = agree(approved, studio)
    task = put_on_list(consensus, studio, "安装太阳能路灯", power)
    shown = Person(member).get(approved.get_absolute_url()).content.decode()
    for secret in ("大家同意装灯", "年内装路灯", "安装太阳能路灯", "列出任务", "记录共识"):
        assert secret not in shown
    for row, verb in ((consensus, "change_consensus"), (task, "change_task")):
        assert Person(member).insists(verb, row).status_code == 404


def test_how_many_tasks_there_are_is_not_told_before_the_list_may_be_read(
    approved, request, people, county
):
    role = entry(county, "attendee", "member")
    words = {"role": role, "name": "委员甲", "member": people.member.member}
    services.invite(approved, by=hand(people.studio), **words)
    listed, url = request.getfixturevalue("list_asked"), reverse("consultations:list")

    def told(seat):
        [line], [row] = Person(seat).get(url).context["lines"], taken(seat, "consultations")
        assert line.cells["tasks"] == row["任务（完成/全部）"]
        return row["任务（完成/全部）"]

    assert (told(people.studio), told(people.member)) == ("0/2", "")
    services.approve_list(fresh(listed), by=hand(people.party))
    assert told(people.member) == "0/2"


def test_a_member_does_not_read_from_their_topic_what_is_planned_about_it(planned, people):
    """Neither on its page nor in the columns and sheet of the list."""
    Topic.objects.update(source="member", member=people.member.member)
    assert not Person(people.member).sees(planned)
    [mine], [ours] = taken(people.member, "topics"), taken(people.studio, "topics")
    assert ours["所列协商"] == planned.title
    assert (mine["议题"], planned.title in mine.values()) == ("村内道路没有路灯", False)
    page = Person(people.member).get(planned.topics.get().get_absolute_url())
    assert planned.title not in page.content.decode()
