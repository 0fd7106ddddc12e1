"""集体提案单位: registered on a page, chosen as proposers, put right; each with an event."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Organisation
from members.services.registry import registry_of
from proposals.models import Draft, Proposal
from tests import factories
from tests.browsing import Person
from tests.papers import upload
from workflow.models import Event

NEW = reverse("registers:new_body", args=["enrol"])
LIST = reverse("registers:bodies")


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def fill(person, address, **words):
    page = person.get(address)
    kept = {bound.html_name: bound.value() for bound in page.context["form"]}
    return person.post(address, **({name: value for name, value in kept.items() if value} | words))


def amend(body):
    return reverse("registers:body_act", args=[body.pk, "amend"])


def test_the_office_registers_one_and_writes_in_its_name(here, office, category):
    desk = Person(office)
    assert fill(desk, NEW, name="州工商联", kind="people").status_code == 302
    body = Organisation.objects.get(name="州工商联")
    assert "州工商联" in desk.get(LIST).content.decode()
    event = Event.objects.get(case=registry_of(here.body).case_id, action="enrol")
    assert event.note == "州工商联（人民团体）"
    page = desk.post(reverse("proposals:new_draft"), organisation=body.pk)
    assert page.status_code == 302
    assert Draft.objects.get().organisation == body


def test_what_an_upper_committee_gave_on_paper_is_entered_with_its_scan(office, category):
    """上级交办 of a committee that does not work on this platform."""
    desk = Person(office)
    fill(desk, NEW, name="政协彩云省委员会", kind="other")
    body = Organisation.objects.get(name="政协彩云省委员会")
    desk.post(reverse("proposals:new_draft"), organisation=body.pk)
    sheet = Draft.objects.get()
    url = reverse("proposals:draft", args=[sheet.uid])
    words = {"title": "关于跨州公路的提案", "body": "【建议】\n改造。", "category": category.pk}
    words |= {"publication": "full"}
    page = desk.post(url, do="seal", file_seal=upload(name="交办函.pdf"), version=0, **words)
    assert page.status_code == 302, page.content.decode()
    sheet.refresh_from_db()
    page = desk.post(url, do="submit", version=sheet.revision, **words)
    proposal = Proposal.objects.get()
    assert (proposal.organisation, proposal.proposer_kind) == (body, "other")
    assert proposal.files.get().name == "交办函.pdf"


def test_a_name_is_taken_once_and_what_was_typed_is_kept(here, office):
    factories.organisation(here)
    page = fill(Person(office), NEW, name=" 民盟彩云州委 ", kind="other")
    assert page.status_code == 422
    assert "已有“民盟彩云州委”，请核对名单" in page.content.decode()
    assert page.context["form"]["kind"].value() == "other"


def test_what_an_import_brought_in_is_completed(here, office):
    body = Organisation.objects.create(
        committee=here.body, name="农工党", kind="other", placeholder=True
    )
    desk = Person(office)
    assert "待补登" in desk.get(LIST).content.decode()
    assert fill(desk, amend(body), name="农工党彩云州委", kind="party").status_code == 302
    body.refresh_from_db()
    assert (body.name, body.kind, body.placeholder) == ("农工党彩云州委", "party", False)
    event = Event.objects.get(action="amend")
    assert event.note == "农工党（其他）改为农工党彩云州委（党派）"
    again = fill(desk, amend(body))
    assert again.status_code == 422
    assert "没有改动任何内容" in again.content.decode()


def test_a_neighbours_body_is_not_there(office, elsewhere):
    theirs = factories.organisation(elsewhere)
    assert Person(office).get(amend(theirs)).status_code == 404
    assert theirs.name not in Person(office).get(LIST).content.decode()


@pytest.mark.parametrize("who", ["director", "dispatcher", "liaison", "member"])
def test_nobody_else_keeps_them(request, here, who):
    person = Person(request.getfixturevalue(who))
    assert person.get(LIST).status_code == 403
    assert person.post(NEW, name="某团体", kind="people").status_code == 403
    assert not Organisation.objects.exists()
