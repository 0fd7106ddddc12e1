"""Double clicks, stale pages, and going back in the browser: one act, and nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.urls import reverse

from common import clock
from proposals import services
from proposals.models import Contact, Draft, Proposal, ReviewMeeting
from tests.browsing import Person, done, fresh, told, url_of
from tests.factories import hand
from workflow.models import Event

TALK = {"way": "meeting", "people": "提案人", "minutes": "沟通了一次。"}


def at_the_same_moment(person, url, fields, times=2):
    """The same request that many times at once, as from one browser."""
    gate = Barrier(times)
    browsers = [Person(person.seat) for _ in range(times)]

    def send(browser):
        gate.wait()
        try:
            return browser.post(url, **fields)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, browsers))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_act_and_both_are_told_so(submitted, office):
    person = Person(office)
    fields = person.form(submitted, "screen")
    pages = at_the_same_moment(person, url_of(submitted, "screen"), fields, times=4)
    assert all(done(page, submitted) for page in pages)
    assert Event.objects.filter(case=submitted.case, action="screen").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_records_one_contact(signed_for, liaison):
    person = Person(liaison)
    fields = person.form(signed_for, "contact") | TALK
    pages = at_the_same_moment(person, url_of(signed_for, "contact"), fields)
    assert all(done(page, signed_for) for page in pages)
    assert Contact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_submits_once_under_one_receipt(draft, member):
    url = reverse("proposals:draft", args=[draft.uid])
    fields = {"do": "submit", "version": draft.revision, "title": draft.title,
              "category": draft.category_id, "body": draft.body, "publication": "full"}  # fmt: skip
    pages = at_the_same_moment(Person(member), url, fields, times=4)
    assert {page.status_code for page in pages} <= {302, 409}
    proposal = Proposal.objects.get()
    assert proposal.receipt == 1
    assert Draft.objects.get().proposal == proposal


@pytest.mark.django_db(transaction=True)
def test_a_double_click_calls_one_meeting(screened, office):
    words = {"name": "会议", "held_on": clock.today(), "proposals": [screened.pk]}
    pages = at_the_same_moment(Person(office), reverse("proposals:convene"), words, times=4)
    assert 302 in {page.status_code for page in pages}
    assert ReviewMeeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_numbers_once(filed, office):
    url = reverse("proposals:numbering")
    pages = at_the_same_moment(Person(office), url, {"proposal": [filed.pk]}, times=4)
    assert {page.status_code for page in pages} == {302}
    assert fresh(filed).number == 1
    assert Event.objects.filter(case=filed.case, action="number").count() == 1


def test_sending_the_same_page_again_from_the_history_is_no_second_act(signed_for, liaison):
    person = Person(liaison)
    fields = person.form(signed_for, "contact") | TALK
    for _ in range(3):
        assert done(person.post(url_of(signed_for, "contact"), **fields), signed_for)
    assert Contact.objects.count() == 1


def test_a_second_contact_of_the_same_day_is_another_one(contacted, liaison):
    assert done(Person(liaison).does("contact", contacted, **TALK), contacted)
    assert Contact.objects.count() == 2


def test_who_comes_too_late_sees_what_happened_and_loses_nothing(submitted, office):
    person = Person(office)
    fields = person.form(submitted, "send_back") | {"note": "请补充具体建议"}
    services.screen(submitted, by=hand(office), recommendation="file", note="同意")
    page = person.post(url_of(submitted, "send_back"), **fields)
    words = page.content.decode()
    assert page.status_code == 409
    assert "别人已先办理" in words
    assert "请补充具体建议" in words
    assert "初审" in words
    assert url_of(submitted, "send_back") in words
    assert submitted.get_absolute_url() in words
    assert fresh(submitted).status == "screening"
    assert done(person.does("send_back", submitted, note="请补充具体建议"), submitted)


def test_who_comes_too_late_for_good_is_offered_no_second_try(submitted, office):
    person = Person(office)
    fields = person.form(submitted, "screen")
    services.send_back(submitted, by=hand(office), note="请补充")
    page = person.post(url_of(submitted, "screen"), **fields)
    assert page.status_code == 409
    assert "查看最新情况" in page.content.decode()
    assert page.context["again_url"] == ""


def test_the_conflict_page_tells_only_what_the_reader_may_know(signed_for, liaison, member, grade):
    person = Person(member)
    fields = person.form(signed_for, "waive_contact") | {"note": "不必面谈"}
    letter = {"body": "内部稿", "own_grade": grade}
    services.draft_reply(signed_for, by=hand(liaison), **letter)
    page = person.post(url_of(signed_for, "waive_contact"), **fields)
    assert page.status_code == 409
    assert "不必面谈" in page.content.decode()
    assert "拟写答复" not in page.content.decode()


def test_a_form_without_its_version_or_with_a_false_one_is_refused(submitted, office):
    person, url = Person(office), url_of(submitted, "screen")
    good = {"recommendation": "file", "press": uuid4()}
    assert person.post(url, **good).status_code == 422
    assert person.post(url, **good, version="9" * 30).status_code in (409, 422)
    assert person.post(url, **good, version=submitted.case.version + 1).status_code == 409
    assert fresh(submitted).status == "submitted"


def test_going_back_to_a_form_that_no_longer_fits_leads_to_the_case(screened, office):
    page = Person(office).get(url_of(screened, "screen"))
    assert done(page, screened)
    assert told(page) == ["现在不能初审"]
