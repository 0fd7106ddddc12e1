"""提案统计: every number leads to exactly its list, to each their own part, and it stays put."""

from __future__ import annotations

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from common import clock
from members import services as members
from members.models import Committee, Entry, Organisation, Session, Unit
from members.services import registry_of
from proposals import services
from proposals.board_list import ShareFilter
from proposals.ledger import promises_of
from proposals.ledger_list import PromiseFilter
from proposals.models import Proposal
from proposals.share_facts import shares_of, with_facts
from proposals.views.yearly import OF_ALL
from proposals.yearly_facts import with_year_facts
from proposals.yearly_list import YearFilter
from proposals.yearly_members import TakingPartFilter, of_session
from tests import factories
from tests.answering import GOOD
from tests.browsing import Person, fresh
from tests.conftest import behind_its_back, sql
from tests.factories import hand
from tests.merging import another, submitted_by
from tests.promising import delivered_with, kept_of, planned
from workflow.models import Event

PAGE, SHEET = reverse("proposals:yearly"), reverse("proposals:yearly_sheet")
PRESS = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def b(here):
    return factories.entry(here.body, Entry.Book.GRADE, "B")


@pytest.fixture
def story(contacted, cast, here, b, other_member, meeting):
    """One answered as B, with its promise kept; two merged into one, one declined, one new."""
    share = delivered_with(contacted, cast, b, planned())
    services.give_feedback(share, by=hand(cast.member), **GOOD)
    target = another(here, cast.member, cast.office, "关于发展茶产业的提案")
    absorbed = another(here, other_member, cast.office, "关于茶产业发展的建议")
    services.merge(absorbed, by=hand(cast.director), target=target)
    declined = another(here, cast.member, cast.office, "关于某件小事的提案")
    services.list_proposals(meeting, by=hand(cast.office), proposals=[declined])
    line = factories.entry
    services.decline(
        declined, by=hand(cast.director), note="空泛",
        ground=line(here.body, Entry.Book.GROUND, "vague"),
        disposition=line(here.body, Entry.Book.DISPOSITION, "opinion"),
    )  # fmt: skip
    submitted_by(here, cast.member, "关于校车安全的提案")
    kept_of(share, cast)
    return share


def page(seat, **query):
    shown = Person(seat).get(PAGE, **query)
    assert shown.status_code == 200
    return shown


def table(seat, title, **query):
    tables = {one.title: one for one in page(seat, **query).context["tables"]}
    return {line.row: line.cells for line in tables[title].lines}


def told(cells):
    return {code: cell["text"] for code, cell in cells.items() if isinstance(cell, dict)}


def links(shown):
    """Every number of the page with where it leads."""
    for one in shown.context["tables"]:
        for line in one.lines:
            for code, cell in line.cells.items():
                if isinstance(cell, dict):
                    parts = cell.get("parts", [cell])
                    yield from ((line.row, code, part["text"], part["url"]) for part in parts)


def members_of(seat):
    return of_session(seat, Session.objects.get())


LISTS = {
    reverse("proposals:yearly_members"): (TakingPartFilter, members_of),
    reverse("proposals:yearly_list"): (YearFilter, lambda seat: with_year_facts(of(seat))),
    reverse("proposals:board_list"): (ShareFilter, lambda seat: with_facts(shares_of(seat))),
    reverse("proposals:ledger"): (PromiseFilter, promises_of),
}


def of(seat):
    return Proposal.objects.visible_to(seat).filter(committee=seat.committee_id)


def behind(seat, url):
    """How many the list at that address holds, by its own filter."""
    path, _, query = url.partition("?")
    kind, rows = LISTS[path]
    found = kind(QueryDict(query), queryset=rows(seat), request=SimpleNamespace(seat=seat))
    assert found.is_valid(), (url, found.form.errors)
    return found.qs.order_by().count()


def test_both_conventions_of_filing_and_of_closing_are_named(story, cast, here):
    [cells] = table(cast.office, "提出和办理").values()
    assert told(cells) == {
        "received": 5, "filed": 1, "merged": 1, "declined": 1, "pending": 2, "answered": 1,
        "closed": 1, "grade:B": 1, "filed_rate": "20.00%", "counted_rate": "40.00%",
        "replied_rate": "100.00%", "closed_rate": "100.00%",
    }  # fmt: skip
    shown = page(cast.office).content.decode()
    for words in ("立案率（按案件）", "立案率（按提案）", "政府称办结率", "政协口径"):
        assert words in shown


def test_every_number_leads_to_exactly_its_list(story, cast):
    shown = page(cast.office, by="every")
    assert len(shown.context["tables"]) >= len(OF_ALL)
    seen = {url: number for *_, number, url in links(shown)}
    assert len(seen) > 40
    counted = {url: behind(cast.office, url) for url in seen}
    assert counted == seen
    for path in LISTS:  # and the page shows them
        url = next(
            one for one in seen if one.startswith(f"{path}?") and ("by=" in one or "sector=" in one)
        )
        shown = Person(cast.office).get(url)
        assert len(shown.context["lines"]) == seen[url]
        assert "invalid name" not in shown.content.decode()


def test_what_a_list_was_opened_from_is_said_in_words_and_left_out_as_one(story, cast, here):
    """A line of a table is two conditions in the address, and one for whoever reads."""
    narrow = {"figure": "all", "by": "field", "value": "economy"}
    system = str(here.government)
    for name in ("proposals:ledger", "proposals:board_list"):
        chips = Person(cast.office).get(reverse(name), **narrow).context["chips"]
        [chip] = [one for one in chips if one.label == "领域"]
        assert (chip.text, chip.url, len(chips)) == ("经济建设", "?figure=all", 2)
        shown = Person(cast.office).get(reverse(name), system=here.government.pk)
        [chip] = shown.context["chips"]
        assert (chip.label, chip.text) == ("系统", system)
        assert "invalid name" not in shown.content.decode()


def test_session_stands_against_session_each_with_its_own_lists(story, cast, here):
    day = here.session.plenary_from - timedelta(days=365)
    days = {"opens_on": day, "plenary_from": day, "plenary_to": day, "cutoff": clock.now()}
    before = Session.objects.create(term=here.term, ordinal=4, name="十一届四次会议", **days)
    behind_its_back(
        "UPDATE proposals_proposal SET session_id = %s WHERE title LIKE %s",
        before.pk, "%茶产业%",
    )  # fmt: skip
    lines = table(cast.office, "历次会议：提出和办理", by="session")
    numbers = {name: (told(cells)["received"], told(cells).get("merged"))
               for name, cells in lines.items()}  # fmt: skip
    assert numbers == {"十一届五次会议": (3, None), "十一届四次会议": (2, 1)}
    seen = {url: number for *_, number, url in links(page(cast.office, by="session"))}
    assert {url: behind(cast.office, url) for url in seen} == seen
    call_command("recount_statistics")


def test_a_unit_reads_its_own_and_a_system_what_is_its(story, cast, other_liaison, here):
    for seat in (cast.liaison, cast.dispatcher):
        shown = page(seat)
        assert "立案率" not in "".join(c.label for t in shown.context["tables"] for c in t.columns)
        assert list(table(seat, "按承办单位", by="unit")) == ["州教育体育局"]
        assert Person(seat).get(PAGE, by="field").status_code == 404
    seen = {url: number for *_, number, url in links(page(cast.liaison, by="unit"))}
    assert {url: behind(cast.liaison, url) for url in seen} == seen
    assert table(other_liaison, "按承办单位", by="unit") == {}
    assert Person(cast.member).get(PAGE).status_code == 403


def test_a_committee_above_reads_the_numbers_and_no_case(story, cast, here, elsewhere):
    Committee.objects.filter(pk=here.body.pk).update(parent=elsewhere.body)
    shown = page(elsewhere.office, committee=here.body.pk)
    [cells] = table(elsewhere.office, "提出和办理", committee=here.body.pk).values()
    assert told(cells)["received"] == 5
    assert "statistics/list" not in shown.content.decode()
    assert page(elsewhere.office, committee=here.body.pk, by="every").status_code == 200
    assert Person(cast.office).get(PAGE, committee=elsewhere.body.pk).status_code == 404
    assert Person(cast.liaison).get(PAGE, committee=elsewhere.body.pk).status_code == 404


def test_what_was_published_stays_and_what_it_became_stands_beside_it(story, cast, here, b):
    services.publish_year(registry_of(here.body), by=hand(cast.director), session=here.session)
    with clock.frozen(clock.now() + timedelta(days=3)):
        [wish] = fresh(story.proposal).regradings.all()
        services.regrade(wish, by=hand(cast.director))
        another(here, factories.member(here, "段立秋"), cast.office, "关于修建灌渠的提案")
        shown = page(cast.office)
        [cells] = table(cast.office, "提出和办理").values()
        assert (told(cells)["grade:B"], told(cells).get("grade:A")) == (1, None)
        beside = {
            line.row: (line.cells["then"], line.cells["now"]["text"])
            for line in shown.context["published"].lines
        }
        assert beside["提案：A类"] == (0, 1)
        assert beside["提案：B类"] == (1, 0)
        assert beside["提案：收到"] == (5, 6)
        assert beside["承诺：已落实"] == (1, 1)
        assert (beside["委员：委员"], beside["委员：参与"]) == ((2, 3), (2, 3))
        answer = Person(cast.office).post(f"{SHEET}?session={here.session.pk}", press=PRESS)
        assert ["提案：收到", 5, 6] in [line[:3] for line in read(answer)]
        names = [line.row for line in shown.context["published"].lines]
        assert names[:3] == ["提案：收到", "提案：立案", "提案：并入他案"]  # as in the tables
        for line in shown.context["published"].lines:  # today's numbers lead to their lists
            cell = line.cells["now"]
            assert behind(cast.office, cell["url"]) == cell["text"], line.row
        call_command("recount_statistics")


def test_several_answers_count_by_the_one_that_solves_least(story, cast, here, police, grade):
    """Two units answer apart: for the case the lower grade, for each unit its own."""
    sql("SET session_replication_role = replica")
    other = type(story)._base_manager.get(pk=story.pk)
    letter = story.replies.get()
    other.pk, other.unit = None, police
    type(other).objects.bulk_create([other])
    letter.pk, letter.assignment, letter.grade = None, other, grade
    type(letter).objects.bulk_create([letter])
    sql("SET session_replication_role = origin")
    [cells] = table(cast.office, "提出和办理").values()
    assert (told(cells).get("grade:A"), told(cells)["grade:B"]) == (None, 1)
    units = table(cast.office, "按承办单位", by="unit")
    assert told(units["州公安局"])["grade:A"] == told(units["州教育体育局"])["grade:B"] == 1
    graded_as_listed(cast.office, ("A", 1), ("B", 1))
    members.merge_unit(police, by=hand(cast.office), into=story.unit, reason="机构改革")
    [cells] = table(cast.office, "提出和办理").values()  # as it was: two answered
    assert (told(cells).get("grade:A"), told(cells)["grade:B"]) == (None, 1)
    graded_as_listed(cast.office, ("A", 1), ("B", 1))
    call_command("recount_statistics")
    behind_its_back("UPDATE proposals_reply SET grade_id = %s", grade.pk)
    graded_as_listed(cast.office, ("A", 1))  # of two answers alike the system's proposal is one
    call_command("recount_statistics")


def graded_as_listed(seat, *grades):
    """What the system answered, by grade; and each number of a unit or system has its list."""
    [system] = table(seat, "按系统", by="unit").values()
    assert {code: told(system)[f"grade:{code}"] for code, _ in grades} == dict(grades)
    shown = links(page(seat, by="unit"))
    seen = {url: number for *_, number, url in shown if "answer=" in url}
    assert {url: behind(seat, url) for url in seen} == seen


def test_days_are_told_by_their_median_and_nine_in_ten(story, cast, here, member):
    case = story.proposal_id
    day = clock.today()
    behind_its_back(
        "UPDATE proposals_proposal SET filed_on = %s, notice_on = %s WHERE case_id = %s",
        day, day + timedelta(days=10), case,
    )  # fmt: skip
    steps = table(cast.office, "各步骤用时")
    assert (steps["立案到交办"]["mid"], steps["立案到交办"]["most"]) == (10.0, 10.0)
    assert steps["立案到交办"]["n"]["text"] == 1
    assert steps["提交到办结"]["n"]["text"] == 1


def test_it_is_taken_away_as_excel_on_record_and_runs_no_formula(story, cast, here):
    Unit.objects.filter(pk=story.unit_id).update(short_name="=1+1")
    query = f"{SHEET}?session={here.session.pk}"
    assert Person(cast.member).post(query, press=PRESS).status_code == 403
    assert Person(cast.office).post(query).status_code == 400
    for _ in range(2):  # the same press again: the same file, told of once
        answer = Person(cast.office).post(query, press=PRESS)
    lines = read(answer)
    assert [cut(line) for line in lines if any(line)][1:] == list(as_shown(cast.office))
    for words in ("立案率（按案件）", "立案率（按提案）", "政府称办结率", "政协口径"):
        assert words in str(lines)
    assert [line[0] for line in lines if "=" in str(line[0])] == ["=1+1"]  # as it is written
    [event] = Event.objects.filter(action="export")
    assert (event.seat, event.data["exported"]) == (
        cast.office, [{"session": here.session.pk, "committee": here.body.pk}],
    )  # fmt: skip


def read(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def cut(line):
    """Without the empty cells behind it."""
    found = list(line)
    while found and found[-1] == "":
        found.pop()
    return found


def as_shown(seat):
    """The words and numbers of all tables of the page, row by row."""
    for one in page(seat, by="every").context["tables"]:
        yield [one.title]
        yield [column.label for column in one.columns]
        for line in one.lines:
            cells = [line.cells.get(column.key) for column in one.columns]
            texts = [cell["text"] if isinstance(cell, dict) else cell for cell in cells]
            yield cut(["" if text is None else text for text in texts])


NUMBERS = ("proposals:ledger_rates", "proposals:board", "proposals:report", "keys:leaders")


def test_a_session_without_anything_divides_nothing_by_nothing(here, cast):
    """No proposal, no promise, no answer: dashes, and nothing breaks."""
    person = Person(cast.office)
    assert {person.get(reverse(one)).status_code for one in NUMBERS} == {200}
    numbers = links(page(cast.office, by="every"))
    assert {code for _, code, *_ in numbers} <= {"members", "apart", "rate"}  # who could take part
    answer = person.post(f"{SHEET}?session={here.session.pk}", press=PRESS)
    assert answer.status_code == 200
    call_command("recount_statistics")


def questions(person, by):
    with CaptureQueriesContext(connection) as asked:
        person.get(PAGE, by=by)
    return len(asked)


def test_more_cases_and_units_ask_no_more_questions(story, cast, here, police):
    pages, person = ("", "unit", "sector"), Person(cast.office)
    person.get(PAGE)
    before = {by: questions(person, by) for by in pages}
    for number in range(3):
        another(here, cast.member, cast.office, f"关于第{number}件事的提案", units=[police])
    body = factories.organisation(here, kind=Organisation.Kind.PARTY)
    behind_its_back(
        "UPDATE proposals_proposal SET member_id = NULL, organisation_id = %s, cosigners = 0"
        " WHERE title LIKE %s", body.pk, "关于第%",
    )  # fmt: skip
    assert {by: questions(person, by) for by in pages} == before
    assert before[""] <= 20
    assert Proposal.objects.count() == 8


def test_plain_sql_comes_to_the_same_and_a_difference_fails(story, cast, monkeypatch, capsys):
    from django.core.management import CommandError

    from proposals import yearly

    call_command("recount_statistics")
    assert "grade:B：页面 1，重算 1" in capsys.readouterr().out
    monkeypatch.setattr(yearly, "REPLIED", yearly.ALL)
    with pytest.raises(CommandError, match="处差异"):
        call_command("recount_statistics")
