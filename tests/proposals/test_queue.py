"""连续初审: one after the other, without going back to the list each time."""

import pytest
from django.urls import reverse

from proposals import services
from tests.browsing import Person, fresh, told, url_of
from tests.factories import hand
from tests.merging import submitted_by

START = reverse("proposals:queue", args=["screen"])


@pytest.fixture
def two(here, submitted, member):
    return [submitted, submitted_by(here, member, "关于发展乡村民宿的建议")]


def screens(person, row, **words):
    """Fill in the form as the queue shows it, and press."""
    form = person.form(row, "screen") | words
    return person.post(f"{url_of(row, 'screen')}?queue=1", **form)


def test_the_queue_starts_with_the_oldest(two, office):
    page = Person(office).get(START)
    assert page["Location"] == f"{url_of(two[0], 'screen')}?queue=1"
    shown = Person(office).get(page["Location"]).content.decode()
    assert "还有 2 件" in shown
    assert f"{url_of(two[1], 'screen')}?queue=1" in shown  # 跳过


def test_the_next_one_comes_by_itself_and_the_last_leads_to_what_is_left(two, office):
    person = Person(office)
    page = screens(person, two[0])
    assert page["Location"] == f"{url_of(two[1], 'screen')}?queue=1"
    assert told(page) == [f"已初审：{two[0]}"]
    page = screens(person, two[1])
    assert page["Location"] == reverse("proposals:many", args=["screen"])
    assert "没有等待办理的提案" in person.get(page["Location"]).content.decode()


def test_a_refusal_stays_on_the_case_and_in_the_queue(two, office):
    page = screens(Person(office), two[0], recommendation="decline")
    assert page.status_code == 422
    assert "建议不予立案的，请写明理由" in page.content.decode()
    assert "还有 2 件" in page.content.decode()


def test_what_a_colleague_has_done_meanwhile_is_passed_over(two, office):
    services.screen(two[0], by=hand(office), recommendation="file")
    page = Person(office).get(f"{url_of(fresh(two[0]), 'screen')}?queue=1")
    assert page["Location"] == f"{url_of(two[1], 'screen')}?queue=1"
    assert told(page) == [f"现在不能初审：{two[0]}"]


def test_the_same_press_twice_moves_on_as_well(two, office):
    person = Person(office)
    words = person.form(two[0], "screen")
    url = f"{url_of(two[0], 'screen')}?queue=1"
    assert person.post(url, **words)["Location"] == person.post(url, **words)["Location"]


def test_an_empty_queue_says_so(screened, office):
    page = Person(office).get(START)
    assert page["Location"] == reverse("proposals:many", args=["screen"])


def test_only_the_office_has_a_queue_and_only_of_known_verbs(two, director, office):
    assert Person(director).get(START).status_code == 403
    assert Person(office).get(reverse("proposals:queue", args=["file"])).status_code == 404


def test_a_decision_leads_back_to_the_meeting(screened, meeting, director):
    person = Person(director)
    shown = person.get(meeting.get_absolute_url()).content.decode()
    url = f"{url_of(screened, 'file')}?next={meeting.get_absolute_url()}"
    assert url in shown
    page = person.post(url, **person.form(screened, "file"))
    assert page["Location"] == meeting.get_absolute_url()
    assert told(page) == [f"已立案：{screened}"]


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:1"])
def test_nobody_is_led_off_the_site(submitted, office, elsewhere):
    person = Person(office)
    page = person.post(f"{url_of(submitted, 'screen')}?next={elsewhere}",
                       **person.form(submitted, "screen"))  # fmt: skip
    assert page["Location"] == submitted.get_absolute_url()


def test_the_desk_leads_to_where_several_are_done_together(two, office):
    shown = Person(office).get("/").content.decode()
    assert "连续初审（2件）" in shown
    assert "成批初审（2件）" in shown


def test_one_alone_needs_no_such_way(submitted, office):
    assert "成批办理" not in Person(office).get("/").content.decode()
