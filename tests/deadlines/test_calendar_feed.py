"""日历订阅: a secret address; who has it reads what its owner owes, and that by the standard."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from common import clock
from deadlines.models import CalendarFeed, Obligation
from members import services as members
from proposals import services
from tests import factories
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand

PAGE = reverse("calendar_feed")


def opens(seat) -> str:
    """The address, as the page shows it once."""
    page = Person(seat).post(PAGE, do="open")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    url = page.context["url"]
    assert url in page.content.decode()
    return url.removeprefix("http://testserver")


def read(url, **headers):
    return Client().get(url, headers=headers)


def events(url):
    """By another reader than ours: what a calendar program would see."""
    answer = read(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_duty_is_a_day_in_the_calendar(share, liaison):
    owed = Obligation.objects.get(kind="sign_for")
    [event] = events(opens(liaison)).values()
    assert event["SUMMARY"] == f"签收：{share.proposal.title}"
    assert event["DTSTART"].dt == owed.due_on
    assert event["DTEND"].dt == owed.due_on + timedelta(days=1)
    assert event["SEQUENCE"] == owed.due_version
    assert event["STATUS"] == "CONFIRMED"
    assert event["UID"] == f"{share.case.uid}-{owed.pk}@tiantong"
    assert event["URL"].endswith(share.proposal.get_absolute_url())


def test_a_new_day_is_a_later_sequence_of_the_same_event(signed_for, liaison, dispatcher):
    url, owed = opens(liaison), Obligation.objects.open().get(kind="reply")
    before = by_id(url, owed)
    until = owed.due_on + timedelta(days=20)
    services.ask_extension(signed_for, by=hand(liaison), until=until, note="须会商资金")
    services.grant_extension(signed_for, by=hand(dispatcher))
    after = by_id(url, owed)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTART"].dt >= until
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
    assert f"原期限：{owed.due_on}" in after["DESCRIPTION"]


def by_id(url, owed):
    [event] = [one for one in events(url).values() if f"-{owed.pk}@" in one["UID"]]
    return event


def test_what_is_done_is_cancelled_and_later_gone(share, liaison):
    url = opens(liaison)
    [before] = events(url).values()
    services.sign_for(share, by=hand(liaison))
    done = next(one for one in events(url).values() if one["UID"] == before["UID"])
    assert (done["STATUS"], done["SEQUENCE"]) == ("CANCELLED", before["SEQUENCE"] + 1)
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert before["UID"] not in {one["UID"] for one in events(url).values()}


def test_a_paused_and_a_provisional_limit_say_so(share, liaison):
    behind_its_back("UPDATE deadlines_obligation SET provisional = true")
    url = opens(liaison)
    assert any("签收（暂定）" in text for text in events(url))
    behind_its_back("UPDATE deadlines_obligation SET paused_on = %s", clock.today())
    assert any("签收（已暂停计时）" in text for text in events(url))


def test_the_address_shows_only_what_its_owner_owes(share, liaison, other_liaison, office, member):
    for seat in (other_liaison, member):
        assert events(opens(seat)) == {}
    assert all("签收" not in text for text in events(opens(office)))


def test_all_seats_of_a_person_are_in_it_while_they_are_held(share, liaison, here, police):
    url = opens(liaison)
    second = members.appoint(
        here.registry, by=hand(here.office), user=liaison.user, role="liaison", unit=police
    )
    [event] = events(url).values()
    assert "身份：州教育体育局" in event["DESCRIPTION"]
    behind_its_back("UPDATE members_seat SET valid_to = %s WHERE id = %s",
                    clock.today() - timedelta(days=1), liaison.pk)  # fmt: skip
    assert events(url) == {}
    behind_its_back("UPDATE members_seat SET valid_to = %s WHERE id = %s",
                    clock.today() - timedelta(days=1), second.pk)  # fmt: skip
    assert read(url).status_code == 404


def test_a_closed_account_has_no_feed(share, liaison, here):
    url = opens(liaison)
    behind_its_back("UPDATE members_user SET is_active = false WHERE id = %s", liaison.user_id)
    assert read(url).status_code == 404


def test_a_wrong_a_renewed_and_an_ended_address_answer_alike(share, liaison):
    old = opens(liaison)
    new = opens(liaison)
    wrong = reverse("calendar_ics", args=["x" * 43])
    assert read(new).status_code == 200
    page = Person(liaison).post(PAGE, do="close")
    assert page.status_code == 302
    answers = [read(url) for url in (old, new, wrong)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_its_number(answer) for answer in answers}) == 1
    assert not CalendarFeed.objects.exists()


def without_its_number(answer) -> str:
    """A page of an error names the request, by which it is found in the logs."""
    return answer.content.decode().replace(answer["X-Request-ID"], "")


def test_the_token_is_kept_nowhere(share, liaison, caplog):
    with caplog.at_level(logging.INFO):
        url = opens(liaison)
        read(url)
    token = url.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) == 43
    feed = CalendarFeed.objects.get()
    assert token not in (feed.digest, str(feed))
    assert len(feed.digest) == 64
    assert token not in caplog.text
    assert token not in Person(liaison).get(PAGE).content.decode()


def test_what_has_not_changed_is_not_sent_again(share, liaison):
    url = opens(liaison)
    first = read(url)
    again = read(url, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    services.sign_for(share, by=hand(liaison))
    changed = read(url, if_none_match=first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_it_is_written_as_the_standard_says(signed_for, liaison):
    """RFC 5545: lines end in CRLF, none is longer than 75 octets, what is folded is whole again."""
    body = read(opens(liaison)).content
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    lines = body.split(b"\r\n")[:-1]
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    whole = body.replace(b"\r\n ", b"").decode().split("\r\n")
    assert whole[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in whole
    inside = [line for line in whole if line.startswith(("UID", "DTSTAMP", "DTSTART;VALUE=DATE:"))]
    assert len(inside) == 3 * whole.count("BEGIN:VEVENT") > 0
    assert any(signed_for.proposal.title in line for line in whole)


def test_words_that_mean_something_to_the_format_are_escaped(share, liaison):
    behind_its_back("UPDATE workflow_case SET caption = %s", "甲;乙,丙\\丁\nEND:VCALENDAR")
    body = read(opens(liaison)).content.decode().replace("\r\n ", "")
    assert "甲\\;乙\\,丙\\\\丁\\nEND:VCALENDAR" in body
    assert body.count("\r\nEND:VCALENDAR") == 1


def test_nobody_else_reads_it_with_a_password(share, liaison):
    assert Client().get(PAGE).status_code == 302
    assert Client().post(PAGE, {"do": "open"}).status_code == 302
    assert not CalendarFeed.objects.exists()


def test_the_last_day_of_a_year_ends_in_the_next(share, liaison):
    behind_its_back("UPDATE deadlines_obligation SET due_on = %s", date(2026, 12, 31))
    [event] = events(opens(liaison)).values()
    assert event["DTEND"].dt == date(2027, 1, 1)


def test_opening_it_takes_a_press_not_a_look(liaison):
    assert Person(liaison).get(PAGE).status_code == 200
    assert not CalendarFeed.objects.exists()


def test_the_way_to_it_is_on_the_calendar_and_among_ones_own_choices(liaison):
    for page in (reverse("calendar"), reverse("notices:choices")):
        assert f'href="{PAGE}"' in Person(liaison).get(page).content.decode()


def test_members_of_other_places_have_their_own(elsewhere, share, liaison):
    theirs = factories.member(elsewhere)
    assert events(opens(theirs)) == {}
