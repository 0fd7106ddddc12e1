"""A topic is raised, screened by the committee's own rules, merged, or becomes a proposal."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from consultations import services
from consultations.models import Enclosure, Topic
from members.models import Entry
from proposals import services as proposals
from proposals.models import Draft
from tests import factories
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from tests.papers import upload

NEW = "consultations:new_topic"


def raises(seat, **words):
    told = {"title": "路灯不亮", "source": "people", "press": uuid4()} | words
    return Person(seat).post(reverse(NEW), **told)


def test_a_township_enters_what_a_villager_wished_with_a_picture(studio, town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = raises(studio, township=town.pk, wisher="村民甲", phone="139", files=upload())
    topic = Topic.objects.get()
    assert page["Location"] == topic.get_absolute_url()
    assert (topic.number, len(topic.receipt), topic.status) == (1, 10, "received")
    assert owed(topic) == {("screen_topic", "township")}
    [file] = Enclosure.objects.all()
    assert Person(studio).get(file.url).status_code == 200


def test_a_member_raises_one_and_is_told_what_became_of_it(member, town, studio, county):
    raises(member, township=town.pk, source="member")
    topic = Topic.objects.get(member=member.member)
    ground = entry(county, "undiscussed", "law")
    Person(studio).does("decline", topic, ground=ground.pk, note="法规已有规定")
    assert fresh(topic).ground == ground
    assert inbox(member) == ["您的议题未列入协商，理由见议题页：《路灯不亮》"]
    assert owed(topic) == set()


def test_nobody_says_it_comes_from_somewhere_else_or_from_another_township(
    party, studio, next_town, town
):
    assert raises(party, township=town.pk, source="people").status_code == 422
    assert raises(party, township=town.pk, source="party").status_code == 302
    assert raises(studio, township=next_town.pk).status_code == 422
    assert Topic.objects.count() == 1


def test_what_was_typed_is_kept_when_something_is_missing(studio, town):
    page = raises(studio, title="", township=town.pk, body="夜里漆黑")
    assert page.status_code == 422
    assert "夜里漆黑" in page.content.decode()


def test_a_topic_is_taken_in_by_a_rule_and_declined_by_another_one(topic, studio, county):
    wrong = entry(county, "undiscussed", "law")
    page = Person(studio).tries("accept", topic, ground=wrong.pk)
    assert page.status_code == 422
    page = Person(studio).tries("decline", topic, ground=wrong.pk, note="")
    assert page.status_code == 422
    right = entry(county, "discussed", "people")
    focus = entry(county, "focus", "environment")
    Person(studio).does("accept", topic, ground=right.pk, focus=focus.pk)
    assert (fresh(topic).ground, fresh(topic).focus) == (right, focus)


def test_rules_and_foci_are_the_committees_own_lines(topic, studio, county):
    Entry.objects.create(
        committee=county.body, book="discussed", code="own", label="乡镇党委点题的", position=9
    )
    Entry.objects.create(
        committee=county.body, book="undiscussed", code="own2", label="邻里私事", position=9
    )
    for verb, own in (("accept", "乡镇党委点题的"), ("decline", "邻里私事")):
        page = Person(studio).get(reverse("consultations:topic_act", args=[topic.case.uid, verb]))
        assert own in page.content.decode()


def test_the_same_wish_twice_is_merged_and_both_show_it(topic, accepted, studio, town, next_town):
    again = services.raise_topic(town, by=hand(studio), source="people", title="村里没有灯")
    assert Person(studio).tries("merge_topic", again, into=again.pk).status_code == 422
    Person(studio).does("merge_topic", again, into=accepted.pk)
    assert (fresh(again).status, fresh(again).duplicate_of.pk) == ("duplicate", topic.pk)
    assert owed(again) == set()
    shown = Person(studio).get(topic.get_absolute_url()).content.decode()
    assert "村里没有灯" in shown
    shown = Person(studio).get(again.get_absolute_url()).content.decode()
    assert topic.get_absolute_url() in shown


def test_who_screens_is_shown_what_is_alike_until_it_is_screened(
    accepted, studio, town, next_town, office, county, member
):
    """Of the own township, as far as it goes on; a stranger's and another matter are not shown."""
    raised = {"by": hand(studio), "source": "people"}
    again = services.raise_topic(town, title="村内道路没有灯", **raised)
    services.raise_topic(town, title="饮水困难", **raised)
    services.raise_topic(next_town, by=hand(office), source="people", title="村内道路没有灯")
    page = Person(studio).get(again.get_absolute_url())
    assert page.context["alike"] == [accepted]
    assert accepted.get_absolute_url() in page.content.decode()
    services.accept(again, by=hand(studio), ground=entry(county, "discussed", "people"))
    assert Person(studio).get(again.get_absolute_url()).context["alike"] == []
    Topic.objects.filter(pk=accepted.pk).update(member=member.member)  # theirs too, but to no use
    mine = {"source": "member", "title": "村内道路没有灯", "member": member.member}
    own = services.raise_topic(town, by=hand(member), **mine)
    assert Person(member).get(own.get_absolute_url()).context["alike"] == []


def test_a_topic_becomes_a_proposal_and_both_remember_where_it_came_from(
    topic, office, member, county, studio
):
    Person(office).does("turn_topic", topic, member=member.member_id)
    draft = Draft.objects.get()
    assert (draft.title, draft.member) == (topic.title, member.member)
    assert topic.body in draft.body
    assert owed(topic) == set()
    shown = Person(studio).get(topic.get_absolute_url()).content.decode()
    assert "提案草稿（尚未提交）" in shown
    proposal = handed_in(draft, office, county)
    shown = Person(office).get(topic.get_absolute_url()).content.decode()
    assert proposal.get_absolute_url() in shown
    shown = Person(studio).get(topic.get_absolute_url()).content.decode()
    assert "提案（已提交）" in shown
    assert proposal.get_absolute_url() not in shown  # it would lead a township nowhere
    page = Person(office).get(proposal.get_absolute_url()).content.decode()
    assert topic.get_absolute_url() in page
    page = Person(member).get(proposal.get_absolute_url()).content.decode()
    assert "院坝协商议题“村内道路没有路灯”" in page
    assert topic.get_absolute_url() not in page  # it is not theirs to see


def handed_in(draft, office, county):
    category = factories.entry(county.body, "category", "build")
    draft = proposals.save_draft(draft, by=hand(office), seen=draft.revision, category=category)
    return proposals.submit(draft, by=hand(office))


def test_a_draft_that_is_thrown_away_gives_the_topic_back(topic, office, member):
    draft = services.turn_topic(topic, by=hand(office), member=member.member)
    proposals.drop_draft(draft, by=hand(office))
    page = Person(office).get(topic.get_absolute_url())
    assert page.context["born"] is None
    assert fresh(topic).status == "received"


def test_a_member_of_another_county_does_not_hand_it_in(topic, office, next_county):
    stranger = factories.member(next_county)
    page = Person(office).tries("turn_topic", topic, member=stranger.member_id)
    assert page.status_code == 422
    assert fresh(topic).status == "received"


def test_a_double_press_is_one_act_and_a_late_one_is_told(topic, county, studio):
    person, ground = Person(studio), entry(county, "discussed", "people").pk
    form = person.form(topic, "accept") | {"ground": ground}
    late = person.form(topic, "decline")
    url = reverse("consultations:topic_act", args=[topic.case.uid, "accept"])
    assert [person.post(url, **form).status_code for _ in range(2)] == [302, 302]
    assert topic.case.events.filter(action="accept").count() == 1
    url, wrong = url.replace("accept", "decline"), entry(county, "undiscussed", "law").pk
    page = person.post(url, **late, ground=wrong, note="已有规定")
    assert page.status_code == 409
    assert "已有规定" in page.content.decode()
