"""Who sees an opinion, who may do what with it, and who never learns of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Role
from opinions.doors import OPINION_DOORS, PART_DOORS
from tests import factories
from tests.consultations.test_permissions import refusals
from tests.factories import hand
from tests.opinions.browsing import Person, url_of
from tests.opinions.conftest import forward, issue, sent_in, written
from workflow.models import Event

OFFICE = "office"
OPINION_VERBS = {
    **dict.fromkeys(("take_up", "adopt", "issue", "edit", "keep", "reconsider"), OFFICE),
    **dict.fromkeys(("record_instruction", "forward", "close", "dissolve"), OFFICE),
    "withdraw": "member office",
}
PART_VERBS = {
    "instructions": {"void_instruction": OFFICE},
    "forwardings": {
        **dict.fromkeys(("answer_forwarding", "return_forwarding"), "police"),
        **dict.fromkeys(("extend_forwarding", "send_back_outcome"), OFFICE),
    },
}
HOME = {"office", "director", "lead"}
WRITER = {"member"}


@pytest.fixture
def everybody(people, prefecture, next_county, county, body):
    """A browser of each; other writers, units and committees must see nothing."""
    seats = vars(people) | {
        "org_head": factories.person(county, Role.ORG_HEAD, organisation=body),
        "above": prefecture.office,
        "foreign_office": next_county.office,
        "foreign_member": factories.member(next_county),
        "dispatcher": factories.person(county, Role.DISPATCHER, system=county.government),
        "auditor": factories.person(county, Role.AUDITOR),
    }
    return {name: Person(seat) for name, seat in seats.items()}


def seen_by(everybody, row) -> set[str]:
    answers = {name: one.get(row.get_absolute_url()).status_code for name, one in everybody.items()}
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


def test_a_members_exists_for_the_member_and_their_committee(everybody, submitted):
    assert seen_by(everybody, submitted) == HOME | WRITER


def test_a_bodys_exists_for_its_contact_and_its_head(everybody, contact):
    assert seen_by(everybody, sent_in(contact)) == HOME | {"contact", "org_head"}


def test_a_townships_exists_for_its_workroom(everybody, studio):
    assert seen_by(everybody, sent_in(studio)) == HOME | {"studio"}


def test_a_unit_sees_what_was_forwarded_to_it_and_no_longer_than_it_keeps_it(everybody, given):
    row = given.opinion
    assert seen_by(everybody, row) == HOME | WRITER | {"police", "head"}
    everybody["police"].does("return_forwarding", given, note="不属于本单位")
    assert seen_by(everybody, row) == HOME | WRITER


def test_the_committee_above_sees_what_was_issued_upwards_only(everybody, adopted, office):
    assert "above" not in seen_by(everybody, adopted)
    row = issue(adopted, office, sent_up=True)
    assert seen_by(everybody, row) == HOME | WRITER | {"above"}
    assert everybody["above"].buttons(row) == set()
    assert everybody["above"].insists("close", row, note="一").status_code == 403


def test_what_stays_in_the_county_is_not_shown_above(everybody, issued):
    assert "above" not in seen_by(everybody, issued)


def test_lists_show_what_pages_show(everybody, given):
    sees = HOME | WRITER | {"police", "head"}
    url = given.opinion.get_absolute_url()
    for name, one in everybody.items():
        shown = one.get(reverse("opinions:list")).content.decode()
        assert (url in shown) == (name in sees), name


def test_every_verb_is_refused_to_those_it_is_not_for(everybody, given):
    before = Event.objects.count()
    row, sees = given.opinion, HOME | WRITER | {"police", "head"}
    urls = {url_of(row, verb): may for verb, may in OPINION_VERBS.items()}
    urls |= {url_of(given, verb): may for verb, may in PART_VERBS["forwardings"].items()}
    said = row.instructions.get()
    urls |= {url_of(said, verb): may for verb, may in PART_VERBS["instructions"].items()}
    assert [one for one in refusals(everybody, urls, sees) if not unit_at(one, said)] == []
    for name in ("police", "head"):
        assert everybody[name].post(url_of(said, "void_instruction")).status_code == 404
    assert Event.objects.count() == before


def unit_at(line, said) -> bool:
    """A unit reads what was written on the issue, but it has no address for it."""
    return line[0] == url_of(said, "void_instruction") and line[1] in ("police", "head")


def test_every_verb_is_in_a_table():
    assert set(OPINION_VERBS) == set(OPINION_DOORS)
    assert {word: set(verbs) for word, verbs in PART_VERBS.items()} == {
        word: set(doors) for word, (_, doors) in PART_DOORS.items()
    }


def test_a_unit_does_not_reach_another_units_part(everybody, instructed, office, police, schools):
    row = forward(instructed, office, police, schools)
    theirs = row.forwardings.get(unit=schools)
    assert everybody["police"].insists("answer_forwarding", theirs).status_code == 404


def test_a_part_is_not_reached_through_another_opinion(everybody, given, member):
    other = sent_in(member, "另一件")
    args = [other.case.uid, "forwardings", given.pk, "extend_forwarding"]
    assert everybody["office"].post(reverse("opinions:part_act", args=args)).status_code == 404


def test_a_draft_is_seen_by_who_writes_it_only(everybody, member):
    sheet = written(member)
    url = reverse("opinions:draft", args=[sheet.uid])
    assert {name for name, one in everybody.items() if one.get(url).status_code == 200} == WRITER
    autosave = reverse("opinions:autosave", args=[sheet.uid])
    words = {"title": "别人改的", "body": "一", "version": sheet.revision}
    for name in set(everybody) - WRITER:
        assert everybody[name].post(url, **words).status_code == 404
        assert everybody[name].post(autosave, **words).status_code == 404
    sheet.refresh_from_db()
    assert sheet.title != "别人改的"


def test_what_the_office_writes_for_a_member_is_its_sheet_until_it_is_submitted(
    everybody, office, member
):
    sheet = written(office, member=member.member)
    url = reverse("opinions:draft", args=[sheet.uid])
    assert {name for name, one in everybody.items() if one.get(url).status_code == 200} == {
        "office"
    }
    from opinions import services

    row = services.submit(sheet, by=hand(office))
    assert seen_by(everybody, row) == HOME | WRITER
