"""督办台账: how each unit's shares stand; every number leads to exactly the shares it counts."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from common import clock
from deadlines.models import Obligation
from members import services as members
from members.models import Session
from proposals import services
from proposals.boards import BOARD as BOARD_CODES
from proposals.boards import counted, total
from proposals.ledger_rates import BOARD_RATIOS
from tests import factories
from tests.answering import BAD
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.merging import another
from tests.promising import delivered_with, kept_of, planned

BOARD = reverse("proposals:board")
READERS = ("office", "director", "dispatcher", "liaison", "unit_head")


def line_of(seat, unit="州教育体育局", **query):
    page = Person(seat).get(BOARD, **query)
    assert page.status_code == 200
    [line] = [line for line in page.context["lines"] if line.row == unit]
    return line.cells


def numbers(seat, unit="州教育体育局", **query):
    cells = line_of(seat, unit, **query)
    return {code: cell["text"] for code, cell in cells.items() if cell and code in BOARD_CODES}


def rates(seat, unit="州教育体育局"):
    """Each with the two numbers that it is made of."""
    cells = [line_of(seat, unit)[one.code] for one in BOARD_RATIOS]
    return [cell and (cell["text"], *(part["text"] for part in cell["parts"])) for cell in cells]


def late(share, *kinds):
    behind_its_back(
        "UPDATE deadlines_obligation SET due_on = %s WHERE subject_id = %s AND kind = ANY(%s)"
        " AND met_at IS NULL",
        clock.today() - timedelta(days=3), share.pk, list(kinds),
    )  # fmt: skip


def given(here, proposer, office, director, dispatcher, unit, title):
    """Another proposal, handed over to that unit today."""
    proposal = another(here, proposer, office, title)
    services.convene(
        here.session, by=hand(office), name=f"会议：{title}",
        held_on=clock.today(), proposals=[proposal],
    )  # fmt: skip
    services.file(proposal, by=hand(director))
    services.number([proposal], by=hand(office))
    services.transfer(proposal, by=hand(office), units=[unit])
    services.hand_over(proposal, by=hand(dispatcher), host=unit, notice_on=clock.today())
    return proposal.assignments.get()


@pytest.fixture
def busy(delivered, here, other_member, cast, education, police, other_liaison):
    """One answered, one late, one pressed, one returned, and one of another unit."""
    people = (here, other_member, cast.office, cast.director, cast.dispatcher)
    overdue = given(*people, education, "关于保护古树名木的提案")
    late(overdue, "sign_for")
    pressed = given(*people, education, "关于发展茶产业的提案")
    services.sign_for(pressed, by=hand(cast.liaison))
    services.urge(pressed, by=hand(cast.office), note="请抓紧")
    services.urge(pressed, by=hand(cast.director), note="请抓紧")
    back = given(*people, education, "关于乡村医生待遇的提案")
    services.ask_change(back, by=hand(cast.liaison), what="return", note="不属本局职责")
    theirs = given(*people, police, "关于校园周边交通的提案")
    services.sign_for(theirs, by=hand(other_liaison))
    services.ask_extension(
        theirs, by=hand(other_liaison), note="须与省级部门协商",
        until=Obligation.objects.open().get(subject_id=theirs.pk, kind="reply").due_on
        + timedelta(days=20),
    )  # fmt: skip
    services.grant_extension(theirs, by=hand(cast.dispatcher))
    return here.session


def test_the_office_sees_how_every_unit_stands(busy, office):
    assert numbers(office) == {
        "all": "4", "open": "3", "late": "1", "returned": "1",
        "urged": "2", "signed": "0.0", "sent": "0.0", "answered": "1",
    } | soon_of(office)  # fmt: skip
    assert numbers(office, "州公安局")["extended"] == "1"
    together = numbers(office, "合计")
    assert (together["all"], together["late"], together["urged"]) == ("5", "1", "2")


def test_average_days_are_counted_from_the_notice(busy, delivered, office):
    behind_its_back(
        "UPDATE proposals_proposal SET notice_on = %s WHERE case_id = %s",
        clock.today() - timedelta(days=10), delivered.proposal_id,
    )  # fmt: skip
    assert numbers(office)["sent"] == "10.0"


def test_beside_them_stand_contact_ratings_apart_and_promises(contacted, cast, here, grade):
    share = delivered_with(contacted, cast, grade, planned(), planned("修便道", days=9))
    services.give_feedback(share, by=hand(cast.member), **BAD)
    kept_of(share, cast)
    assert rates(cast.office)[3] == ("100.00%", 1, 1)
    with clock.frozen(clock.now() + timedelta(days=10)):
        assert rates(cast.office) == [
            ("100.00%", 1, 1), ("100.00%", 1, 1), ("0.00%", 0, 1), ("50.00%", 1, 2),
        ]  # fmt: skip
        person = Person(cast.office)
        for one in BOARD_RATIOS:
            for part in line_of(cast.office)[one.code]["parts"]:
                rows = person.get(part["url"]).context["lines"]
                assert len(rows) == part["text"], part
        page = person.get(reverse("proposals:board_sheet"))
    header, line, *_ = sheet_of(page)
    told = dict(zip(header, line, strict=True))
    assert (told["已落实（项）"], told["到期（项）"], told["办实率"]) == (1, 2, "50.00%")
    assert (told["对结果满意（件）"], told["满意率（结果）"]) == (0, "0.00%")


def test_nothing_answered_has_no_rates(share, cast):
    assert rates(cast.office) == [None] * 4


def soon_of(office):
    """Whether the first contact is within the yellow days depends on holidays: counted anew."""
    cells = line_of(office)
    return {"soon": cells["soon"]["text"]} if cells["soon"] else {}


@pytest.mark.parametrize("who", READERS)
def test_every_number_leads_to_exactly_the_shares_it_counts(request, busy, who):
    seat = request.getfixturevalue(who)
    person, seen = Person(seat), 0
    known = {str(unit): told for unit, told in counted(seat, busy, BOARD_CODES).items()}
    known["合计"] = total(seat, busy, BOARD_CODES)
    for line in person.get(BOARD).context["lines"]:
        for code, cell in line.cells.items():
            if code not in BOARD_CODES or not cell:
                continue
            listed = person.get(cell["url"]).context["told"]
            assert listed["shares"] == known[line.row][code].shares > 0, (line.row, code)
            if code not in ("signed", "sent"):
                shown = listed["presses"] if code == "urged" else listed["shares"]
                assert str(shown) == cell["text"], (line.row, code)
            seen += 1
    assert seen >= 6


@pytest.mark.parametrize(("days", "yellow"), [("", True), ("1", True), ("0", False)])
def test_a_light_turns_yellow_on_the_day_the_place_has_chosen(share, office, days, yellow):
    due = Obligation.objects.get(kind="sign_for").due_on
    if days:
        rule = {"code": "soon_days", "label": days}
        assert (
            Person(office).post(reverse("dictionary_add", args=["rule"]), **rule).status_code == 302
        )
    with clock.frozen(due - timedelta(days=1)):
        assert bool(line_of(office)["soon"]) == yellow
        page = Person(office).get("/proposals/").content.decode()
        assert ('class="light soon"' in page) == yellow
    with clock.frozen(due):
        assert line_of(office)["soon"]["text"] == "1"
        assert "今天到期" in Person(office).get("/proposals/").content.decode()


def test_a_dispatcher_sees_their_own_system_and_a_unit_itself(busy, here, dispatcher, liaison):
    units = {line.row for line in Person(dispatcher).get(BOARD).context["lines"]}
    assert units == {"州公安局", "州教育体育局", "合计"}
    party = factories.person(here, "dispatcher", system=here.party)
    assert Person(party).get(BOARD).context["lines"] == []
    assert [line.row for line in Person(liaison).get(BOARD).context["lines"]] == ["州教育体育局"]


def test_a_neighbour_sees_nothing_of_it(busy, elsewhere, education):
    neighbour = Person(elsewhere.office)
    assert neighbour.get(BOARD).context["lines"] == []
    listed = neighbour.get(reverse("proposals:board_list"), unit=education.pk)
    assert listed.context["told"]["shares"] == 0
    assert listed.context["lines"] == []
    assert "关于保护古树名木" not in listed.content.decode()


def test_proposers_have_no_board(busy, member):
    for name in ("board", "board_list", "board_sheet"):
        assert Person(member).get(reverse(f"proposals:{name}")).status_code == 403


def test_a_merged_unit_is_counted_with_its_successor(busy, here, education, police, office):
    members.merge_unit(education, by=hand(office), into=police)
    page = Person(office).get(BOARD)
    assert [line.row for line in page.context["lines"]] == ["州公安局"]
    assert numbers(office, "州公安局")["all"] == "5"


def test_another_session_is_counted_by_itself(busy, office, here):
    later = Session.objects.create(
        term=here.term, ordinal=6, name="十一届六次会议", cutoff=clock.now() + timedelta(days=400),
        opens_on=clock.today() + timedelta(days=300), plenary_from=clock.today(),
        plenary_to=clock.today(),
    )  # fmt: skip
    assert numbers(office, session="all")["all"] == "4"
    assert Person(office).get(BOARD, session=later.pk).context["lines"] == []


def test_a_paused_limit_is_not_late(busy, office, cast):
    behind_its_back("UPDATE deadlines_obligation SET paused_on = due_on WHERE due_on < now()")
    assert line_of(office)["late"] is None


def test_the_table_to_take_away_says_the_same(busy, office):
    page = Person(office).get(reverse("proposals:board_sheet"))
    header, *rows = sheet_of(page)
    [line] = [row for row in rows if row[0] == "州教育体育局"]
    told = dict(zip(header, line, strict=True))
    assert (told["承办（件）"], told["逾期（件）"], told["催办（次）"]) == (4, 1, 2)
    assert told["平均签收（天）"] == 0


def sheet_of(page):
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(page.content)).get_sheet_by_index(0).to_python()
    )


def test_it_costs_no_more_questions_for_more_units_and_cases(
    busy, office, here, other_member, cast
):
    few = questions(office)
    people = (here, other_member, cast.office, cast.director, cast.dispatcher)
    for number in range(3):
        unit = factories.unit(here, f"州第{number}局")
        given(*people, unit, f"关于第{number}件事情的提案")
    assert questions(office) == few <= 12


def questions(seat):
    person = Person(seat)
    person.get(BOARD)
    with CaptureQueriesContext(connection) as asked:
        person.get(BOARD)
    return len(asked)
