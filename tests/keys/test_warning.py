"""督办函: numbered, about one or several cases of a unit, answered, sent again, done with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from members.models import Entry, Role
from proposals import services as proposals
from proposals import workflow as tables
from proposals.doors_keys import WARNING_DOORS
from proposals.models import WarningLetter
from proposals.services import give_feedback
from proposals.services import warnings as services
from proposals.suspects import suspected, suspects_of
from tests import browsing, factories
from tests.browsing import fresh, inbox, owed
from tests.conftest import behind_its_back
from tests.consultations.test_moves_table import faults, lines
from tests.consultations.test_permissions import refusals
from tests.documents.conftest import opened, printed, words
from tests.factories import hand
from tests.keys.conftest import SOON, sound
from tests.merging import another, filed_by
from tests.papers import upload
from workflow.models import Event

LETTERS = lines(
    WarningLetter,
    """
reply_warning, 待答复, 已答复, liaison|office
extend_warning, 待答复, (unchanged), office
warn_again, 待答复|已答复, 待答复, office|director
close_warning, 已答复, 已了结, office|director
void_warning, 待答复, 已作废, director
""",
)
LIST = reverse("keys:warnings")
YEAR = clock.today().year


class Person(browsing.Careful):
    @staticmethod
    def address(row, action) -> str:
        return reverse("keys:warning_act", args=[row.case.uid, action])


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def letter(share, office, here, education):
    told = {"unit": education, "shares": [share], "reason": "提案办理逾期1件", "words": "请抓紧"}
    return services.issue_warning(here.body, by=hand(office), due_on=clock.today() + SOON, **told)


@pytest.fixture
def everybody(cast, other_liaison, elsewhere, here):
    seats = vars(cast) | {
        "other_liaison": other_liaison,
        "foreign_office": elsewhere.office,
        "lead": factories.person(here, Role.LEAD),
    }
    return {name: Person(seat) for name, seat in seats.items()}


def test_the_rule_names_who_is_late_and_the_office_confirms(share, office, liaison, unit_head):
    me, new = Person(office), reverse("keys:new_warning", args=[share.unit_id])
    assert me.get(LIST).context["named"] == []
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert me.get(LIST).context["named"] == [(share.unit, 1)]
        form = me.get(new).context["form"]
        typed = {one.html_name: one.value() for one in form if one.value() is not None}
        assert typed["shares"] == [share.pk]
        assert typed["reason"] == "提案办理逾期1件"
        typed["unit"] = share.unit_id
        urls = {me.post(new, **typed)["Location"] for _ in range(2)}
        letter = WarningLetter.objects.get()
        assert urls == {letter.get_absolute_url()}
        assert letter.label == f"督办函〔{letter.year}〕1号"
        assert owed(letter) == {("warned", "liaison")}
        for seat in (liaison, unit_head):
            assert any("收到督办函，请按期答复" in one for one in inbox(seat))
        assert me.get(LIST).context["named"] == []  # a letter is about it already


def test_the_rule_is_the_places_own(share, office, here):
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert [one.pk for one in suspected(office)] == [share.pk]
        line = {"book": Entry.Book.RULE, "code": "warn_after", "label": "60", "position": 1}
        Entry.objects.create(committee=here.body, **line)
        assert list(suspected(office)) == []


def test_who_is_not_satisfied_is_named_until_it_is_handled_again(
    delivered, office, director, member, education
):
    told = {"attitude": "satisfied", "result": "dissatisfied", "words": "没有解决"}
    give_feedback(delivered, by=hand(member), **told)
    assert [one.pk for one in suspected(office)] == [delivered.pk]
    case = proposals.verify(fresh(delivered.proposal), by=hand(office), note="属实")
    proposals.rehandle(case, by=hand(director), units=[education], note="请提出时限")
    assert list(suspected(office)) == []
    assert [one.round for one in suspects_of(office, education).rows] == [2]


def test_what_is_over_is_named_no_more(delivered, office, member):
    told = {"attitude": "satisfied", "result": "dissatisfied", "words": "没有解决"}
    give_feedback(delivered, by=hand(member), **told)
    change = "UPDATE proposals_proposal SET status = 'closed' WHERE case_id = %s"
    behind_its_back(change, delivered.proposal_id)
    assert list(suspected(office)) == []


def test_dissatisfaction_that_a_letter_was_about_is_not_named_again(
    delivered, office, director, member, here
):
    told = {"attitude": "satisfied", "result": "dissatisfied", "words": "没有解决"}
    give_feedback(delivered, by=hand(member), **told)
    assert [one.pk for one in suspected(office)] == [delivered.pk]
    words = {"unit": delivered.unit, "reason": "不满意1件", "words": "请再沟通"}
    words |= {"shares": [delivered], "due_on": clock.today() + SOON}
    for end in (False, True):
        letter = services.issue_warning(here.body, by=hand(office), **words)
        assert list(suspected(office)) == []  # nor a second time when that letter is done with
        if end:
            services.reply_warning(letter, by=hand(office), reply="已上门沟通")
            services.close_warning(fresh(letter), by=hand(office))
        else:
            services.void_warning(letter, by=hand(director), note="发错单位")
        assert [one.pk for one in suspected(office)] == ([] if end else [delivered.pk])
    offered = suspects_of(office, delivered.unit)
    assert (list(offered.rows), offered.named) == ([], [])


def test_the_unit_answers_with_its_file_and_the_office_is_done_with_it(letter, liaison, office):
    unit, me = Person(liaison), Person(office)
    assert unit.tries("reply_warning", letter, reply=" ").status_code == 422
    unit.does("reply_warning", letter, reply="已召开专题会议", files=upload(name="复函.pdf"))
    assert owed(letter) == {("check_warned", "office")}
    page = me.get(letter.get_absolute_url()).content.decode()
    assert "已召开专题会议" in page
    assert "复函.pdf" in page
    me.does("close_warning", letter)
    assert (fresh(letter).status, owed(letter)) == ("closed", set())
    assert any("督办函已了结" in one for one in inbox(liaison))
    assert sound(letter)


def test_an_answer_on_paper_is_entered_for_the_unit_and_days_must_come(letter, office, here):
    """An answer is expected by a day that is not over; later ones are later."""
    me, yesterday = Person(office), clock.today() - timedelta(days=1)
    told = {"unit": letter.unit, "reason": "逾期", "words": "抓紧", "due_on": clock.today()}
    shares = [one.assignment for one in letter.items.all()]
    with pytest.raises(ValidationError, match="期限应晚于今天"):
        services.issue_warning(here.body, by=hand(office), shares=shares, **told)
    for until, why in ((yesterday, "期限应晚于今天"), (letter.due_on, "应晚于现在的期限")):
        page = me.tries("extend_warning", letter, until=until, note="材料未齐")
        assert (page.status_code, why in page.content.decode()) == (422, True)
    me.does("reply_warning", letter, reply="来函答复：已召开专题会议")
    entered = Event.objects.get(action="reply_warning")
    assert entered.on_behalf_of == f"unit:{letter.unit_id}"


def test_what_is_not_enough_is_sent_again_under_the_same_number(letter, liaison, office):
    services.reply_warning(letter, by=hand(liaison), reply="正在研究")
    day = clock.today() + SOON
    Person(office).does("warn_again", letter, words="请明确时限", due_on=day)
    again = fresh(letter)
    assert (again.number, again.times, again.status) == (1, 2, "issued")
    assert owed(letter) == {("warned", "liaison")}
    later = day + timedelta(days=9)
    Person(office).does("extend_warning", again, until=later, note="雨季")
    assert fresh(letter).due_on == later
    assert sound(letter)


def test_the_case_and_the_board_say_that_it_is_under_supervision(letter, office, member):
    case, board = letter.items.get().assignment.proposal, reverse("proposals:board_list")
    assert "督办中" in Person(office).get(case.get_absolute_url()).content.decode()
    assert "督办中" not in Person(member).get(case.get_absolute_url()).content.decode()
    for unit, rows in ((letter.unit.name, [letter.pk]), ("没有的单位", [])):
        shown = Person(office).get(LIST, unit=unit, year=YEAR).context["lines"]
        assert [one.row.pk for one in shown] == rows
    found = Person(office).get(board, figure="warned").context["lines"]
    assert [one.row.pk for one in found] == [letter.items.get().assignment_id]


def test_numbers_have_no_gap_and_are_not_used_again(letter, here, office, director, share):
    Person(director).does("void_warning", letter, note="发错单位")
    told = {"unit": share.unit, "reason": "逾期", "words": "请抓紧", "due_on": clock.today() + SOON}
    with pytest.raises(ValidationError):
        services.issue_warning(here.body, by=hand(office), shares=[], **told)
    second = services.issue_warning(here.body, by=hand(office), shares=[share], **told)
    assert (second.year, second.number) == (YEAR, 2)


def test_it_is_only_about_what_the_unit_answers_for(share, police, here, office):
    told = {"unit": police, "reason": "逾期", "words": "请抓紧", "due_on": clock.today() + SOON}
    with pytest.raises(ValidationError, match="只能选择由州公安局承办的提案"):
        services.issue_warning(here.body, by=hand(office), shares=[share], **told)


def test_the_paper_is_the_letter_that_went_out(letter, liaison, other_liaison):
    url = reverse("documents:warning", args=[letter.case.uid, "docx"])
    text = words(opened(Person(liaison).get(url)))
    for told in (letter.label, "关于提案办理逾期1件的督办函", "请抓紧", letter.unit.name):
        assert told in text
    assert "督办函" in printed(Person(liaison).get(url.replace("docx", "pdf"))).text
    assert Person(other_liaison).get(url).status_code == 404


def test_a_void_letter_is_printed_no_more(letter, director, liaison):
    url = reverse("documents:warning", args=[letter.case.uid, "docx"])
    assert url in Person(liaison).get(letter.get_absolute_url()).content.decode()
    Person(director).does("void_warning", letter, note="发错单位")
    assert Person(liaison).get(url).status_code == 404
    assert url not in Person(liaison).get(letter.get_absolute_url()).content.decode()


def test_who_sees_it_and_who_may_what(letter, everybody):
    sees = {"office", "director", "lead", "liaison", "unit_head", "dispatcher"}
    page = letter.get_absolute_url()
    answers = {name: one.get(page).status_code for name, one in everybody.items()}
    assert {name for name, status in answers.items() if status == 200} == sees
    assert set(answers.values()) == {200, 404}
    urls = {Person.address(letter, verb): " ".join(line.seats) for verb, line in LETTERS.items()}
    assert refusals(everybody, urls, sees) == []


def test_it_goes_where_the_table_says_and_nowhere_else(letter, cast, other_liaison, elsewhere):
    seats = vars(cast) | {"other": other_liaison, "foreign": elsewhere.office, "nobody": None}
    assert faults(tables.WARNING, tables.WarningAction, LETTERS, letter, seats) == []
    moves = {action.value: move for action, move in tables.WARNING.moves.items()}
    assert (
        set(LETTERS)
        == set(WARNING_DOORS)
        == set(moves)
        - {
            *("issue_warning", "lapse_warning", "follow"),
        }
    )
    for action, line in LETTERS.items():
        assert (moves[action].sources, moves[action].target or "") == (line.sources, line.target)


def test_what_its_letter_pressed_for_is_taken_back_and_nobody_owes_an_answer(
    letter, here, member, office, director, liaison
):
    """The case is under supervision no more at once, and its letter ends by itself."""
    case, board = letter.items.get().assignment.proposal, reverse("proposals:board_list")
    assert services.lapse_warnings() == 0
    proposals.ask_withdrawal(case, by=hand(member), note="情况有变")
    proposals.withdraw(fresh(case), by=hand(director))
    me = Person(office)
    assert "督办中" not in me.get(case.get_absolute_url()).content.decode()
    assert me.get(board, figure="warned").context["lines"] == []
    assert me.get(LIST).context["named"] == []
    assert (services.lapse_warnings(), services.lapse_warnings()) == (1, 0)
    assert (fresh(letter).status, fresh(letter).closed_on) == ("closed", clock.today())
    assert owed(letter) == set()
    assert "所督办的提案都已撤案" in me.get(letter.get_absolute_url()).content.decode()
    assert any("督办函已自行了结，不必答复" in one for one in inbox(liaison))
    assert sound(letter)
    told = {"unit": letter.unit, "reason": "逾期", "words": "抓紧", "due_on": clock.today() + SOON}
    shares = [one.assignment for one in letter.items.all()]
    with pytest.raises(ValidationError, match="只能选择由州教育体育局承办的提案"):
        services.issue_warning(here.body, by=hand(office), shares=shares, **told)


def test_a_letter_about_two_goes_on_for_the_one_that_is_left(
    letter, here, member, other_member, office, director, dispatcher, education, police, liaison
):
    """A share that went to another unit counts no more than one that was stopped."""
    gone = letter.items.get().assignment.proposal
    left = another(here, other_member, office, "关于校园周边交通的提案", units=[education])
    left = filed_by(here, office, director, left)
    [left] = proposals.number([left], by=hand(office))
    left = proposals.transfer(left, by=hand(office), units=[education])
    words = {"host": education, "notice_on": left.filed_on}
    share = proposals.hand_over(left, by=hand(dispatcher), **words).assignments.get()
    told = {"unit": education, "reason": "逾期", "words": "抓紧", "due_on": clock.today() + SOON}
    shares = [letter.items.get().assignment, share]
    both = services.issue_warning(here.body, by=hand(office), shares=shares, **told)
    proposals.ask_withdrawal(gone, by=hand(member), note="情况有变")
    proposals.withdraw(fresh(gone), by=hand(director))
    assert services.lapse_warnings() == 1  # the one about this case alone
    assert owed(both) == {("warned", "liaison")}
    asked = {"what": "reassign", "unit": police, "note": "此项工作由公安机关负责，不属于我局职责"}
    share = proposals.ask_change(share, by=hand(liaison), **asked)
    assert "督办中" in Person(office).get(left.get_absolute_url()).content.decode()
    proposals.accept_change(share, by=hand(dispatcher), unit=police)
    assert "督办中" not in Person(office).get(left.get_absolute_url()).content.decode()
    assert (services.lapse_warnings(), fresh(both).status) == (1, "closed")
