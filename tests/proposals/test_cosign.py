"""联名: invited by name, confirmed after reading, in time; then a proposer like the first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members.models import Membership
from proposals import services
from proposals.forms.cosigning import SHOWN
from proposals.models import Cosigner, Draft, Invitation, Proposal
from tests import factories
from tests.browsing import Person, inbox, told
from tests.conftest import behind_its_back
from tests.factories import hand


def page_of(draft):
    return reverse("proposals:cosigners", args=[draft.uid])


def url_of(invitation):
    return reverse("proposals:invitation", args=[invitation.pk])


@pytest.fixture
def invitation(draft, member, other_member):
    [one] = services.invite(draft, by=hand(member), members=[other_member.member])
    return one


@pytest.fixture
def confirmed(invitation, other_member):
    return answer(invitation, other_member)


def answer(invitation, seat, word="confirmed"):
    seen = Draft.objects.get(pk=invitation.draft_id).revision
    return services.answer_invitation(invitation, by=hand(seat), answer=word, seen=seen)


def test_a_colleague_is_found_by_name_or_initials_and_told(here, draft, member):
    colleague = factories.member(here, "段立秋")
    person = Person(member)
    for words in ("立秋", "dlq"):
        page = person.get(page_of(draft), q=words)
        assert [one.name for one in page.context["form"].fields["members"].queryset] == ["段立秋"]
    page = person.post(page_of(draft), members=[colleague.member_id])
    assert told(page) == ["已邀请段立秋联名"]
    assert inbox(colleague) == [f"{member.member}邀请您联名《{draft}》"]


def test_of_many_the_first_thirty_are_shown_and_whoever_was_ticked(
    here, draft, member, django_assert_max_num_queries
):
    for place in range(SHOWN + 3):
        factories.member(here, f"普{place:02}")
    person, last = Person(member), factories.member(here, "邹一")
    said = f"只列出前{SHOWN}位"
    page = person.get(page_of(draft)).content.decode()
    assert (page.count('name="members"'), said in page) == (SHOWN, True)
    with django_assert_max_num_queries(30):
        refused = person.post(page_of(draft), members=[last.member_id], deadline="2020-01-01")
    page = refused.content.decode()
    assert (refused.status_code, page.count('name="members"')) == (422, SHOWN + 1)
    assert f'value="{last.member_id}" id="id_members_{SHOWN}" checked' in page
    assert said not in person.get(page_of(draft), q="邹").content.decode()


def test_the_deadline_is_the_cutoff_while_it_lies_ahead_else_a_week(draft, here, member):
    assert services.usual_deadline(draft) == here.session.cutoff
    with clock.frozen(here.session.cutoff + timedelta(days=1)):
        assert services.usual_deadline(draft) == clock.now() + timedelta(days=7)


def test_the_invited_member_reads_it_and_agrees(invitation, draft, other_member, member):
    person = Person(other_member)
    page = person.get(url_of(invitation))
    assert "部分路段临水临崖" in page.content.decode()
    person.post(url_of(invitation), answer="confirmed", version=draft.revision)
    assert "同意联名" in Person(member).get(page_of(draft)).content.decode()
    assert inbox(member) == [f"{other_member.member}同意联名：《{draft}》"]


def test_signed_together_it_is_a_joint_proposal_and_both_follow_it(
    confirmed, draft, member, other_member, office
):
    proposal = services.submit(draft, by=hand(member))
    assert (proposal.proposer_kind, proposal.cosigners) == ("joint", 1)
    assert Cosigner.objects.get().member == other_member.member
    assert str(proposal.proposer) == f"{member.member}等2人"
    page = Person(other_member).get(proposal.get_absolute_url())
    assert page.status_code == 200
    assert str(other_member.member) in page.content.decode()
    services.send_back(proposal, by=hand(office), note="请补充")
    assert any("已退回修改" in text for text in inbox(other_member))
    assert proposal.case.events.get(action="cosign").seat == member


def test_who_refused_or_said_nothing_does_not_sign(here, invitation, draft, member, other_member):
    silent = factories.member(here)
    services.invite(draft, by=hand(member), members=[silent.member])
    answer(invitation, other_member, "refused")
    proposal = services.submit(draft, by=hand(member))
    assert (proposal.proposer_kind, proposal.cosigners) == ("member", 0)
    assert Person(other_member).get(proposal.get_absolute_url()).status_code == 404
    assert inbox(silent)[-1].endswith("已提交，联名邀请到此结束")


def test_after_the_deadline_nobody_signs(invitation, draft, other_member):
    with clock.frozen(invitation.deadline + timedelta(seconds=1)):
        page = Person(other_member).post(
            url_of(invitation), answer="confirmed", version=draft.revision
        )
    assert told(page) == ["已过联名截止时间，如仍愿联名，请联系第一提案人"]
    assert Invitation.objects.get().answer == ""


def test_up_to_the_last_moment_it_counts(invitation, draft, member, other_member):
    with clock.frozen(invitation.deadline):
        answer(invitation, other_member)
    with clock.frozen(invitation.deadline + timedelta(hours=1)):
        assert services.submit(draft, by=hand(member)).cosigners == 1


def test_a_changed_text_asks_them_anew_and_tells_them(confirmed, draft, member, other_member):
    services.save_draft(draft, by=hand(member), seen=draft.revision, body="换了一个建议")
    assert Invitation.objects.get().answer == ""
    assert inbox(other_member)[-1] == f"《{draft}》已改动，请重新确认是否联名"
    draft.refresh_from_db()
    assert services.submit(draft, by=hand(member)).cosigners == 0


def test_another_wish_or_category_asks_nobody_anew(confirmed, draft, member, education):
    services.save_draft(draft, by=hand(member), seen=draft.revision, units=[education])
    assert Invitation.objects.get().answer == "confirmed"


def test_one_agrees_to_what_one_read(invitation, draft, member, other_member):
    read = draft.revision
    services.save_draft(draft, by=hand(member), seen=read, body="换了一个建议")
    page = Person(other_member).post(url_of(invitation), answer="confirmed", version=read)
    assert told(page) == ["提案内容已改动，请重新阅读后再答复"]
    assert Invitation.objects.get().answer == ""


def test_an_invitation_is_withdrawn_until_it_is_answered(
    here, invitation, draft, member, other_member
):
    person = Person(member)
    page = person.post(url_of(invitation), answer="withdraw")
    assert told(page) == [f"已撤回对{other_member.member}的邀请"]
    shown = Person(other_member).get(url_of(invitation)).content.decode()
    assert "邀请已撤回" in shown
    assert "部分路段临水临崖" not in shown
    with pytest.raises(Exception, match="联名邀请已撤回"):
        answer(invitation, other_member)
    [again] = services.invite(draft, by=hand(member), members=[other_member.member])
    answer(again, other_member)
    page = person.post(url_of(again), answer="withdraw")
    assert told(page)[-1] == "已答复的邀请不能撤回"


def test_one_may_change_ones_mind_before_it_is_submitted(confirmed, other_member, draft, member):
    answer(confirmed, other_member, "refused")
    assert services.submit(draft, by=hand(member)).cosigners == 0
    with pytest.raises(Exception, match="不能再联名"):
        answer(confirmed, other_member)


def test_nobody_answers_for_another(here, invitation, draft, member, office):
    third = factories.member(here)
    assert Person(third).get(url_of(invitation)).status_code == 404
    assert Person(office).get(url_of(invitation)).status_code == 404
    for seat in (third, member, office):
        with pytest.raises(Exception, match="受邀委员本人答复"):
            answer(invitation, seat)


def test_only_the_writer_invites(draft, other_member, office):
    for seat in (other_member, office):
        assert Person(seat).get(page_of(draft)).status_code == 404
        with pytest.raises(Exception, match="这不是您的草稿"):
            services.invite(draft, by=hand(seat), members=[other_member.member])


def test_members_of_this_term_only_each_once_and_never_oneself(
    here, elsewhere, invitation, draft, member, other_member
):
    stranger = factories.member(elsewhere)
    left = factories.member(here)
    Membership.objects.filter(member=left.member).update(term=elsewhere.term)
    for odd in (stranger, left, member, other_member):
        page = Person(member).post(page_of(draft), members=[odd.member_id])
        assert page.status_code == 422
    assert Invitation.objects.count() == 1


def test_the_deadline_lies_ahead(draft, member, other_member):
    page = Person(member).post(
        page_of(draft), members=[other_member.member_id], deadline="2020-01-01T09:00"
    )
    assert page.status_code == 422
    assert "联名截止时间须晚于现在" in page.content.decode()


def test_nobody_chosen_is_told(draft, member):
    page = Person(member).post(page_of(draft))
    assert page.status_code == 422
    assert "请先选择要邀请的委员" in page.content.decode()


def test_the_office_enters_signatures_from_paper(here, office, category, member, other_member):
    sheet = services.start_draft(office, member=member.member)
    words = {"title": "代录联名", "category": category, "body": "【建议】"}
    sheet = services.save_draft(sheet, by=hand(office), seen=0, **words)
    person = Person(office)
    person.post(page_of(sheet), members=[other_member.member_id])
    invitation = Invitation.objects.get()
    page = person.post(url_of(invitation), answer="confirmed", version=sheet.revision)
    assert page["Location"] == page_of(sheet)
    proposal = services.submit(sheet, by=hand(office))
    event = proposal.case.events.get(action="cosign")
    assert proposal.cosigners == 1
    assert event.on_behalf_of == f"member:{member.member_id}"


def test_invited_members_find_their_invitations_in_a_list(invitation, draft, other_member, member):
    url = reverse("proposals:invitations")
    assert str(draft) in Person(other_member).get(url).content.decode()
    assert str(draft) not in Person(member).get(url).content.decode()


def test_sent_back_the_co_signers_stay_and_more_may_come(
    here, confirmed, draft, member, other_member, office
):
    proposal = services.submit(draft, by=hand(member))
    services.send_back(proposal, by=hand(office), note="请补充")
    sheet = Draft.objects.unfinished().get()
    assert other_member.member not in services.could_sign(sheet)
    third = factories.member(here)
    [more] = services.invite(sheet, by=hand(member), members=[third.member])
    answer(more, third)
    again = services.submit(sheet, by=hand(member))
    assert (again.cosigners, again.proposer_kind) == (2, "joint")
    assert Proposal.objects.count() == 1


def test_a_body_signs_alone(here, office, other_member):
    body = factories.organisation(here)
    sheet = services.start_draft(office, organisation=body)
    assert Person(office).get(page_of(sheet)).status_code == 404
    with pytest.raises(Exception, match="集体提案不能邀请"):
        services.invite(sheet, by=hand(office), members=[other_member.member])


def test_who_left_is_not_found(here, draft):
    gone = factories.member(here, "已离任者")
    assert gone.member in services.could_sign(draft)
    behind_its_back("UPDATE members_member SET status='left' WHERE id=%s", gone.member_id)
    assert gone.member not in services.could_sign(draft)
