"""认可 and 不认可: each first proposer says whether a kept promise was kept; silence is neither."""

from datetime import timedelta

import pytest

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from proposals import services
from proposals.models import Confirmation
from proposals.services.confirming import fell_silent
from proposals.tasks import lapse_confirmations
from tests.answering import GOOD
from tests.browsing import Person, done, fresh, inbox
from tests.factories import hand
from tests.merging import another
from tests.papers import upload
from tests.promising import delivered_with, kept_of, owed_about, planned, promise_of
from workflow.chain import faults as broken
from workflow.models import Event

ASKED = ("confirm_commitment", "member")
WHY = "东段三百米至今没有护栏"


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    """Scans go where the test ends."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kept(contacted, cast, grade):
    return kept_of(delivered_with(contacted, cast, grade, planned()), cast)


def page_for(seat, promise):
    return Person(seat).get(promise.proposal.get_absolute_url()).content.decode()


def said():
    return list(Confirmation.objects.order_by("pk").values_list("status", "words"))


def test_the_proposer_is_asked_and_agrees_with_one_press(kept, member, office):
    assert owed_about(kept) == {ASKED}
    assert any("请第一提案人表明是否认可" in text for text in inbox(member))
    assert "提案人尚未表态" in page_for(office, kept)
    assert done(Person(member).does("endorse", kept), kept)
    assert said() == [("agreed", "")]
    assert (promise_of(kept.assignment).status, owed_about(kept)) == ("kept", set())
    shown = page_for(office, kept)
    assert "认可" in shown
    assert "尚未表态" not in shown
    assert list(broken()) == []


def test_also_long_after_the_case_is_closed(kept, cast):
    services.give_feedback(kept.assignment, by=hand(cast.member), **GOOD)
    assert fresh(kept.proposal).status == "closed"
    assert done(Person(cast.member).does("endorse", kept, words="路好走了"), kept)
    assert said() == [("agreed", "路好走了")]


def test_who_does_not_agree_says_why_and_the_office_owes_another_look(
    kept, member, office, liaison
):
    assert Person(member).does("contest", kept, words=" ").status_code == 422
    assert done(Person(member).does("contest", kept, words=WHY), kept)
    assert promise_of(kept.assignment).status == "disputed"
    assert owed_about(kept) == {("recheck_commitment", "office")}
    assert any("复核承诺事项" in text for text in inbox(office))
    assert any("不认可" in text for text in inbox(liaison))
    assert WHY in page_for(liaison, kept)
    assert list(faults()) == []


def test_nobody_speaks_twice_nor_of_what_is_not_found_kept(kept, cast, contacted):
    person = Person(cast.member)
    services.endorse(kept, by=hand(cast.member))
    for verb in ("endorse", "contest"):
        refused = person.insists(verb, kept, words=WHY)
        assert refused.status_code == 422
        assert "已经表态" in refused.content.decode()
    assert said() == [("agreed", "")]


def test_of_what_is_not_checked_yet_nobody_is_asked(contacted, cast, grade):
    promise = promise_of(delivered_with(contacted, cast, grade, planned()))
    refused = Person(cast.member).insists("endorse", promise)
    assert refused.status_code == 422
    assert "尚未核定为已落实" in refused.content.decode()


def test_neither_unit_nor_director_nor_dispatcher_speaks_for_a_proposer(kept, cast):
    for seat in (cast.liaison, cast.unit_head, cast.director, cast.dispatcher):
        for verb in ("endorse", "contest"):
            assert Person(seat).insists(verb, kept, words=WHY).status_code == 403
    assert said() == []


def test_silence_is_neither_yes_nor_no_and_one_may_still_speak_later(kept, member, office):
    due = Obligation.objects.get(kind="confirm_commitment").due_on
    with clock.frozen(due + timedelta(days=1)):
        assert (lapse_confirmations(), lapse_confirmations()) == (1, 0)
        assert (owed_about(kept), said()) == (set(), [])
        assert promise_of(kept.assignment).status == "kept"
        assert "提案人未表态" in page_for(office, kept)
        assert Event.objects.filter(action="silence", seat=None).count() == 1
        assert done(Person(member).does("contest", kept, words=WHY), kept)
        assert list(faults()) == []


def test_who_spoke_while_the_sweep_waited_for_the_case_was_not_silent(kept, cast, member):
    stale = promise_of(kept.assignment)
    with clock.frozen(Obligation.objects.get(kind="confirm_commitment").due_on + timedelta(days=1)):
        services.endorse(kept, by=hand(member))
        assert not fell_silent(stale)
        services.put_promise_right(
            promise_of(kept.assignment), by=hand(cast.director), until=clock.today(), note="查错了"
        )
        assert not fell_silent(stale)
    assert not Event.objects.filter(action="silence").exists()


def test_before_the_day_is_over_nobody_counts_as_silent(kept):
    with clock.frozen(Obligation.objects.get(kind="confirm_commitment").due_on):
        assert lapse_confirmations() == 0


def test_the_office_enters_a_paper_word_with_its_scan(kept, office, member):
    desk = Person(office)
    assert desk.does("contest", kept, words=WHY).status_code == 422  # no scan
    assert said() == []
    assert done(desk.does("contest", kept, words=WHY, file=upload()), kept)
    word = Confirmation.objects.get()
    assert (word.member, word.on_paper) == (member.member, True)
    assert kept.proposal.files.get(purpose="paper").subject_id == word.pk
    assert Event.objects.get(action="contest").on_behalf_of == f"member:{member.member_id}"
    assert owed_about(kept) == {("recheck_commitment", "office")}
    assert desk.insists("contest", kept, words=WHY, file=upload()).status_code == 422


def test_for_a_proposer_who_cannot_sign_in_the_office_is_asked(contacted, cast, grade):
    share = delivered_with(contacted, cast, grade, planned())
    members.dismiss(cast.member, by=hand(cast.office))
    kept = kept_of(share, cast)
    assert owed_about(kept) == {("confirm_commitment", "office")}
    assert done(Person(cast.office).does("endorse", kept, file=upload()), kept)
    assert owed_about(kept) == set()


def test_who_parts_from_the_case_is_asked_no_more(merged, contacted, cast, grade, other_member):
    kept = kept_of(delivered_with(contacted, cast, grade, planned()), cast)
    other = kept.proposal.absorbed.get()
    services.unmerge(other, by=hand(cast.director), note="并错了")
    still = Obligation.objects.open().filter(kind="confirm_commitment")
    assert [one.member for one in still] == [cast.member.member]
    assert Person(other_member).insists("endorse", kept).status_code == 404


@pytest.fixture
def merged(filed, here, cast, other_member):
    """The other member's proposal is absorbed by the first."""
    other = another(here, other_member, cast.office, "关于加装公路护栏的提案")
    services.merge(other, by=hand(cast.director), target=filed)
    return filed


def test_each_first_proposer_speaks_also_of_a_case_that_was_merged_into_it(
    merged, contacted, cast, grade, other_member
):
    kept = kept_of(delivered_with(contacted, cast, grade, planned()), cast)
    asked = Obligation.objects.filter(kind="confirm_commitment").values_list("member", flat=True)
    assert set(asked) == {cast.member.member_id, other_member.member_id}
    assert done(Person(cast.member).does("endorse", kept), kept)
    assert owed_about(kept) == {ASKED}
    assert done(Person(other_member).does("contest", kept, words=WHY), kept)
    assert promise_of(kept.assignment).status == "disputed"
    assert said() == [("agreed", ""), ("disagreed", WHY)]
