"""集体提案: the contact writes, the head approves, the seal is there; or the office enters it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Organisation, Role
from members.services.seats import dismiss
from proposals import services
from proposals.models import Draft, Proposal
from tests import factories
from tests.browsing import Person, done, fresh, inbox, told
from tests.factories import hand
from tests.papers import upload

LIST = reverse("proposals:drafts")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def party(here):
    return factories.organisation(here)


@pytest.fixture
def contact(here, party):
    return factories.person(here, Role.CONTACT, organisation=party)


@pytest.fixture
def head(here, party):
    return factories.person(here, Role.ORG_HEAD, organisation=party)


@pytest.fixture
def sheet(contact, category):
    words = {"title": "关于发展冷链物流的提案", "category": category, "body": "【建议】\n建冷库。"}
    return services.save_draft(services.start_draft(contact), by=hand(contact), seen=0, **words)


@pytest.fixture
def sealed(sheet, contact):
    services.attach(sheet, by=hand(contact), file=upload(name="盖章件.pdf"), purpose="seal")
    return sheet


@pytest.fixture
def approved(sealed, head):
    return services.approve_draft(sealed, by=hand(head), seen=sealed.revision)


def url_of(draft):
    return reverse("proposals:draft", args=[draft.uid])


def typed(draft, **words):
    return {"version": draft.revision, "publication": "full", "title": draft.title,
            "body": draft.body, "category": draft.category_id} | words  # fmt: skip


def test_a_contact_starts_from_the_list_and_sees_the_sheet_there(contact):
    person = Person(contact)
    page = person.post(reverse("proposals:new_draft"))
    assert page["Location"] == url_of(Draft.objects.get())
    assert person.get(LIST).status_code == 200
    assert "写提案" in person.get(LIST).content.decode()


def test_everything_that_is_missing_is_told_at_once(sheet, contact, party):
    page = Person(contact).post(url_of(sheet), **typed(sheet, do="submit"))
    words = page.content.decode()
    assert page.status_code == 422
    assert f"请先由{party}负责人审定，再提交" in words
    assert f"请上传{party}的盖章件扫描，再提交" in words
    assert not Proposal.objects.exists()


def test_the_head_is_asked_approves_and_the_contact_submits(sealed, contact, head):
    page = Person(contact).post(url_of(sealed), **typed(sealed, do="ask"))
    assert told(page) == ["已送负责人审定（1人），审定后即可提交"]
    assert inbox(head) == [f"请审定集体提案《{sealed.title}》"]
    boss = Person(head)
    shown = boss.get(url_of(sealed))
    assert "建冷库" in shown.content.decode()
    assert "盖章件.pdf" in shown.content.decode()
    boss.post(url_of(sealed), do="approve", version=sealed.revision)
    assert inbox(contact) == [f"负责人已审定《{sealed.title}》，可以提交"]
    page = Person(contact).post(url_of(sealed), **typed(sealed, do="submit"))
    proposal = Proposal.objects.get()
    assert done(page, proposal)
    assert proposal.proposer_kind == "party"
    said = proposal.case.events.get(action="submit").data
    assert said["approved"] == [{"seat": head.pk}]
    assert boss.get(proposal.get_absolute_url()).status_code == 200


def test_a_later_word_needs_a_new_approval(approved, contact):
    approved = services.save_draft(approved, by=hand(contact), seen=approved.revision, body="改了")
    page = Person(contact).post(url_of(approved), **typed(approved, do="submit"))
    assert page.status_code == 422
    assert "审定后又有改动" in page.content.decode()


def test_a_later_annex_needs_a_new_approval_too_but_a_seal_does_not(approved, contact):
    services.attach(approved, by=hand(contact), file=upload(), purpose="seal")
    approved.refresh_from_db()
    assert approved.is_approved
    services.attach(approved, by=hand(contact), file=upload())
    approved.refresh_from_db()
    assert not approved.is_approved


def test_pressing_save_without_a_change_keeps_the_approval(approved, contact):
    Person(contact).post(url_of(approved), **typed(approved, do="save"))
    assert fresh(approved).is_approved


def test_the_head_approves_what_was_read_not_what_came_after(sealed, contact, head):
    read = sealed.revision
    services.save_draft(sealed, by=hand(contact), seen=read, body="改了")
    page = Person(head).post(url_of(sealed), do="approve", version=read)
    assert told(page) == ["提案已改动或已提交，请重新阅读后再审定"]
    assert fresh(sealed).approved_by is None


def test_the_head_may_think_again_until_it_is_submitted(approved, head, contact):
    Person(head).post(url_of(approved), do="revoke")
    assert not fresh(approved).is_approved
    approved = services.approve_draft(approved, by=hand(head), seen=approved.revision)
    services.submit(approved, by=hand(contact))
    with pytest.raises(Exception, match="不能撤回审定"):
        services.revoke_approval(approved, by=hand(head))


def test_the_head_does_not_write_and_the_contact_does_not_approve(sealed, head, contact):
    boss = Person(head)
    autosave = reverse("proposals:autosave", args=[sealed.uid])
    assert boss.post(autosave, **typed(sealed, body="改")).status_code == 403
    assert boss.post(reverse("proposals:new_draft")).status_code == 403
    with pytest.raises(Exception, match="由本单位负责人审定"):
        services.approve_draft(sealed, by=hand(contact), seen=sealed.revision)
    assert fresh(sealed).body == sealed.body


def test_other_bodies_members_and_the_office_do_not_see_it(sheet, here, office, member):
    union = factories.organisation(here, "彩云州总工会", Organisation.Kind.PEOPLE)
    for seat in (
        factories.person(here, Role.CONTACT, organisation=union),
        factories.person(here, Role.ORG_HEAD, organisation=union),
        office,
        member,
    ):
        assert Person(seat).get(url_of(sheet)).status_code == 404
        assert Person(seat).post(url_of(sheet), do="approve").status_code == 404


def test_without_a_head_there_is_nobody_to_ask(sealed, contact):
    page = Person(contact).post(url_of(sealed), **typed(sealed, do="ask"))
    assert page.status_code == 422
    assert "还没有负责人账号，请联系提案委办公室" in page.content.decode()


def test_a_member_asks_no_head_and_is_told_to_submit(draft, member):
    page = Person(member).post(url_of(draft), **typed(draft, do="ask"))
    assert page.status_code == 422
    assert "委员提案不需要负责人审定，请直接提交" in page.content.decode()


def test_a_sector_has_no_seal_and_needs_none(here, category):
    sector = factories.organisation(here, "农业界", Organisation.Kind.SECTOR)
    contact = factories.person(here, Role.CONTACT, organisation=sector)
    head = factories.person(here, Role.ORG_HEAD, organisation=sector)
    words = {"title": "界别提案", "category": category, "body": "【建议】"}
    sheet = services.start_draft(contact)
    sheet = services.save_draft(sheet, by=hand(contact), seen=0, **words)
    sheet = services.approve_draft(sheet, by=hand(head), seen=sheet.revision)
    assert services.submit(sheet, by=hand(contact)).proposer_kind == "sector"


def test_the_office_enters_one_without_the_head_but_with_the_seal(here, office, party, category):
    sheet = services.start_draft(office, organisation=party)
    words = {"title": "代录", "category": category, "body": "【建议】"}
    sheet = services.save_draft(sheet, by=hand(office), seen=0, **words)
    page = Person(office).post(url_of(sheet), **typed(sheet, do="submit"))
    assert page.status_code == 422
    assert "盖章件扫描" in page.content.decode()
    assert "负责人审定" not in page.context["form"].errors.as_text()
    services.attach(sheet, by=hand(office), file=upload(), purpose="seal")
    proposal = services.submit(sheet, by=hand(office))
    event = proposal.case.events.get(action="submit")
    assert event.on_behalf_of == f"organisation:{party.pk}"


def test_sent_back_it_goes_to_the_contact_and_wants_approval_and_seal_anew(
    approved, contact, head, office
):
    proposal = services.submit(approved, by=hand(contact))
    services.send_back(proposal, by=hand(office), note="请补充")
    sheet = Draft.objects.unfinished().get()
    assert sheet.seat == contact
    sheet = services.save_draft(sheet, by=hand(contact), seen=sheet.revision, body="补充了数据。")
    with pytest.raises(Exception, match="审定"):
        services.submit(sheet, by=hand(contact))
    services.attach(sheet, by=hand(contact), file=upload(), purpose="seal")
    services.approve_draft(sheet, by=hand(head), seen=sheet.revision)
    assert services.submit(sheet, by=hand(contact)).status == "submitted"


def test_sent_back_when_its_contact_is_gone_the_office_enters_it_with_a_seal(
    approved, contact, office, here
):
    proposal = services.submit(approved, by=hand(contact))
    services.send_back(proposal, by=hand(office), note="请补充")
    dismiss(contact, by=hand(office), reason="换人")
    desk, sheet = Person(office), Draft.objects.unfinished().get()
    words = {"title": sheet.title, "body": "补充了数据。", "do": "submit"}
    page = desk.post(url_of(sheet), **typed(sheet, **words))
    assert page.status_code == 422
    assert "盖章件扫描" in page.content.decode()
    assert "负责人审定" not in page.context["form"].errors.as_text()
    sheet.refresh_from_db()
    services.attach(sheet, by=hand(office), file=upload(), purpose="seal")
    assert done(desk.post(url_of(sheet), **typed(sheet, do="submit")), proposal)
    assert proposal.case.events.filter(action="submit").count() == 2
