"""Writing: what is typed is kept, two windows do not overwrite each other, drafts are private."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from members.models import Role
from proposals import services
from proposals.models import Draft, Proposal
from tests import factories
from tests.browsing import Person, done, told
from tests.factories import hand
from tests.papers import upload

LIST = reverse("proposals:drafts")


def page_of(draft, name="draft"):
    return reverse(f"proposals:{name}", args=[draft.uid])


@pytest.fixture
def sheet(member):
    return services.start_draft(member)


def typed(draft, **words):
    return {"version": draft.revision, "publication": "full", "title": draft.title,
            "body": draft.body} | words  # fmt: skip


def test_a_member_starts_at_once(member):
    page = Person(member).post(reverse("proposals:new_draft"))
    assert page["Location"] == page_of(Draft.objects.get())


def test_the_sheet_saves_itself(sheet, member):
    person = Person(member)
    answer = person.post(page_of(sheet, "autosave"), **typed(sheet, title="关于", body="写到一半"))
    assert answer.json()["version"] == sheet.revision + 1
    kept = Draft.objects.get()
    assert (kept.title, kept.body) == ("关于", "写到一半")
    assert "写到一半" in person.get(page_of(sheet)).content.decode()


def test_the_second_window_is_told_and_overwrites_nothing(sheet, member):
    person = Person(member)
    person.post(page_of(sheet, "autosave"), **typed(sheet, body="第一个窗口"))
    late = person.post(page_of(sheet, "autosave"), **typed(sheet, body="第二个窗口"))
    assert late.status_code == 409
    assert "已在别处更改" in late.json()["errors"][0]
    page = person.post(page_of(sheet), **typed(sheet, body="第二个窗口"))
    assert page.status_code == 409
    assert "第二个窗口" in page.content.decode()
    assert Draft.objects.get().body == "第一个窗口"


@pytest.mark.parametrize("name", ["draft", "autosave"])
def test_nobody_else_reads_or_writes_it(sheet, other_member, office, director, name):
    for seat in (other_member, office, director):
        person = Person(seat)
        assert person.post(page_of(sheet, name), **typed(sheet, body="改")).status_code == 404
        assert person.get(page_of(sheet)).status_code == 404
        assert sheet not in person.get(LIST).context["drafts"]
    assert Draft.objects.get().body == ""


def test_it_can_be_thrown_away(sheet, member):
    person = Person(member)
    page = person.post(page_of(sheet), **typed(sheet, do="drop"))
    assert page["Location"] == LIST
    assert not Draft.objects.exists()


def test_an_incomplete_one_shows_every_fault_at_once_and_keeps_what_was_written(sheet, member):
    page = Person(member).post(page_of(sheet), **typed(sheet, do="submit", title="关于道路"))
    words = page.content.decode()
    assert page.status_code == 422
    assert "请选择类别" in words
    assert "请填写提案正文" in words
    assert "关于道路" in words
    assert not Proposal.objects.exists()


def state_of(page):
    """What the page says about whether the words are kept, in whatever place."""
    words = page.content.decode()
    return [word for word in ("没有保存", "未保存", "已保存") if word in words]


def test_a_sheet_that_could_not_be_submitted_is_said_to_be_kept_and_nothing_else(sheet, member):
    page = Person(member).post(page_of(sheet), **typed(sheet, do="submit", title="关于道路"))
    assert "未能提交，请先改正以下内容" in page.content.decode()
    assert state_of(page) == ["已保存"]
    assert Draft.objects.get().title == "关于道路"


def test_a_sheet_that_was_not_taken_is_not_said_to_be_kept(sheet, member):
    page = Person(member).post(page_of(sheet), **typed(sheet, do="save", title="路" * 201))
    assert page.status_code == 422
    assert state_of(page) == ["未保存"]
    assert "路" * 201 in page.content.decode()
    assert Draft.objects.get().title == ""


def test_a_complete_one_is_submitted_under_a_receipt(draft, member):
    page = Person(member).post(
        page_of(draft), **typed(draft, do="submit", category=draft.category_id)
    )
    proposal = Proposal.objects.get()
    assert done(page, proposal)
    assert told(page) == ["已提交，收件号 0001"]
    again = Person(member).post(page_of(draft), **typed(draft, do="submit"))
    assert done(again, proposal)
    assert done(Person(member).get(page_of(draft)), proposal)
    assert Proposal.objects.count() == 1


def test_what_was_submitted_is_no_draft_any_more(submitted, member):
    sheet = Draft.objects.get()
    assert sheet not in Person(member).get(LIST).context["drafts"]
    answer = Person(member).post(page_of(sheet, "autosave"), **typed(sheet, body="偷换"))
    assert answer.status_code == 409
    assert submitted.texts.get().body != "偷换"


def test_the_office_writes_in_the_name_of_a_body_and_its_colleagues_go_on(here, office, category):
    body = factories.organisation(here)
    page = Person(office).post(reverse("proposals:new_draft"), organisation=body.pk)
    sheet = Draft.objects.get()
    assert page["Location"] == page_of(sheet)
    colleague = Person(factories.person(here, Role.OFFICE))
    services.attach(sheet, by=hand(office), file=upload(), purpose="seal")
    words = typed(sheet, do="submit", title="关于", body="【建议】", category=category.pk)
    assert colleague.post(page_of(sheet), **words).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.organisation, proposal.proposer_kind) == (body, "party")
    event = proposal.case.events.get(action="submit")
    assert event.on_behalf_of == f"organisation:{body.pk}"


def test_the_office_says_for_whom_it_writes(here, elsewhere, office):
    person, url = Person(office), reverse("proposals:new_draft")
    theirs = factories.organisation(elsewhere)
    for words in ({}, {"organisation": theirs.pk}):
        page = person.post(url, **words)
        assert page.status_code == 422
        assert "请选择一位委员，或一个提案单位" in page.content.decode()
    assert not Draft.objects.exists()


def test_categories_and_units_of_a_neighbour_are_refused(sheet, member, elsewhere):
    theirs = factories.entry(elsewhere.body, "category", "build")
    page = Person(member).post(page_of(sheet), **typed(sheet, category=theirs.pk, body="正文"))
    assert page.status_code == 422
    assert "正文" in page.content.decode()


def test_a_colleague_cannot_submit_it_by_the_service_either(draft, other_member):
    with pytest.raises(Exception, match="这不是您的草稿"):
        services.submit(draft, by=hand(other_member))


def test_the_same_words_twice_are_no_conflict(draft, member):
    words = {"title": "关于增设夜间公交的提案", "body": "【建议】\n增设夜间公交。"}
    first = services.save_draft(draft, by=hand(member), seen=draft.revision, **words)
    revision = first.revision
    again = services.save_draft(draft, by=hand(member), seen=revision - 1, **words)
    assert again.revision == revision
    with pytest.raises(ValidationError) as refusal:
        services.save_draft(draft, by=hand(member), seen=revision - 1, title="另一个题目")
    assert refusal.value.code == "stale"
