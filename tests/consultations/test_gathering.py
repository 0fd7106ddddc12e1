"""观摩会、推进会: townships are invited and told, come or not, and what was seen is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from consultations.models import Enclosure, Gathering
from consultations.services import gatherings as services
from deadlines.checks import faults
from deadlines.models import Obligation
from members.models import Entry, Role
from tests import factories
from tests.browsing import fresh, inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.test_campaign import filled
from tests.factories import hand
from tests.papers import picture
from workflow.chain import faults as broken_chains

NEW = reverse("consultations:new_gathering")


@pytest.fixture
def sort(prefecture):
    return Entry.objects.create(
        committee=prefecture.body, book="gathering", code="visit", label="观摩会", position=1
    )


@pytest.fixture
def words(sort, town):
    day = clock.today() + timedelta(days=7)
    where = {"place": "鱼塘村", "host": town, "body": "九点在村口集合"}
    return {"sort": sort, "title": "全州院坝协商观摩会", "planned_on": day} | where


@pytest.fixture
def announced(prefecture, words, town, far_town) -> Gathering:
    return services.announce(
        prefecture.body, by=hand(prefecture.office), townships=[town, far_town], **words
    )


@pytest.fixture
def far_studio(next_county, far_town):
    return factories.person(next_county, Role.TOWNSHIP, township=far_town)


def act(row, verb):
    return reverse("consultations:gathering_act", args=[row.case.uid, verb])


def presses(person, row, verb, **typed):
    return person.post(act(row, verb), **(filled(person.get(act(row, verb))) | typed))


def test_the_office_invites_and_who_is_invited_is_told(
    prefecture, sort, town, far_town, studio, party, office, far_studio
):
    person = Person(prefecture.office)
    day = clock.today() + timedelta(days=7)
    typed = {"sort": sort.pk, "title": "全州院坝协商观摩会", "planned_on": day, "place": "鱼塘村"}
    typed |= {"townships": [town.pk, far_town.pk]} | filled(person.get(NEW))
    urls = {person.post(NEW, **typed)["Location"] for _ in range(2)}
    row = Gathering.objects.get()
    assert urls == {row.get_absolute_url()}
    told = f"邀请参加观摩会：全州院坝协商观摩会，{day:%-m月%-d日}，鱼塘村"
    for seat in (studio, party, far_studio, office):
        assert told in inbox(seat)
        assert Person(seat).get(row.get_absolute_url()).status_code == 200


def test_all_townships_are_invited_with_one_tick(prefecture, sort, town, next_town, far_town):
    person = Person(prefecture.office)
    typed = {"sort": sort.pk, "title": "全州推进会", "planned_on": clock.today(), "place": "州政协"}
    page = person.post(NEW, **filled(person.get(NEW)) | typed)
    assert page.status_code == 422
    assert "请至少邀请一个乡镇" in page.content.decode()
    page = person.post(NEW, **filled(person.get(NEW)) | typed | {"everyone": "on"})
    assert page.status_code == 302
    assert Gathering.objects.get().invitations.count() == 3


def test_its_record_is_owed_after_its_day_not_before(announced, prefecture):
    debt = Obligation.objects.open().get(case=announced.pk)
    assert (debt.kind, debt.committee_id) == ("record_gathering", prefecture.body.pk)
    assert debt.due_on > announced.planned_on
    assert list(faults()) == []


def test_what_was_seen_is_recorded_with_who_came_and_pictures(
    announced, prefecture, town, far_town, studio, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    snap = tmp_path / "观摩.jpg"
    snap.write_bytes(picture(with_place=True))
    typed = {"held_on": clock.today(), "number": 86, "present": [town.pk]}
    with snap.open("rb") as file:
        typed |= {"notes": "看了三个点，听了两个村发言。", "files": file}
        page = presses(Person(prefecture.office), announced, "hold_gathering", **typed)
    assert page.status_code == 302
    row = fresh(announced)
    assert (row.status, row.number, row.held_on) == ("held", 86, clock.today())
    came = dict(row.invitations.values_list("township__name", "present"))
    assert came == {"鱼塘乡": True, "临江镇": False}
    assert owed(row) == set()
    text = Person(studio).get(row.get_absolute_url()).content.decode()
    for told in ("看了三个点", "86人", "观摩.jpg"):
        assert told in text
    file = Enclosure.objects.get()
    assert Person(studio).get(file.url).status_code == 200
    assert list(broken_chains()) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": 0}, "1"),
        ({"notes": ""}, "活动情况"),
        ({"held_on": clock.today() + timedelta(days=3)}, "日期不能晚于今天"),
    ],
)
def test_a_record_that_cannot_be_is_refused_and_keeps_its_words(announced, prefecture, typed, told):
    good = {"held_on": clock.today(), "number": 86, "notes": "看了三个点"}
    page = presses(Person(prefecture.office), announced, "hold_gathering", **good | typed)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert fresh(announced).status == "announced"


def test_changed_all_who_are_invited_hear_the_new_day_and_more_may_be_invited(
    announced, prefecture, next_town, studio, county
):
    later = announced.planned_on + timedelta(days=2)
    beside = factories.person(county, Role.TOWNSHIP, township=next_town)
    typed = {"planned_on": later, "townships": [next_town.pk]}
    page = presses(Person(prefecture.office), announced, "change_gathering", **typed)
    assert page.status_code == 302
    told = f"观摩会有变更：全州院坝协商观摩会，{later:%-m月%-d日}，鱼塘村"
    assert told in inbox(studio)
    assert told in inbox(beside)
    debt = Obligation.objects.open().get(case=announced.pk)
    assert debt.counted_from == later


def test_called_off_nothing_is_owed_and_everybody_hears(announced, prefecture, studio):
    office = Person(prefecture.office)
    assert presses(office, announced, "call_off_gathering", note=" ").status_code == 422
    assert presses(office, announced, "call_off_gathering", note="防汛").status_code == 302
    assert owed(announced) == set()
    assert any("观摩会已取消" in one for one in inbox(studio))


def test_only_one_s_own_townships_are_invited_and_at_least_one(
    county, office, words, far_town, sort
):
    own = Entry.objects.create(
        committee=county.body, book="gathering", code="visit", label="观摩会", position=1
    )
    words |= {"sort": own}
    for townships, told in (([far_town], "只能邀请本会所属"), ([], "请至少邀请一个乡镇")):
        with pytest.raises(ValidationError, match=told):
            services.announce(county.body, by=hand(office), townships=townships, **words)
    with pytest.raises(ValidationError, match="请选择本会词典中的活动类型"):
        services.announce(
            county.body, by=hand(office), townships=[words["host"]], **words | {"sort": sort}
        )
    assert Gathering.objects.count() == 0


def test_what_kinds_there_are_is_the_office_s_dictionary(prefecture, sort):
    office = Person(prefecture.office)
    url = reverse("dictionary_add", args=["gathering"])
    page = office.post(url, **filled(office.get(url)) | {"label": "拉练"})
    assert page.status_code == 302, page.context["form"].errors
    choices = [label for _, label in office.get(NEW).context["form"]["sort"].field.choices]
    assert "拉练" in choices


def test_who_is_not_invited_sees_nothing_of_it(
    announced, people, county, next_town, next_county, prefecture
):
    beside = factories.person(county, Role.TOWNSHIP, township=next_town)
    for seat in (beside, people.member, people.power):
        assert Person(seat).get(announced.get_absolute_url()).status_code == 404
        assert Person(seat).post(act(announced, "hold_gathering")).status_code == 404
    for seat in (people.office, people.studio, next_county.office):
        assert Person(seat).get(announced.get_absolute_url()).status_code == 200
        assert Person(seat).post(act(announced, "hold_gathering")).status_code == 403
    assert Person(prefecture.office).post(act(announced, "hold_gathering")).status_code == 422
