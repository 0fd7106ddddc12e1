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
        "received": 5, "filed": 1, "merged": 1, "declined": 1, "answered": 1, "closed": 1,
        "grade:B": 1, "filed_rate": "20.00%", "counted_rate": "40.00%",
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
        assert len(Person(cast.office).get(url).context["lines"]) == seen[url]


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
        another(here, cast.member, cast.office, "关于修建灌渠的提案")
        shown = page(cast.office)
        [cells] = table(cast.office, "提出和办理").values()
        assert (told(cells)["grade:B"], told(cells).get("grade:A")) == (1, None)
        beside = {
            line.row: (line.cells["then"], line.cells["now"])
            for line in shown.context["published"].lines
        }
        assert beside["提案：A类"] == ("0", "1")
        assert beside["提案：B类"] == ("1", "0")
        assert beside["提案：收到"] == ("5", "6")
        assert beside["承诺：已落实"] == ("1", "1")
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
    shown = links(page(cast.office, by="unit"))
    seen = {url: number for *_, number, url in shown if "answer=" in url}
    assert {url: behind(cast.office, url) for url in seen} == seen
    behind_its_back("UPDATE proposals_reply SET grade_id = %s", story.replies.get().grade_id)
    shown = links(page(cast.office, by="unit"))
    seen = {url: number for *_, number, url in shown if "answer=s" in url}
    assert list(seen.values()) == [1]  # two answers of one case within the system
    assert {url: behind(cast.office, url) for url in seen} == seen
    call_command("recount_statistics")


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
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    lines = book.get_sheet_by_index(0).to_python()
    assert "按五大建设：提出和办理" in [line[0] for line in lines]
    assert [line[0] for line in lines if "=" in str(line[0])] == ["=1+1"]  # as it is written
    [event] = Event.objects.filter(action="export")
    assert (event.seat, event.data["exported"]) == (
        cast.office, [{"session": here.session.pk, "committee": here.body.pk}],
    )  # fmt: skip


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
