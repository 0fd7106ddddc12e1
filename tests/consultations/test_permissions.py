"""Townships beside townships: who sees a consultation, who may do what in it, and who not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common import clock
from consultations import services
from consultations.doors import CONSULTATION_DOORS, PART_DOORS, TOPIC_DOORS, VENUE_DOORS
from consultations.models import OversightNote
from members.models import Role
from tests import factories
from tests.consultations.browsing import Person, url_of
from tests.consultations.conftest import entry, fresh, visit
from tests.factories import hand
from workflow.models import Event

# Who may press each verb, of those for whom the case exists; everybody else is refused.
STUDIO, PARTY, OFFICE = "studio", "party", "office"
CONSULTATION_VERBS = {
    **dict.fromkeys(("revise", "ask_plan", "reschedule", "hold", "rewrite", "call_off"), STUDIO),
    **dict.fromkeys(("ask_list", "end_rating", "record_visit", "invite", "walk_in"), STUDIO),
    **dict.fromkeys(("record_speech", "record_consensus", "list_task", "rate"), STUDIO),
    "send_material": STUDIO,
    **dict.fromkeys(("approve_plan", "send_back_plan"), PARTY),
    **dict.fromkeys(("approve_list", "send_back_list"), PARTY),
    **dict.fromkeys(("file", "grant"), OFFICE),
    "oversee": "office director",
}
TASK_VERBS = {
    **dict.fromkeys(("change_task", "drop_task"), STUDIO),
    **dict.fromkeys(("sign_for", "ask_return", "ask_extension", "report"), "power"),
    "record_progress": "power",
    **dict.fromkeys(("reassign", "refuse_waiting", "refuse_handling", "turn_task"), OFFICE),
    "urge_task": OFFICE,
    "reopen_task": "studio office",
    **dict.fromkeys(("grant_extension", "refuse_extension"), OFFICE),
    **dict.fromkeys(("confirm", "send_back_task"), OFFICE),
    "task_to_opinion": "studio office",
}
PART_VERBS = {
    "visits": {"void_visit": STUDIO},
    "attendees": {"sign_in": STUDIO, "miss": STUDIO},
    "speeches": {"void_speech": STUDIO},
    "materials": {"void_material": STUDIO},
    "consensus": {"change_consensus": STUDIO, "void_consensus": STUDIO},
    "tasks": TASK_VERBS,
    "ratings": {"void_rating": OFFICE},
    "partners": {"end_grant": OFFICE},
}
TOPIC_VERBS = {
    **dict.fromkeys(("accept", "decline", "merge_topic"), STUDIO),
    "turn_topic": OFFICE,
    "topic_to_opinion": "studio office",
}
SEES_FILED = {"studio", "party", "office", "director", "above", "power", "member"}
SEES_TOPIC = {"studio", "party", "office", "director", "above"}
SEES_PARTS = SEES_FILED - {"power", "member"}  # visits, guests and speeches


@pytest.fixture
def everybody(people, prefecture, county, next_county, next_town, far_town):
    """A browser of each; the neighbours and the next county must see nothing."""
    seats = vars(people) | {
        "above": prefecture.office,
        "neighbour": factories.person(county, Role.TOWNSHIP, township=next_town),
        "neighbour_party": factories.person(county, Role.PARTY, township=next_town),
        "foreign_office": next_county.office,
        "foreign_town": factories.person(next_county, Role.TOWNSHIP, township=far_town),
        "foreign_member": factories.member(next_county),
        "dispatcher": factories.person(county, Role.DISPATCHER, system=county.government),
        "auditor": factories.person(county, Role.AUDITOR),
    }
    return {name: Person(seat) for name, seat in seats.items()}


def seen_by(everybody, row) -> set[str]:
    answers = {name: one.get(row.get_absolute_url()).status_code for name, one in everybody.items()}
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


def test_a_topic_exists_for_its_township_and_those_above(everybody, topic):
    assert seen_by(everybody, topic) == SEES_TOPIC


def test_before_the_meeting_neither_members_nor_units_see_it(everybody, planned):
    assert seen_by(everybody, planned) == SEES_TOPIC


def test_what_was_held_members_see_once_the_list_is_approved(everybody, list_asked, party):
    assert seen_by(everybody, list_asked) == SEES_TOPIC
    services.approve_list(fresh(list_asked), by=hand(party))
    assert seen_by(everybody, list_asked) == SEES_TOPIC | {"member"}


def test_what_was_filed_exists_for_the_unit_with_a_task_only(everybody, filed):
    assert seen_by(everybody, filed) == SEES_FILED  # not for "roads", which has none


def test_lists_show_what_pages_show(everybody, filed, topic):
    for name, one in everybody.items():
        shown = one.get(reverse("consultations:list")).content.decode()
        assert (filed.get_absolute_url() in shown) == (name in SEES_FILED), name
        shown = one.get(reverse("consultations:topics")).content.decode()
        assert (topic.get_absolute_url() in shown) == (name in SEES_TOPIC), name


def test_an_invited_member_sees_it_before_the_meeting(everybody, planned, studio, county, people):
    guest = people.member.member
    role = entry(county, "attendee", "member")
    services.invite(planned, by=hand(studio), role=role, name=guest.name, member=guest)
    assert everybody["member"].sees(planned)


def test_another_county_sees_it_by_grant_only_and_no_longer_than_it_lasts(
    everybody, planned, office, far_town
):
    row = services.grant(planned, by=hand(office), township=far_town)
    assert seen_by(everybody, planned) == SEES_TOPIC | {"foreign_office", "foreign_town"}
    offered = {"record_visit", "invite", "walk_in", "record_speech"}
    assert everybody["foreign_town"].buttons(planned) == offered
    assert everybody["foreign_office"].insists("oversee", planned, text="一").status_code == 403
    services.end_grant(fresh(row), by=hand(office), note="分开办理")
    assert seen_by(everybody, planned) == SEES_TOPIC


def test_who_wished_it_is_told_to_the_township_and_the_county_only(everybody, topic):
    for name in SEES_TOPIC:
        text = everybody[name].get(topic.get_absolute_url()).content.decode()
        assert ("0876-1234567" in text) == (name != "above"), name


@pytest.fixture
def with_parts(approved, studio, office, county, town, next_town):
    """A consultation before its meeting with a guest, a speech and a partner."""
    role = entry(county, "attendee", "villager")
    guest = services.invite(approved, by=hand(studio), role=role, name="村民乙")
    sent = {"what": "报告", "sent_on": clock.today(), "recipients": [guest]}
    services.send_material(fresh(approved), by=hand(studio), **sent)
    said = {"point": "一", "speaker": "村民甲", "text": "装灯"}
    services.record_speech(fresh(approved), by=hand(studio), **said)
    services.grant(fresh(approved), by=hand(office), township=next_town)
    return approved


def refusals(everybody, urls, sees) -> list[tuple[str, ...]]:
    """Where somebody's empty press is not answered as it has to be: 422, 403 or 404."""
    wrong = []
    for url, may in urls.items():
        for name, one in everybody.items():
            hoped = 404 if name not in sees else 422 if name in may.split() else 403
            came = one.post(url).status_code
            wrong += [(url, name, str(came), f"expected {hoped}")] if came != hoped else []
    return wrong


def test_every_verb_is_refused_to_those_it_is_not_for(everybody, filed, topic, lamps):
    before = Event.objects.count()
    urls = {url_of(filed, verb): may for verb, may in CONSULTATION_VERBS.items()}
    urls |= {url_of(lamps, verb): may for verb, may in TASK_VERBS.items()}
    consensus = filed.consensuses.get()
    urls |= {url_of(consensus, verb): may for verb, may in PART_VERBS["consensus"].items()}
    assert refusals(everybody, urls, SEES_FILED) == []
    urls = {url_of(topic, verb): may for verb, may in TOPIC_VERBS.items()}
    assert refusals(everybody, urls, SEES_TOPIC) == []
    assert Event.objects.count() == before


def test_visits_guests_and_speeches_have_no_address_for_units_and_members(everybody, with_parts):
    before = Event.objects.count()
    sees = SEES_PARTS | {"neighbour", "neighbour_party"}  # who take part
    for word, rows in {
        "visits": with_parts.visits,
        "attendees": with_parts.attendees,
        "speeches": with_parts.speeches,
        "materials": with_parts.materials,
        "partners": with_parts.partners,
    }.items():
        row = rows.get()
        urls = {url_of(row, verb): may for verb, may in PART_VERBS[word].items()}
        assert refusals(everybody, urls, sees) == []
    assert Event.objects.count() == before


def test_a_rating_is_voided_by_the_county_only(everybody, done):
    urls = {url_of(done.ratings.get(), "void_rating"): OFFICE}
    assert refusals(everybody, urls, SEES_FILED) == []


def test_a_place_is_kept_by_its_township_and_the_county(everybody, town, studio):
    venue = services.enter_venue(town, by=hand(studio), name="鱼塘村议事室", kind_of_place="room")
    sees = {"studio", "party", "office", "director", "above"}
    urls = {
        reverse("consultations:venue_act", args=[venue.pk, verb]): "studio office"
        for verb in VENUE_DOORS
    }
    assert refusals(everybody, urls, sees) == []


def test_every_verb_is_in_a_table():
    assert set(CONSULTATION_VERBS) == set(CONSULTATION_DOORS)
    assert set(TOPIC_VERBS) == set(TOPIC_DOORS)
    assert {word: set(verbs) for word, verbs in PART_VERBS.items()} == {
        word: set(doors) for word, (_, doors) in PART_DOORS.items()
    }


def test_a_part_is_not_reached_through_another_consultation(
    filed, lamps, studio, office, town, county
):
    """The address of one's own case does not open a part of somebody else's."""
    topic = services.raise_topic(town, by=hand(studio), source="people", title="另一件")
    services.accept(topic, by=hand(studio), ground=entry(county, "discussed", "people"))
    words = {"title": "另一次", "planned_on": clock.today(), "chair": "甲"}
    other = services.plan(town, by=hand(studio), topics=[fresh(topic)], **words)
    for args in ([other.case.uid, "tasks", lamps.pk], [filed.case.uid, "nothing", lamps.pk]):
        url = reverse("consultations:part_act", args=[*args, "reassign"])
        assert Person(office).post(url).status_code == 404


def test_the_office_acts_for_a_township_only_while_nobody_sits_there(planned, office, studio):
    person = Person(office)
    assert "record_visit" not in person.buttons(planned)
    type(studio.user).objects.filter(pk=studio.user_id).update(is_active=False)
    assert "record_visit" in person.buttons(planned)
    visit(planned, office)
    assert planned.visits.count() == 1


def test_notes_of_the_county_are_read_by_the_township_and_units_not_by_members(
    everybody, filed, office
):
    services.oversee(filed, by=hand(office), text="请于雨季前完工")
    assert OversightNote.objects.get().text == "请于雨季前完工"
    for name in SEES_FILED:
        text = everybody[name].get(filed.get_absolute_url()).content.decode()
        assert ("请于雨季前完工" in text) == (name != "member"), name
        assert ("记录监督意见" in text) == (name != "member"), name
