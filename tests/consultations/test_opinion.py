"""转为社情民意: a topic or task goes on as an opinion; a topic may come of one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consultations.models import OpinionBirth, Topic
from opinions import services as opinions
from opinions.models import OpinionDraft
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh
from tests.factories import hand


def submitted(draft, seat):
    return opinions.submit(draft, by=hand(seat))


def test_a_township_tells_those_above_what_it_cannot_settle(topic, studio, office, town):
    Person(studio).does("topic_to_opinion", topic, note="涉及县级事权")
    assert fresh(topic).status == "to_opinion"
    assert owed(topic) == set()
    draft = OpinionDraft.objects.get()
    assert (draft.title, draft.township) == (topic.title, town)
    assert "夜里老人摔倒" in draft.body
    assert "0876-1234567" not in draft.body
    person = Person(studio)
    assert topic.get_absolute_url() in person.get(sheet_of(draft)).content.decode()
    assert "社情民意稿（尚未提交）" in person.get(topic.get_absolute_url()).content.decode()
    row = submitted(draft, studio)
    for seat in (studio, office):
        came = Person(seat).get(topic.get_absolute_url()).content.decode()
        assert row.get_absolute_url() in came
        assert topic.get_absolute_url() in Person(seat).get(row.get_absolute_url()).content.decode()


def sheet_of(draft):
    return reverse("opinions:draft", args=[draft.uid])


def test_the_office_turns_it_in_the_name_of_a_member(accepted, office, member):
    Person(office).does("topic_to_opinion", accepted, member=member.member.pk)
    row = submitted(OpinionDraft.objects.get(), office)
    assert row.member == member.member
    shown = Person(member).get(row.get_absolute_url()).content.decode()
    assert accepted.title in shown
    assert accepted.get_absolute_url() not in shown  # which the member does not see


def test_a_township_names_no_member(topic, studio, member):
    assert "member" not in Person(studio).get(turn(topic)).context["form"].fields
    Person(studio).does("topic_to_opinion", topic, member=member.member.pk)
    assert OpinionDraft.objects.get().member is None


def turn(topic):
    return reverse("consultations:topic_act", args=[topic.case.uid, "topic_to_opinion"])


def test_a_task_that_nobody_can_do_is_told_above(handling, studio, power_liaison, member):
    Person(studio).does("task_to_opinion", handling, note="需上级协调")
    assert fresh(handling).status == "to_opinion"
    assert any("任务转为社情民意，不再办理" in told for told in inbox(power_liaison))
    draft = OpinionDraft.objects.get()
    assert "年内装路灯" in draft.body
    row = submitted(draft, studio)
    page = Person(studio).get(handling.consultation.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in page
    page = Person(member).get(handling.consultation.get_absolute_url()).content.decode()
    assert "社情民意（已提交）" in page
    assert row.get_absolute_url() not in page
    came = Person(studio).get(row.get_absolute_url()).content.decode()
    assert handling.consultation.get_absolute_url() in came


def test_the_sheet_is_not_thrown_away(topic, studio):
    Person(studio).does("topic_to_opinion", topic)
    draft = OpinionDraft.objects.get()
    words = {"title": draft.title, "body": draft.body, "version": draft.revision}
    Person(studio).post(sheet_of(draft), do="drop", **words)
    assert OpinionBirth.objects.get().draft == draft


def test_what_a_township_left_behind_the_office_goes_on_with(topic, studio, office, town):
    Person(studio).does("topic_to_opinion", topic)
    draft = OpinionDraft.objects.get()
    assert Person(office).get(sheet_of(draft)).status_code == 404
    type(studio.user).objects.filter(pk=studio.user_id).update(is_active=False)
    words = {"title": draft.title, "body": draft.body, "version": draft.revision}
    Person(office).post(sheet_of(draft), do="submit", **words)
    draft.refresh_from_db()
    assert draft.opinion.township == town
    assert draft.opinion.case.events.get().on_behalf_of == f"township:{town.pk}"


def test_a_blank_sheet_that_came_of_something_is_not_taken_for_another(topic, studio):
    Person(studio).does("topic_to_opinion", topic)
    page = Person(studio).post(reverse("opinions:new_draft"))
    assert page["Location"] != sheet_of(OpinionDraft.objects.get(birth__topic=topic))


def test_who_wished_it_by_code_is_told_where_it_went(topic, studio):
    Person(studio).does("topic_to_opinion", topic)
    page = Person(studio).get(reverse("villagers:receipt"), no=topic.receipt)
    assert "已转为社情民意，向上反映" in page.content.decode()


@pytest.fixture
def opinion(office, member):
    sheet = opinions.start_draft(office, member=member.member)
    words = {"title": "集镇停车难", "body": "【建议】\n增设车位。"}
    sheet = opinions.save_draft(sheet, by=hand(office), seen=sheet.revision, **words)
    return submitted(sheet, office)


def raises(seat, town, **words):
    form = Person(seat).get(reverse("consultations:new_topic")).context["form"]
    told = {"press": form["press"].value(), "township": town.pk, "title": "集镇停车怎样管"}
    return Person(seat).post(reverse("consultations:new_topic"), **(told | words))


def test_a_topic_names_the_opinion_it_came_of(opinion, office, studio, town, member):
    page = raises(office, town, source="opinion", opinion=opinion.pk)
    topic = Topic.objects.get()
    assert page["Location"] == topic.get_absolute_url()
    shown = Person(office).get(topic.get_absolute_url()).content.decode()
    assert opinion.get_absolute_url() in shown
    back = Person(office).get(opinion.get_absolute_url()).content.decode()
    assert topic.get_absolute_url() in back
    for seat, row, other in ((studio, topic, opinion), (member, opinion, topic)):
        page = Person(seat).get(row.get_absolute_url()).content.decode()
        assert other.get_absolute_url() not in page  # what one does not see, one is not led to


def test_an_opinion_fits_its_source_and_county(opinion, office, town, studio):
    page = raises(office, town, source="people", opinion=opinion.pk)
    assert list(page.context["form"].errors) == ["opinion"]
    form = Person(studio).get(reverse("consultations:new_topic")).context["form"]
    assert "opinion" not in form.fields  # there is none that it sees
