"""文明村寨: a township proposes, the county judges, the prefecture has the last word; counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from common import clock
from consultations import services as consulting
from consultations.models import CivicVillage, Measure
from consultations.services import villages as services
from consultations.services.campaigns import WHOLE
from deadlines.checks import faults
from deadlines.models import Obligation
from members.models import Entry, Role
from tests import factories
from tests.browsing import fresh, inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.test_campaign import filled
from tests.factories import hand
from tests.papers import upload
from tests.test_queries import questions
from workflow.chain import faults as broken_chains

NEW = reverse("consultations:new_village")
GOOD = {"score": 92, "note": "协商经常，任务都办成了"}


@pytest.fixture
def above(prefecture):
    return prefecture.office


@pytest.fixture
def proposed(town, studio) -> CivicVillage:
    words = {"village": "鱼塘村", "reasons": "一年开了三次院坝会，路灯都亮了。"}
    return services.propose_village(town, by=hand(studio), **words)


@pytest.fixture
def recommended(proposed, office) -> CivicVillage:
    return services.recommend_village(proposed, by=hand(office), **GOOD)


@pytest.fixture
def named(recommended, above) -> CivicVillage:
    return services.confirm_village(fresh(recommended), by=hand(above), **GOOD)


def act(row, verb):
    return reverse("consultations:village_act", args=[row.case.uid, verb])


def presses(person, row, verb, **words):
    return person.post(act(row, verb), **(filled(person.get(act(row, verb))) | words))


@pytest.fixture
def county_only(prefecture):
    return Entry.objects.create(
        committee=prefecture.body, book="rule", code="villages_by_county", label="是", position=1
    )


def test_from_the_proposal_to_the_name_by_the_pages_of_three(
    people, above, settings, tmp_path, town
):
    settings.MEDIA_ROOT = tmp_path
    studio = Person(people.studio)
    words = filled(studio.get(NEW)) | {"village": " 鱼塘村 ", "reasons": "路灯都亮了"}
    page = studio.post(NEW, **words, files=upload())
    row = CivicVillage.objects.get()
    assert page["Location"] == row.get_absolute_url()
    assert (row.village, row.status, row.proposed_on) == ("鱼塘村", "proposed", clock.today())
    assert presses(Person(people.office), row, "recommend_village", **GOOD).status_code == 302
    assert presses(Person(above), row, "confirm_village", score=88, note="同意").status_code == 302
    row = fresh(row)
    assert (row.status, row.county_score, row.prefecture_score) == ("named", 92, 88)
    assert row.named_on == clock.today()
    text = studio.get(row.get_absolute_url()).content.decode()
    for told in ("协商经常，任务都办成了", "92分", "88分", "文明村寨", upload().name):
        assert told in text


def test_the_same_press_proposes_once_and_the_same_village_is_not_proposed_twice(people):
    studio = Person(people.studio)
    words = filled(studio.get(NEW)) | {"village": "鱼塘村", "reasons": "路灯都亮了"}
    first, again = (studio.post(NEW, **words)["Location"] for _ in range(2))
    assert first == again
    words |= filled(studio.get(NEW))
    page = studio.post(NEW, **words | {"village": "鱼塘村"})
    assert page.status_code == 422
    assert "“鱼塘村”已申报，现为“待县评审”，不再重复申报" in page.content.decode()
    assert "路灯都亮了" in page.content.decode()
    assert CivicVillage.objects.count() == 1


@pytest.mark.parametrize("typed", ["鱼塘村、茶山村", "鱼塘村 茶山村", " "])
def test_one_village_is_proposed_at_a_time(people, typed):
    studio = Person(people.studio)
    words = filled(studio.get(NEW)) | {"village": typed, "reasons": "路灯都亮了"}
    page = studio.post(NEW, **words)
    assert page.status_code == 422
    assert "路灯都亮了" in page.content.decode()
    assert page.context["form"].errors.keys() == {"village"}


def test_each_who_has_to_judge_owes_it_by_the_days_of_their_place(proposed, office):
    assert owed(proposed) == {("judge_village", "office")}
    services.return_village(proposed, by=hand(office), note="请补充照片")
    debt = Obligation.objects.open().get(case=proposed.pk)
    assert (debt.kind, debt.township) == ("supplement_village", proposed.township)
    assert debt.due_on > clock.today() + timedelta(days=9)
    assert list(faults()) == []


def test_sent_back_it_is_supplemented_and_judged_anew(proposed, studio, office, above):
    services.return_village(proposed, by=hand(office), note="请补充群众评价")
    assert any("补充申报材料" in one for one in inbox(studio))
    row = services.supplement_village(
        fresh(proposed), by=hand(studio), reasons="三次院坝会，群众都满意。"
    )
    assert (row.status, row.reasons) == ("proposed", "三次院坝会，群众都满意。")
    assert owed(row) == {("judge_village", "office")}
    services.recommend_village(fresh(row), by=hand(office), **GOOD)
    debt = Obligation.objects.open().get(case=row.pk)
    assert (debt.kind, debt.committee_id) == ("confirm_village", above.committee_id)
    services.confirm_village(fresh(row), by=hand(above), **GOOD)
    assert owed(row) == set()
    assert any("已评定为文明村寨" in one for one in inbox(studio))
    assert list(faults()) == []
    assert list(broken_chains()) == []


@pytest.mark.parametrize(("verb", "by"), [("decline", "office"), ("reject", "above")])
def test_who_is_not_named_reads_score_and_reason(proposed, people, above, office, studio, verb, by):
    if verb == "reject":
        services.recommend_village(proposed, by=hand(office), **GOOD)
    judge = {"office": office, "above": above}[by]
    page = presses(Person(judge), proposed, f"{verb}_village", score=41, note="任务多数未办成")
    assert page.status_code == 302
    assert fresh(proposed).status == "declined"
    text = Person(studio).get(proposed.get_absolute_url()).content.decode()
    assert "41分" in text
    assert "任务多数未办成" in text
    assert owed(proposed) == set()
    again = {"village": "鱼塘村", "reasons": "今年办成了"}
    services.propose_village(proposed.township, by=hand(studio), **again)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"score": 101, "note": "好"}, "100"),
        ({"score": "", "note": "好"}, "评分"),
        ({"score": 90, "note": " "}, "评审意见"),
    ],
)
def test_a_judgement_without_score_or_reason_is_refused(proposed, office, typed, told):
    page = presses(Person(office), proposed, "recommend_village", **typed)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert fresh(proposed).status == "proposed"


def test_where_the_county_has_the_last_word_it_names_itself(proposed, office, county_only):
    with pytest.raises(ValidationError, match="由县级政协评定"):
        services.recommend_village(proposed, by=hand(office), **GOOD)
    row = services.name_village(fresh(proposed), by=hand(office), **GOOD)
    assert (row.status, row.named_on, row.prefecture_score) == ("named", clock.today(), None)


def test_where_nobody_sits_in_the_prefecture_the_county_names(proposed, office, above):
    type(above.user).objects.filter(pk=above.user_id).update(is_active=False)
    assert services.name_village(proposed, by=hand(office), **GOOD).status == "named"


def test_where_the_prefecture_judges_the_county_does_not_name(proposed, office):
    with pytest.raises(ValidationError, match="还须经彩云州政协评定"):
        services.name_village(proposed, by=hand(office), **GOOD)


def test_who_named_it_may_revoke_it_and_nobody_else(named, office, above):
    with pytest.raises(PermissionDenied):
        services.revoke_village(named, by=hand(office), note="弄虚作假")
    row = services.revoke_village(fresh(named), by=hand(above), note="弄虚作假")
    assert row.status == "revoked"


def test_withdrawn_it_is_owed_by_nobody_and_counted_nowhere(proposed, studio, office):
    services.withdraw_village(proposed, by=hand(studio), note="明年再报")
    assert owed(proposed) == set()
    page = Person(office).get(reverse("consultations:yearly"))
    [table] = [one for one in page.context["tables"] if one["title"] == "文明村寨"]
    assert all(line.cells["bids"] is None for line in table["lines"])


def test_the_debt_follows_when_the_township_s_seat_is_left_empty(proposed, office, studio):
    services.return_village(proposed, by=hand(office), note="请补充")
    type(studio.user).objects.filter(pk=studio.user_id).update(is_active=False)
    assert consulting.follow_debtors() == 1
    assert owed(proposed) == {("supplement_village", "office")}
    words = {"reasons": "代为补充：群众都满意"}
    assert services.supplement_village(fresh(proposed), by=hand(office), **words)


def test_it_is_counted_on_the_board_against_its_target_and_in_the_tables(
    named, town, studio, prefecture, above
):
    """By the day it was named; the number leads to the village."""
    other = {"village": "茶山村", "reasons": "还没有评审"}
    services.propose_village(town, by=hand(studio), **other)
    days = {"first_on": clock.today() - timedelta(days=5), "last_on": clock.today()}
    targets = {(WHOLE, Measure.CIVIC): 100}
    consulting.enter_campaign(
        prefecture.body, by=hand(above), name="百村文明行动", targets=targets, **days
    )
    office = Person(above)
    board = office.get(reverse("consultations:board"))
    [tile] = [one for one in board.context["tiles"] if one["label"] == "文明村寨"]
    assert (tile["value"], tile["note"]) == (1, "目标 100")
    behind = office.get(tile["url"])
    assert [line.row.village for line in behind.context["lines"]] == ["鱼塘村"]
    page = office.get(reverse("consultations:yearly"))
    [table] = [one for one in page.context["tables"] if one["title"] == "文明村寨"]
    [line] = [one for one in table["lines"] if one.cells["area"]["text"] == "鱼塘乡"]
    assert (line.cells["bids"]["text"], line.cells["civic"]["text"]) == ("2", "1")
    services.revoke_village(fresh(named), by=hand(above), note="弄虚作假")
    board = office.get(reverse("consultations:board"))
    [tile] = [one for one in board.context["tiles"] if one["label"] == "文明村寨"]
    assert tile["value"] == 0


def test_its_page_counts_what_the_record_knows_of_the_village(done, proposed, studio):
    """A neighbour whose name begins alike is another village."""
    page = Person(studio).get(proposed.get_absolute_url())
    assert dict(page.context["facts"]) == {
        "协商会议": "1场",
        "任务完成": "2/2项",
        "群众评议": "1/1人次满意或基本满意",
    }
    words = {"village": "鱼塘", "reasons": "另一个村"}
    other = services.propose_village(proposed.township, by=hand(studio), **words)
    page = Person(studio).get(other.get_absolute_url())
    assert dict(page.context["facts"])["协商会议"] == "0场"


def test_a_list_of_twenty_asks_no_more_than_a_list_of_one(proposed, town, studio, office):
    url = reverse("consultations:villages")
    few = questions(Person(office), url)
    for number in range(19):
        words = {"village": f"第{number}村", "reasons": "好"}
        services.propose_village(town, by=hand(studio), **words)
    assert questions(Person(office), url) == few


def test_a_neighbour_sees_nothing_of_it(proposed, county, next_town, next_county, people):
    outside = {
        "neighbour": factories.person(county, Role.TOWNSHIP, township=next_town),
        "foreign": next_county.office,
        "member": people.member,
        "unit": people.power,
    }
    for name, seat in outside.items():
        person = Person(seat)
        assert person.get(proposed.get_absolute_url()).status_code == 404, name
        assert person.post(act(proposed, "recommend_village")).status_code == 404, name
        assert proposed not in CivicVillage.objects.visible_to(seat)
