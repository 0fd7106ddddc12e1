"""委员离任: the office finishes what they began, what they signed stays, nobody waits for them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from deadlines.checks import faults
from members import services as members
from members.models import Entry
from proposals import services
from proposals.models import Draft, Invitation
from tests import factories
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand


def leaves(office, seat):
    members.member_leaves(seat.member, by=hand(office), reason="工作调离")


@pytest.fixture
def sent_back(submitted, office):
    return services.send_back(submitted, by=hand(office), note="请补充具体建议")


def test_the_office_rewords_and_submits_what_was_sent_back_to_them(sent_back, office, member):
    leaves(office, member)
    assert owed(sent_back) == {("revise", "office")}
    desk = Person(office)
    page = desk.get(sent_back.get_absolute_url())
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    url = reverse("proposals:draft", args=[sheet.uid])
    assert url in page.content.decode()
    words = {"title": sheet.title, "category": sheet.category_id, "publication": "full"}
    words |= {"body": "【建议】\n加装护栏二十公里。", "version": sheet.revision}
    assert done(desk.post(url, do="submit", **words), sent_back)
    assert fresh(sent_back).status == "submitted"
    assert list(faults()) == []


def test_sent_back_after_they_left_it_is_the_offices_at_once(submitted, office, member):
    leaves(office, member)
    desk = Person(office)
    assert done(desk.does("send_back", submitted, note="请补充具体建议"), submitted)
    assert owed(submitted) == {("revise", "office")}
    sheet = Draft.objects.get(proposal=submitted, submitted_at=None)
    assert desk.get(reverse("proposals:draft", args=[sheet.uid])).status_code == 200


def test_while_the_member_can_sign_in_the_office_does_not_see_the_sheet(sent_back, office):
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    assert Person(office).get(reverse("proposals:draft", args=[sheet.uid])).status_code == 404


def test_what_was_declined_is_passed_on_with_the_consent_the_office_enters(
    screened, meeting, here, office, director, member
):
    declined = services.decline(
        screened,
        by=hand(director),
        ground=factories.entry(here.body, Entry.Book.GROUND, "vague"),
        disposition=factories.entry(here.body, Entry.Book.DISPOSITION, "opinion"),
        note="内容空泛",
    )
    leaves(office, member)
    assert owed(declined) == {("consent", "office")}
    page = Person(office).does("consent", declined, agrees="yes", note="已电话联系本人，同意")
    assert done(page, declined)
    assert owed(declined) == {("pass_on", "office")}


def test_who_is_invited_and_leaves_signs_nothing(draft, member, other_member, office):
    services.invite(draft, by=hand(member), members=[other_member.member])
    leaves(office, other_member)
    case = services.submit(draft, by=hand(member))
    assert (case.cosigners, case.proposer_kind) == (0, "member")
    assert Invitation.objects.get().answer != "confirmed"


def test_who_signed_and_leaves_stays_a_co_signer(draft, member, other_member, office):
    [one] = services.invite(draft, by=hand(member), members=[other_member.member])
    services.answer_invitation(one, by=hand(other_member), answer="confirmed", seen=draft.revision)
    leaves(office, other_member)
    case = services.submit(fresh(draft), by=hand(member))
    assert case.cosigners == 1
    assert other_member.member.name in Person(office).get(case.get_absolute_url()).content.decode()
