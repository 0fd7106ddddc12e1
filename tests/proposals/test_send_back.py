"""退回修改: the proposer is told why, rewrites, and keeps the receipt number."""

import pytest
from django.urls import reverse

from proposals.models import Draft
from tests.browsing import Person, done, fresh, inbox, owed


@pytest.fixture
def sent_back(submitted, office):
    page = Person(office).does("send_back", submitted, note="请补充具体建议")
    assert done(page, submitted)
    return fresh(submitted)


def test_the_proposer_owes_another_wording_and_is_told_why(sent_back, member):
    assert sent_back.status == "sent_back"
    assert owed(sent_back) == {("revise", "member")}
    [message] = inbox(member)
    assert "退回修改" in message
    page = Person(member).get(sent_back.get_absolute_url()).content.decode()
    assert "请补充具体建议" in page
    assert "修改并重新提交" in page


def test_the_office_must_say_why(submitted, office):
    page = Person(office).does("send_back", submitted, note="")
    assert page.status_code == 422
    assert "请填写原因" in page.content.decode()
    assert fresh(submitted).status == "submitted"
    page = Person(office).does("send_back", submitted, note="　 ")
    assert page.status_code == 422


def test_a_screened_one_comes_back_too_and_nobody_waits_for_its_decision(screened, office):
    Person(office).does("send_back", screened, note="一事一案")
    assert owed(screened) == {("revise", "member")}
    assert fresh(screened).recommendation == ""


def test_the_meeting_that_listed_it_can_end_without_it(screened, meeting, office, director):
    Person(office).does("send_back", screened, note="一事一案")
    page = Person(director).does("conclude", meeting, minutes="一件退回修改。")
    assert page.status_code == 302
    assert fresh(meeting).status == "held"


def test_it_is_resubmitted_as_the_second_wording_under_the_same_receipt(sent_back, member):
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    url = reverse("proposals:draft", args=[sheet.uid])
    shown = Person(member).get(url).context["form"]
    assert shown["title"].value() == sent_back.title
    page = Person(member).post(
        url,
        do="submit",
        version=sheet.revision,
        title=sent_back.title,
        category=sent_back.category_id,
        body="【建议】\n加装护栏二十公里。",
        publication="full",
    )
    assert done(page, sent_back)
    now = fresh(sent_back)
    assert (now.status, now.revision, now.receipt) == ("submitted", 2, sent_back.receipt)
    assert [text.body[:4] for text in now.texts.order_by("revision")] == ["【情况】", "【建议】"]
    assert owed(now) == {("screen", "office")}


@pytest.mark.parametrize("who", ["director", "member"])
def test_only_the_office_sends_back(request, submitted, who):
    person = Person(request.getfixturevalue(who))
    assert person.insists("send_back", submitted, note="请补充").status_code == 403


def test_a_sheet_that_was_sent_back_cannot_be_thrown_away(sent_back, member):
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    url = reverse("proposals:draft", args=[sheet.uid])
    Person(member).post(url, do="drop", version=sheet.revision, publication="full")
    assert Draft.objects.filter(pk=sheet.pk).exists()


def test_unchanged_it_is_not_taken_but_a_word_of_explanation_is_enough(sent_back, member):
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    url = reverse("proposals:draft", args=[sheet.uid])
    words = {"title": sheet.title, "category": sheet.category_id, "publication": "full"}
    same = words | {"body": sheet.body, "version": sheet.revision, "do": "submit"}
    page = Person(member).post(url, **same)
    assert (page.status_code, "内容与退回前相同" in page.content.decode()) == (422, True)
    assert fresh(sent_back).status == "sent_back"
    sheet.refresh_from_db()
    explained = f"{sheet.body}\n说明：所列路段已是具体建议，不必修改。"
    again = same | {"body": explained, "version": sheet.revision}
    assert done(Person(member).post(url, **again), sent_back)
    assert fresh(sent_back).status == "submitted"
