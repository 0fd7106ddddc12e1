"""What names a villager, and what leads to a page that is not theirs, is not shown to everybody."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from consultations import services
from consultations.models import Enclosure
from consultations.services.files import place
from members.models import Role
from tests import factories
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, entry, fresh, put_on_list
from tests.factories import hand
from tests.papers import upload


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def status_of(seat, url) -> int:
    return Person(seat).get(url).status_code


def test_a_paper_rating_with_its_name_is_read_by_township_and_county_only(rating, people):
    task = rating.tasks.get(what="安装太阳能路灯")
    words = {"attitude": "satisfied", "result": "fair", "villager": "村民丙", "files": upload()}
    Person(people.studio).does("rate", rating, task=task.pk, **words)
    sheet = Enclosure.objects.get()
    for name, seat in vars(people).items():
        page = Person(seat).get(rating.get_absolute_url())
        near = name in {"studio", "party", "office", "director"}
        if name != "roads":  # which has no task
            assert (sheet.url in page.content.decode()) == near, name
            assert ("村民丙" in page.content.decode()) == near, name
        assert (status_of(seat, sheet.url) == 200) == near, name


def test_a_sheet_that_was_signed_is_not_read_by_members_and_units(
    held, people, county, next_town, power
):
    Person(people.studio).does("rewrite", held, files=upload())
    put_on_list(agree(held, people.studio), people.studio, "安装路灯", power)
    services.ask_list(fresh(held), by=hand(people.studio))
    services.approve_list(fresh(held), by=hand(people.party))
    services.file_list(fresh(held), by=hand(people.office))
    sheet = Enclosure.objects.get()
    assert Person(people.power).sees(held)
    neighbour = factories.person(county, Role.TOWNSHIP, township=next_town)
    for seat in (people.studio, people.party, people.office):
        assert status_of(seat, sheet.url) == 200
    for seat in (people.member, people.power, people.roads, neighbour):
        assert status_of(seat, sheet.url) == 404


def test_evidence_of_a_task_is_open_to_whoever_sees_the_consultation(signed, people):
    words = {"text": "已装20盏", "files": upload()}
    Person(people.power).does("record_progress", signed, **words)
    proof = Enclosure.objects.get()
    assert [status_of(one, proof.url) for one in (people.member, people.studio)] == [200, 200]
    assert status_of(people.roads, proof.url) == 404


def test_a_file_that_was_half_written_is_written_anew(signed, people):
    Person(people.power).does("record_progress", signed, text="一", files=upload())
    path = place(Enclosure.objects.get().digest)
    whole = default_storage.open(path).read()
    with open(default_storage.path(path), "wb") as broken:
        broken.write(whole[:3])
    Person(people.power).does("record_progress", fresh(signed), text="二", files=upload())
    assert default_storage.open(path).read() == whole


def test_a_member_is_not_shown_what_their_topic_went_into(topic, town, member, studio):
    mine = services.raise_topic(
        town, by=hand(member), source="member", title="道路太暗", member=member.member
    )
    Person(studio).does("merge_topic", mine, into=topic.pk)
    shown = Person(member).get(mine.get_absolute_url()).content.decode()
    assert topic.get_absolute_url() not in shown
    assert topic.title not in shown
    assert mine.get_absolute_url() in Person(studio).get(topic.get_absolute_url()).content.decode()


def test_a_member_is_not_shown_what_was_merged_into_theirs(topic, town, member, studio):
    mine = services.raise_topic(
        town, by=hand(member), source="member", title="道路太暗", member=member.member
    )
    Person(studio).does("merge_topic", topic, into=mine.pk)
    shown = Person(member).get(mine.get_absolute_url()).content.decode()
    assert topic.title not in shown


def test_a_member_finds_no_link_to_a_plan_that_is_not_theirs_yet(
    town, member, studio, county, office
):
    mine = services.raise_topic(
        town, by=hand(member), source="member", title="道路太暗", member=member.member
    )
    ground = entry(county, "discussed", "people")
    mine = services.accept(mine, by=hand(studio), ground=ground)
    days = {"planned_on": mine.received_at.date(), "chair": "甲"}
    row = services.plan(town, by=hand(studio), topics=[mine], title="道路协商", **days)
    link = row.get_absolute_url()
    assert link not in Person(member).get(mine.get_absolute_url()).content.decode()
    assert link in Person(office).get(mine.get_absolute_url()).content.decode()


def test_whoever_may_not_keep_a_place_is_offered_nothing(town, studio, office, prefecture):
    venue = services.enter_venue(town, by=hand(studio), name="议事室", kind_of_place="room")
    change = reverse("consultations:venue_act", args=[venue.pk, "change"])
    for seat, offered in ((studio, True), (office, True), (prefecture.office, False)):
        page = Person(seat).get(reverse("consultations:venues")).content.decode()
        assert (change in page) == offered
        assert (reverse("consultations:new_venue") in page) == offered
    page = Person(prefecture.office).get(reverse("consultations:topics")).content.decode()
    assert reverse("consultations:new_topic") not in page


def test_the_office_is_offered_a_plan_only_where_no_township_sits(accepted, office, studio):
    new = reverse("consultations:plan")
    assert new not in Person(office).get(reverse("consultations:list")).content.decode()
    assert new in Person(studio).get(reverse("consultations:list")).content.decode()
    assert list(Person(office).get(new).context["form"].fields["topics"].queryset) == []
    type(studio.user).objects.filter(pk=studio.user_id).update(is_active=False)
    assert new in Person(office).get(reverse("consultations:list")).content.decode()
    assert list(Person(office).get(new).context["form"].fields["topics"].queryset) == [accepted]
