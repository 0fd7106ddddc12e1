"""A year's key proposals: shortlisted, scored, advised on, fixed by the leaders, put right."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from members.models import Organisation, Role
from proposals.models import Attachment, KeyList, KeyProposal
from proposals.services import keys as services
from tests import factories
from tests.browsing import Person as Plain
from tests.browsing import fresh, inbox, owed
from tests.factories import hand
from tests.keys.browsing import Person, url_of
from tests.keys.conftest import SOON, sound
from tests.papers import upload
from workflow.models import Event

NEW = reverse("keys:new_list")


@pytest.fixture
def body(here):
    return factories.organisation(here, "民盟彩云州委", Organisation.Kind.PARTY)


@pytest.fixture
def contact(here, body):
    return factories.person(here, Role.CONTACT, organisation=body)


def test_the_office_opens_the_list_of_a_year_once(here, office):
    person = Person(office)
    form = {name: bound.value() for name, bound in bounds(person.get(NEW)).items()}
    typed = form | {"session": here.session.pk, "name": "重点提案", "wanted": 10}
    assert {person.post(NEW, **typed)["Location"] for _ in range(2)} == {
        KeyList.objects.get().get_absolute_url()
    }
    again = person.post(NEW, **typed | {"press": "0" * 32})
    assert (again.status_code, KeyList.objects.count()) == (422, 1)
    assert "请在已有名单中办理" in again.content.decode()
    assert owed(KeyList.objects.get()) == {("key_select", "office")}
    page = person.get(KeyList.objects.get().get_absolute_url()).content.decode()
    assert "暂不能提请审定</b>：还没有备选提案，请先列入备选" in page


def bounds(page):
    return {bound.html_name: bound for bound in page.context["form"]}


def test_filed_proposals_come_on_the_shortlist_by_their_numbers(key_list, handed_over, office):
    person = Person(office)
    number = handed_over.number
    for typed, told in (
        ("九号", "不是案号"),
        ("987", "没有案号为987的提案"),
        ("5-2", "案号范围有误"),
    ):
        page = person.tries("shortlist", key_list, proposals=typed)
        assert page.status_code == 422
        assert told in page.content.decode()
        assert typed in page.content.decode()
    person.does("shortlist", key_list, proposals=f"第{number}号", reasons="事关民生")
    assert str(handed_over.title) in person.get(key_list.get_absolute_url()).content.decode()
    page = person.tries("shortlist", fresh(key_list), proposals=number)
    assert "请选择还没有列入备选的提案" in page.content.decode()


def test_what_was_not_filed_is_not_led(key_list, screened, office):
    with pytest.raises(ValidationError, match="未立案"):
        services.shortlist(key_list, by=hand(office), proposals=[screened])


def test_points_are_given_by_the_criteria_of_the_place(candidate, criterion, office):
    person = Person(office)
    field = f"c{criterion.pk}"
    assert person.tries("score_candidate", candidate, **{field: 11}).status_code == 422
    person.does("score_candidate", candidate, **{field: 8}, reasons="涉及三个县")
    page = person.get(candidate.keylist.get_absolute_url()).content.decode()
    assert "得分8" in page
    assert "涉及三个县" in page
    event = Event.objects.filter(action="score_candidate").get()
    assert event.data["scores"] == [{"criterion": criterion.pk, "points": 8}]


def test_a_party_is_asked_answers_and_sees_no_more_than_that(
    shortlisted, candidate, criterion, body, contact, office, director, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    services.score_candidate(candidate, by=hand(office), scores={criterion: 8})
    words = {"organisations": [body.pk], "due_on": clock.today() + SOON}
    Person(office).does("ask_advice", shortlisted, **words)
    advice = shortlisted.advices.get()
    assert ("key_advise", "contact") in owed(shortlisted)
    assert any("反馈遴选意见" in one for one in inbox(contact))
    typed = {"text": "建议列为重点", "favours": [candidate.pk], "files": upload()}
    Person(contact).does("give_advice", advice, **typed)
    page = Person(contact).get(shortlisted.get_absolute_url()).content.decode()
    assert "建议列为重点" in page
    assert "得分" not in page  # points are the office's own
    assert "1个单位赞成" in Person(office).get(shortlisted.get_absolute_url()).content.decode()
    assert owed(shortlisted) == {("key_select", "office")}
    services.submit_key_list(fresh(shortlisted), by=hand(office))
    decides = Person(director).get(url_of(shortlisted, "fix_key_list")).content.decode()
    assert f"{candidate}（得分8，1个单位赞成）" in decides


def test_what_one_party_said_is_not_for_another_nor_the_list_for_who_was_not_asked(
    shortlisted, body, contact, here, office, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    other = factories.organisation(here, "民建彩云州委", Organisation.Kind.PARTY)
    stranger = Person(factories.person(here, Role.CONTACT, organisation=other))
    by, day = hand(office), clock.today() + SOON
    services.ask_advice(shortlisted, by=by, organisations=[body], due_on=day)
    words = {"text": "民盟的意见", "files": upload(name="意见.pdf")}
    Person(contact).does("give_advice", shortlisted.advices.get(), **words)
    page, file = shortlisted.get_absolute_url(), Attachment.objects.get(name="意见.pdf")
    assert stranger.get(page).status_code == 404
    services.ask_advice(fresh(shortlisted), by=by, organisations=[other], due_on=day)
    assert "民盟的意见" not in stranger.get(page).content.decode()
    assert {stranger.get(file.url).status_code, Person(contact).get(file.url).status_code} == {
        404, 200,
    }  # fmt: skip
    theirs = shortlisted.advices.get(organisation=body)
    assert stranger.post(url_of(theirs, "give_advice")).status_code == 404
    mine = shortlisted.advices.get(organisation=other)
    stranger.does("give_advice", mine, text="同意")
    stale = stranger.post(url_of(mine, "give_advice"), press=uuid4(), version=0, text="同意")
    assert stale.status_code == 409
    for shown in (stranger.get(page), stale):
        assert str(contact.user) not in shown.content.decode()


def test_who_is_asked_reads_the_texts_and_what_it_is_told_and_no_case_of_others(
    shortlisted, candidate, contact, body, here, office
):
    union = factories.organisation(here, "州总工会", Organisation.Kind.PEOPLE)
    unknown = factories.organisation(here, "一个界别", Organisation.Kind.SECTOR)
    Organisation.objects.filter(pk=unknown.pk).update(placeholder=True)
    form = Person(office).get(url_of(shortlisted, "ask_advice")).context["form"]
    assert list(form.fields["organisations"].queryset) == [body, union]
    told = {"organisations": [body.pk], "due_on": clock.today() + SOON, "note": "请于月底前"}
    Person(office).does("ask_advice", shortlisted, **told)
    me, case = Person(contact), candidate.proposal
    page = me.get(shortlisted.get_absolute_url()).content.decode()
    for shown in (case.body().splitlines()[-1], "请于月底前"):
        assert shown in page
    assert me.get(case.get_absolute_url()).status_code == 404
    assert case.get_absolute_url() not in page
    me.does("give_advice", shortlisted.advices.get(), text="同意")
    assert "看提案正文" not in me.get(shortlisted.get_absolute_url()).content.decode()


def test_paper_is_entered_for_a_body_without_a_contact(shortlisted, body, office):
    by = hand(office)
    services.ask_advice(shortlisted, by=by, organisations=[body], due_on=clock.today() + SOON)
    assert ("key_advise", "office") in owed(shortlisted)
    Person(office).does("give_advice", shortlisted.advices.get(), text="书面意见：同意")
    event = Event.objects.filter(action="give_advice").get()
    assert event.on_behalf_of == f"organisation:{body.pk}"


def test_the_leaders_meeting_fixes_the_list_with_its_minutes(
    shortlisted, candidate, body, here, office, director, member, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    by = hand(office)
    services.ask_advice(shortlisted, by=by, organisations=[body], due_on=clock.today() + SOON)
    Person(office).does("submit_key_list", shortlisted)
    assert shortlisted.advices.get().status == "lapsed"
    assert owed(shortlisted) == {("key_fix", "director")}
    me, words = Person(director), {"chosen": [candidate.pk], "fixed_by": "第二十次主席会议"}
    words |= {"minutes_number": "彩协纪〔2026〕3号", "files": upload(name="纪要.pdf")}
    late = {"fixed_on": clock.today() + timedelta(days=1)}
    assert me.tries("fix_key_list", shortlisted, **words | late).status_code == 422
    words["files"] = upload(name="纪要.pdf")
    me.does("fix_key_list", shortlisted, **words)
    key = KeyProposal.objects.get()
    assert (key.status, key.chosen_on) == ("chosen", clock.today())
    assert owed(key) == {("key_plan", "office")}
    assert any("您的提案已列为重点提案" in one for one in inbox(member))
    page = me.get(shortlisted.get_absolute_url()).content.decode()
    for told in ("彩协纪〔2026〕3号", "纪要.pdf", str(key)):
        assert told in page
    file = Attachment.objects.get(name="纪要.pdf").url
    asked = Person(factories.person(here, Role.CONTACT, organisation=body))
    assert (me.get(file).status_code, asked.get(file).status_code) == (200, 404)
    seen = asked.get(shortlisted.get_absolute_url()).content.decode()
    assert ("第二十次主席会议" in seen, "纪要.pdf" in seen) == (True, False)
    assert sound(key)


def test_the_case_bears_the_mark_and_the_list_of_proposals_finds_it(key, member, office, here):
    page = Plain(member).get(key.proposal.get_absolute_url()).content.decode()
    assert key.get_absolute_url() in page
    assert Plain(member).get(key.get_absolute_url()).status_code == 200
    found = Plain(office).get(reverse("proposals:list"), key="1")
    assert [line.row.pk for line in found.context["lines"]] == [key.proposal_id]


def test_a_later_change_is_a_correction_with_its_reason(key, leader, director, office, member):
    row, me = key.keylist, Person(director)
    assert me.tries("amend_key_list", row, removed=[key.pk], note=" ").status_code == 422
    assert me.tries("amend_key_list", row, note="无").status_code == 422
    me.does("amend_key_list", row, removed=[key.pk], note="主席会议第二十一次会议决定")
    assert any("如需了解理由，请联系提案委办公室" in one for one in inbox(member))
    assert fresh(key).status == "removed"
    assert fresh(leader).status == "released"
    assert owed(key) == set()
    assert Plain(member).get(key.get_absolute_url()).status_code == 404
    with clock.frozen(clock.now() + timedelta(days=9)):
        me.does("amend_key_list", fresh(row), added=key.proposal.number, note="复议后恢复")
        again = KeyProposal.objects.standing().get()
        assert (again.proposal_id, again.chosen_on) == (key.proposal_id, clock.today())
    assert sound(KeyProposal.objects.standing().get())
