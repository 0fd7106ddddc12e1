"""并案: absorbed into another case, whose proposers, answer and questions become theirs too."""

import pytest
from django.core.exceptions import ValidationError

from deadlines.checks import faults
from proposals import services
from proposals.models import Proposal
from proposals.parties import givers
from tests.browsing import Person, done, fresh, inbox, owed
from tests.conftest import at_once
from tests.factories import hand
from tests.merging import another, filed_by
from workflow.models import Event
from workflow.procedure import AlreadyDone

LIKE = "关于完善乡村公路防护的建议"


@pytest.fixture
def target(here, other_member, office, education):
    return another(here, other_member, office, LIKE, [education])


@pytest.fixture
def merged(screened, target, director, cast):
    return services.merge(screened, by=hand(director), target=target)


def test_the_director_merges_a_case_into_a_like_one(screened, target, director):
    page = Person(director).does("merge", screened, target=target.pk)
    assert done(page, screened)
    assert fresh(screened).status == "merged"
    assert fresh(screened).merged_into == target
    assert owed(screened) == set()
    assert fresh(target).status == "screening"


def test_the_like_one_is_the_first_that_is_offered(
    screened, target, director, here, member, office
):
    another(here, member, office, "关于发展茶产业的提案")
    page = Person(director).get(f"{screened.get_absolute_url()}merge/")
    groups = page.context["form"].fields["target"].widget.choices
    assert [name for name, _ in groups] == ["", "案由相近", "其他提案"]
    assert groups[1][1][0][0] == target.pk


def test_a_filed_case_keeps_its_number_when_it_is_merged(numbered, target, director):
    number = numbered.number
    assert done(Person(director).does("merge", numbered, target=target.pk), numbered)
    assert fresh(numbered).number == number


def test_its_proposers_are_told_and_see_the_case_it_went_into(merged, target, member, other_member):
    told = inbox(member)
    into = f"您的提案已并入{target.label}《{target.title}》"
    assert [text for text in told if text.startswith(into)]
    assert not [text for text in told if "有提案并入此案" in text]
    assert [text for text in inbox(other_member) if text.startswith("有提案并入此案")]
    page = Person(member).get(target.get_absolute_url())
    assert page.status_code == 200
    assert "加装护栏" in page.content.decode()


def test_later_they_are_told_of_the_case_it_went_into_not_of_their_own(
    merged, target, member, other_member, here, office, director
):
    filed_by(here, office, director, fresh(target))
    assert inbox(other_member)[-1] == f"您的提案已立案：{target.label}《{LIKE}》"
    assert inbox(member)[-1] == f"您的提案所并入的案件已立案：{target.label}《{LIKE}》"


def test_without_the_merger_they_do_not_see_it(screened, target, member):
    assert Person(member).get(target.get_absolute_url()).status_code == 404


def test_they_belong_to_those_who_are_asked_about_the_answer(merged, target, member, other_member):
    assert [one.member_id for one in givers(target)] == [other_member.member_id, member.member_id]


def test_the_page_of_each_leads_to_the_other(merged, target, member, office):
    shown = Person(member).get(merged.get_absolute_url()).content.decode()
    assert target.get_absolute_url() in shown
    assert merged.title in Person(office).get(target.get_absolute_url()).content.decode()


def test_both_records_tell_of_it(merged, target):
    [absorbed] = Event.objects.filter(case=merged.pk, action="merge")
    assert absorbed.data["changes"]["merged_into_id"] == [None, target.pk]
    [absorbing] = Event.objects.filter(case=target.pk, action="absorb")
    assert absorbing.data["absorbed"] == [merged.pk]
    assert list(faults()) == []


def refused(screened, director, target) -> str:
    with pytest.raises(ValidationError) as refusal:
        services.merge(screened, by=hand(director), target=target)
    assert fresh(screened).status == "screening"
    return "".join(refusal.value.messages)


def test_nothing_is_merged_into_itself(screened, director):
    assert "不能并入自身" in refused(screened, director, screened)


def test_nothing_is_merged_into_a_neighbours_case(screened, director, elsewhere):
    from tests import factories

    theirs = another(elsewhere, factories.member(elsewhere), elsewhere.office, LIKE)
    assert "只能并入本会的提案" in refused(screened, director, theirs)


def test_nothing_is_merged_into_what_is_merged_itself(
    screened, target, director, here, member, office
):
    third = another(here, member, office, "关于农村公路防护的提案")
    services.merge(target, by=hand(director), target=third)
    assert "现为“已并案”" in refused(screened, director, fresh(target))


def test_what_absorbs_is_not_absorbed(merged, target, director, here, member, office):
    third = another(here, member, office, "关于农村公路防护的提案")
    page = Person(director).insists("merge", target, target=third.pk)
    assert page.status_code == 422
    assert "已有提案并入此案" in page.content.decode()


def test_what_was_handed_over_absorbs_nothing_any_more(handed_over, target, director, member):
    page = Person(director).insists("merge", target, target=handed_over.pk)
    assert page.status_code == 422
    assert fresh(target).status == "screening"


@pytest.mark.parametrize(("who", "status"), [("office", 403), ("member", 403), ("liaison", 404)])
def test_nobody_else_merges(request, screened, target, who, status):
    person = Person(request.getfixturevalue(who))
    assert person.insists("merge", screened, target=target.pk).status_code == status


def test_the_same_press_merges_once(screened, target, director):
    from uuid import uuid4

    by = hand(director, press=uuid4(), seen=fresh(screened.case).version)
    services.merge(screened, by=by, target=target)
    with pytest.raises(AlreadyDone):
        services.merge(fresh(screened), by=by, target=fresh(target))
    assert Event.objects.filter(action="merge").count() == 1


def test_who_saw_an_older_version_is_told(screened, target, director):
    by = hand(director, seen=screened.case.version - 1)
    with pytest.raises(ValidationError) as refusal:
        services.merge(screened, by=by, target=target)
    assert refusal.value.code == "stale"


@pytest.mark.django_db(transaction=True)
def test_of_two_opposite_mergers_at_once_one_wins(screened, target, director):
    pairs = [(screened.pk, target.pk), (target.pk, screened.pk)]

    def merge(number):
        one, other = (Proposal.objects.select_related("case").get(pk=pk) for pk in pairs[number])
        services.merge(one, by=hand(director), target=other)
        return "done"

    came = at_once(2, merge)
    assert came.count("done") == 1
    statuses = {fresh(one).status for one in (screened, target)}
    assert statuses == {"merged", "screening"}


def test_the_director_takes_a_merger_back_with_a_reason(merged, target, director, member, office):
    boss = Person(director)
    assert boss.insists("unmerge", merged, note=" ").status_code == 422
    assert done(boss.does("unmerge", merged, note="两件所提路段不同"), merged)
    assert fresh(merged).status == "screening"
    assert fresh(merged).merged_into is None
    assert owed(merged) == {("decide", "office")}
    assert Event.objects.filter(case=target.pk, action="part").count() == 1
    assert Person(member).get(target.get_absolute_url()).status_code == 404
    assert list(faults()) == []


def test_what_was_numbered_goes_on_to_its_transfer_when_it_is_filed_again(
    numbered, target, director
):
    services.merge(numbered, by=hand(director), target=target)
    services.unmerge(fresh(numbered), by=hand(director), note="并错了")
    again = services.file(fresh(numbered), by=hand(director))
    assert owed(again) == {("transfer", "office")}
    assert fresh(numbered).number == numbered.number


def test_who_only_joined_by_the_merger_is_asked_no_more(
    merged, target, director, office, dispatcher, liaison, unit_head, education, here, grade, member
):
    share = answered(here, target, director, office, dispatcher, liaison, unit_head, education,
                     grade)  # fmt: skip
    from deadlines.models import Obligation

    awaited = Obligation.objects.open().filter(case=target.pk, kind="feedback")
    assert member.member_id in awaited.values_list("member", flat=True)
    services.unmerge(fresh(merged), by=hand(director), note="并错了")
    assert member.member_id not in awaited.values_list("member", flat=True)
    assert awaited.exists()
    assert share.status == "delivered"


def answered(here, target, director, office, dispatcher, liaison, unit_head, education, grade):
    """The target's life up to its answer."""
    from common import clock

    filed = filed_by(here, office, director, fresh(target))
    [numbered] = services.number([filed], by=hand(office))
    transferred = services.transfer(numbered, by=hand(office), units=[education])
    handed = services.hand_over(
        transferred, by=hand(dispatcher), host=education, notice_on=clock.today()
    )
    share = services.sign_for(handed.assignments.get(), by=hand(liaison))
    services.record_contact(share, by=hand(liaison), way="meeting", held_on=clock.today(),
                            people="提案人", minutes="作了沟通。")  # fmt: skip
    share = services.draft_reply(share, by=hand(liaison), body="现答复如下", own_grade=grade,
                                 contact_name="经办人", contact_phone="0878-1234567")  # fmt: skip
    share = services.send_to_review(share, by=hand(liaison))
    share = services.review_pass(share, by=hand(dispatcher), grade=grade)
    share = services.sign(share, by=hand(unit_head), letter_number="彩教函〔2026〕6号")
    return services.deliver(share, by=hand(liaison), delivered_on=clock.today())
