"""Visits with their guests, instructions and their answers, media, and the year's report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from proposals.models import Attachment
from proposals.services import keys as services
from tests.browsing import fresh, inbox, owed
from tests.documents.conftest import opened, printed, words
from tests.factories import hand
from tests.keys.browsing import Person
from tests.keys.conftest import SOON, sound
from tests.papers import picture, upload
from workflow.models import Event


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_guests_are_told_and_see_the_visit_though_the_case_is_not_theirs(
    under_way, survey, office, other_member, liaison
):
    person, typed = Person(office), {"sort": survey.pk, "planned_on": clock.today()}
    typed |= {"place": "州城南路段", "members": [other_member.member_id]}
    nobody = person.tries("plan_visit", under_way, **typed | {"members": []})
    assert "请至少邀请一位委员或一个单位" in nobody.content.decode()
    assert Person(other_member).get(under_way.get_absolute_url()).status_code == 404
    person.does("plan_visit", under_way, **typed)
    assert any("邀请参加重点提案调研" in one for one in inbox(other_member))
    page = Person(other_member).get(under_way.get_absolute_url()).content.decode()
    assert "州城南路段" in page
    assert under_way.proposal.get_absolute_url() not in page


def test_a_visit_is_recorded_with_who_came_and_pictures_without_their_place(visit, office, member):
    me, guest = Person(office), visit.guests.get(member=member.member)
    later = {"held_on": clock.today() + timedelta(days=1), "notes": "看了"}
    assert me.tries("hold_visit", visit, **later).status_code == 422
    photo = upload(picture(with_place=True), "现场.jpg")
    me.does("hold_visit", visit, present=[guest.pk], notes="看了三个点", files=photo)
    assert dict(visit.guests.values_list("pk", "present")) == {
        one.pk: one == guest for one in visit.guests.all()
    }
    file = Attachment.objects.get(name="现场.jpg")
    served = Person(member).get(file.url)
    assert served.status_code == 200
    assert b"Exif" not in b"".join(served.streaming_content)
    assert "看了三个点" in Person(member).get(visit.root.get_absolute_url()).content.decode()
    me.does("add_to_visit", visit, notes="看了三个点，提了两条意见")
    assert "两条意见" in fresh(visit).notes


def test_a_visit_moves_to_another_day_or_is_called_off_and_guests_hear(
    visit, office, liaison, other_member
):
    me, later = Person(office), clock.today() + timedelta(days=5)
    me.does("change_visit", visit, planned_on=later, members=[other_member.member_id])
    assert any("有变更" in one for one in inbox(liaison))
    assert [one[:4] for one in inbox(other_member)] == ["邀请参加"]
    me.does("call_off_visit", visit, note="防汛")
    assert any("已取消" in one for one in inbox(liaison))
    assert ("key_visit", "office") not in owed(visit)


def test_an_instruction_is_owed_answered_sent_back_and_closed(instruction, liaison, office, lead):
    assert ("key_instruction", "liaison") in owed(instruction)
    assert instruction.by_whom == str(lead.user)
    unit, me = Person(liaison), Person(lead)
    unit.does("answer_instruction", instruction, answer="正在招标", files=upload(name="方案.pdf"))
    me.does("return_answer", instruction, note="写明进度", due_on=clock.today() + SOON)
    unit.does("answer_instruction", instruction, answer="已完成六成")
    me.does("close_instruction", instruction)
    assert fresh(instruction).status == "closed"
    assert any("批示已办结" in one for one in inbox(liaison))
    assert sound(instruction)


def test_a_secretary_enters_it_for_a_leader_and_it_is_recorded_so(under_way, office, education):
    typed = {"words": "请抓紧", "unit": education.pk, "due_on": clock.today() + SOON}
    me = Person(office)
    assert "请填写批示领导" in me.tries("instruct", under_way, **typed).content.decode()
    me.does("instruct", under_way, by_whom="副州长田示例", **typed)
    assert Event.objects.get(action="instruct").on_behalf_of == "leader"


def test_what_a_leader_wrote_is_read_by_whom_it_is_for_only(
    instruction, office, liaison, other_liaison, member, dispatcher
):
    url = instruction.root.get_absolute_url()
    for seat in (office, liaison, dispatcher):
        assert instruction.words in Person(seat).get(url).content.decode()
    assert instruction.words not in Person(member).get(url).content.decode()
    Person(liaison).does(
        "answer_instruction", instruction, answer="办好了", files=upload(name="情况.pdf")
    )
    file = Attachment.objects.get(name="情况.pdf")
    told = {seat: Person(seat).get(file.url).status_code for seat in (office, liaison, member)}
    assert told == {office: 200, liaison: 200, member: 404}
    assert Person(other_liaison).get(file.url).status_code == 404


def test_what_was_void_or_signed_by_a_leader_stays_with_the_committee(
    instruction, leader, office, liaison, dispatcher, member, lead, key
):
    """Neither the page nor the address of a file tells of it, nor does a filter of the list."""
    Person(liaison).does(
        "answer_instruction", instruction, answer="办好了", files=upload(name="情况.pdf")
    )
    services.release_leader(fresh(leader), by=hand(office), note="工作调整")
    words = {"duty": "oversees", "name": "木示例", "post": "州政协副主席"}
    asked = services.ask_leader(fresh(key), by=hand(office), **words)
    Person(office).does("consent_leader", asked, files=upload(name="批件.pdf"))
    said, signed = (Attachment.objects.get(name=name) for name in ("情况.pdf", "批件.pdf"))
    seen = {seat: Person(seat).get(signed.url).status_code for seat in (lead, member, liaison)}
    assert seen == {lead: 200, member: 404, liaison: 404}
    assert Person(dispatcher).get(said.url).status_code == 200
    services.void_instruction(fresh(instruction), by=hand(office), note="登记错了")
    seen = {seat: Person(seat).get(said.url).status_code for seat in (lead, liaison, dispatcher)}
    assert seen == {lead: 200, liaison: 404, dispatcher: 404}
    shown = {seat: Person(seat).get(reverse("keys:list")) for seat in (lead, member, liaison)}
    offered = {seat: set(page.context["filters"].form.fields) for seat, page in shown.items()}
    assert {"figure", "leader"} <= offered[lead]
    assert not {"figure", "leader"} & (offered[member] | offered[liaison])


def test_a_broadcast_is_logged_with_its_link_and_taken_back_if_it_was_wrong(
    under_way, office, member
):
    me = Person(office)
    typed = {"medium": "broadcast", "form": "face", "outlet": "彩云电视台", "title": "面对面谈护栏"}
    assert me.tries("record_media", under_way, **typed, link="不是网址").status_code == 422
    me.does("record_media", under_way, **typed, link="https://tv.example.org/1")
    row = under_way.mediareports.get()
    assert "面对面谈护栏" in me.get(under_way.get_absolute_url()).content.decode()
    me.does("void_media", row, note="登记错了")
    page = under_way.get_absolute_url()
    assert me.get(page).context["media"] == []
    seen = {
        seat: "登记错了" in Person(seat).get(page).content.decode() for seat in (office, member)
    }
    assert seen == {office: True, member: False}


def test_the_years_report_tells_of_every_key_proposal(visit, instruction, media, office, liaison):
    row = visit.root.keylist
    report = reverse("documents:keys", args=[row.case.uid, "docx"])
    me, press = Person(office), {"press": "11111111-1111-4111-8111-111111111111"}
    assert report in me.get(row.get_absolute_url()).content.decode()
    text = words(opened(me.post(report, **press)))
    for told in ("重点提案1件", "彩协纪〔2026〕3号", "加装护栏10公里", "副州长田示例（领办）",
                 "领导批示1件", "媒体报道1篇", "护栏装起来"):  # fmt: skip
        assert told in text
    assert Person(liaison).post(report, **press).status_code == 404
    paper = printed(me.post(report.replace("docx", "pdf"), **press))
    assert "重点提案督办情况报告" in paper.text
    [taken] = Event.objects.filter(action="export")  # the same press for Word and PDF: once
    assert (taken.note, taken.seat) == (f"导出{row.session}重点提案督办情况报告", office)
    assert [me.post(report).status_code, me.get(report).status_code] == [400, 405]
