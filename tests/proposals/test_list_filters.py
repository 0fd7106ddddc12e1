"""筛选提案: by everything that matters, in words that can be taken away one by one."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from common import clock, listing, paging
from deadlines.models import Obligation
from members.models import Entry
from proposals import services
from proposals.filters import ProposalFilter
from proposals.models import Proposal
from tests import factories
from tests.answering import GOOD
from tests.browsing import Person
from tests.factories import hand
from tests.merging import submitted_by
from tests.test_queries import copies

LIST = reverse("proposals:list")


def page(seat, **query):
    answer = Person(seat).get(LIST, **query)
    assert answer.status_code == 200
    return answer


def titles(seat, **query):
    return [str(line.row) for line in page(seat, **query).context["lines"]]


def day(days=0):
    return f"{clock.today() + timedelta(days=days):%Y-%m-%d}"


def finds(seat, **query):
    """Whether the conditions leave any case, without a page around it."""
    rows, request = Proposal.objects.visible_to(seat), SimpleNamespace(seat=seat)
    return ProposalFilter(query, queryset=rows, request=request).qs.exists()


def found_by(seat, queries):
    return [query for query in queries if finds(seat, **query)]


def test_an_answered_case_is_found_by_all_that_is_true_of_it(
    here, delivered, office, member, education, grade
):
    services.give_feedback(delivered, by=hand(member), **GOOD)
    law = factories.entry(here.body, Entry.Book.GRADE, "B")
    true = [
        *({"phase": "closed"}, {"occasion": "plenary"}, {"proposer_kind": "member"}),
        *({"unit": education.pk, "duty": "host"}, {"duty": "host"}),
        *({"system": here.government.pk}, {"grade": grade.pk}, {"hold": "False"}),
        *({"attitude": "satisfied"}, {"result": "fair"}),
        *({"submitted_since": day(), "submitted_until": day()}, {"filed_until": day()}),
        *({"notice_since": day(-400)}, {"replied_since": day(), "replied_until": day()}),
    ]
    false = [
        *({"phase": "handling"}, {"occasion": "between"}, {"unit": education.pk, "duty": "co"}),
        *({"duty": "separate"}, {"system": here.party.pk}, {"grade": law.pk}, {"hold": "True"}),
        *({"attitude": "dissatisfied"}, {"attitude": "none"}, {"result": "satisfied"}),
        *({"submitted_since": day(1)}, {"filed_since": day(1)}, {"notice_until": day(-400)}),
        *({"replied_until": day(-1)}, {"asked": "pending"}, {"extended": "accepted"}),
        *({"lateness": "late"}, {"due_since": day(-400)}),
    ]
    assert found_by(office, true + false) == true


def test_who_said_nothing_is_not_among_the_satisfied(delivered, office):
    assert titles(office, attitude="none") == [delivered.proposal.title]
    assert found_by(office, [{"attitude": "satisfied"}, {"result": "fair"}]) == []


def test_what_a_unit_asked_for_is_found_while_it_waits(share, liaison, police, office, director):
    services.ask_change(share, by=hand(liaison), what="reassign", unit=police, note="不属本局职责")
    told = [{"asked": "reassign"}, {"asked": "pending"}, {"asked": "return"}]
    assert found_by(office, told) == found_by(liaison, told) == told[:2]


@pytest.mark.parametrize(
    ("left", "found"),
    [(-31, ["late", "late7", "late30"]), (-8, ["late", "late7"]), (-1, ["late"]), (0, ["soon"])],
)
def test_lateness_is_reckoned_by_the_nearest_day(submitted, office, left, found):
    Obligation.objects.filter(case=submitted.case).update(due_on=clock.today())
    owed = Obligation.objects.filter(case=submitted.case).order_by("pk").first()
    Obligation.objects.filter(pk=owed.pk).update(due_on=day(left))
    kinds = ("soon", "late", "late7", "late30", "paused")
    assert [kind for kind in kinds if finds(office, lateness=kind)] == found
    assert finds(office, due_since=day(left), due_until=day(left))
    assert not finds(office, due_since=day(left + 1))


def test_a_stopped_clock_is_late_for_nobody(submitted, office):
    Obligation.objects.filter(case=submitted.case).update(due_on=day(-3), paused_on=day(-4))
    assert not finds(office, lateness="late")
    assert titles(office, lateness="paused") == [submitted.title]


def test_what_one_may_not_know_one_may_not_look_for(delivered, member, liaison, office, grade):
    """A proposer cannot learn by a filter what the government keeps inside."""

    def fields(seat):
        return set(page(seat, more=1).context["filters"].form.fields)

    kept = {"grade", "asked", "extended"}
    assert fields(office) >= {*kept, "hold"}
    assert fields(liaison) & {*kept, "hold"} == kept
    assert not fields(member) & {*kept, "hold"}
    shown = page(member, grade=grade.pk)
    [chip] = shown.context["chips"]
    assert (chip.text, chip.stale) == ("您的身份不能按此筛选", True)
    assert [str(line.row) for line in shown.context["lines"]] == [delivered.proposal.title]


def test_conditions_are_said_in_words_each_with_its_way_out(here, handed_over, office, education):
    query = {"status": "handed_over", "unit": education.pk, "filed_since": "2026-01-01"}
    shown = page(office, **query)
    told = {(chip.label, chip.text): chip.url for chip in shown.context["chips"]}
    assert set(told) == {
        ("状态", "已交办"), ("承办单位", "州教育体育局"), ("立案不早于", "2026-01-01"),
    }  # fmt: skip
    assert "unit=" not in told["承办单位", "州教育体育局"]
    assert "status=handed_over" in told["承办单位", "州教育体育局"]
    carried = dict(shown.context["carried"])  # by the few fields that are shown
    assert carried == {"unit": str(education.pk), "filed_since": "2026-01-01"}
    assert "共 1 件" in shown.content.decode()


def test_all_conditions_are_there_for_who_asks_for_more(submitted, office):
    few, all_of = page(office), page(office, more=1)
    assert [one.name for one in few.context["fields"]] == ["q", "phase", "status", "session"]
    assert len(all_of.context["fields"]) == len(ProposalFilter.base_filters)


@pytest.mark.parametrize("query", [{"unit": "999999"}, {"status": "gone"}, {"filed_since": "昨天"}])
def test_a_value_that_is_gone_is_named_and_not_used_in_silence(submitted, office, query):
    shown = page(office, **query)
    [chip] = shown.context["chips"]
    assert (chip.stale, chip.url) == (True, "?")
    assert "没有使用" in shown.content.decode()


def test_nonsense_in_the_address_hurts_nobody(submitted, office):
    nonsense = {"x": "1", "sort": "--case", "view": "9e9", "status": "", "more": "0", "q": "\x00"}
    assert page(office, **nonsense).status_code == 200
    for wrong in ("after", "before"):
        assert Person(office).get(LIST, **{wrong: "x"}).status_code == 400


def test_a_neighbours_unit_is_no_condition(submitted, office, elsewhere):
    theirs = factories.unit(elsewhere, "望海州教育局")
    [chip] = page(office, unit=theirs.pk).context["chips"]
    assert chip.stale


def test_by_a_column_page_after_page_every_row_once(
    here, numbered, office, other_member, monkeypatch
):
    """Those without a number come last, up and down, and going back finds the same rows."""
    monkeypatch.setattr(paging, "PAGE", 3)
    submitted_by(here, other_member, "关于发展茶产业的提案")
    copies(numbered, 3)
    for sort in ("label", "-label", "submitted", "light"):
        person = Person(office)
        first = person.get(LIST, sort=sort)
        second = person.get(LIST + first.context["page"]["next_url"])
        pages = [[line.pk for line in one.context["lines"]] for one in (first, second)]
        assert [len(one) for one in pages] == [3, 2]
        assert len({*pages[0], *pages[1]}) == 5
        back = person.get(LIST + second.context["page"]["previous_url"])
        assert [line.pk for line in back.context["lines"]] == pages[0], sort
        if sort.endswith("label"):
            assert pages[0][0] == numbered.pk


def test_more_than_are_counted_cheaply_are_said_to_be_more(submitted, office, monkeypatch):
    copies(submitted, 3)
    assert "共 4 件" in page(office).content.decode()
    monkeypatch.setattr(listing, "COUNTED", 3)
    shown = page(office)
    assert (shown.context["count"], shown.context["countless"]) == (3, True)
    assert "超过 3 件" in shown.content.decode()


def test_the_interface_narrows_by_the_same(delivered, office, education):
    url = reverse("api:proposal-list")
    narrow = {"phase": "closing", "unit": education.pk, "duty": "host", "replied_since": day()}
    person = Person(office)
    assert len(person.get(url, **narrow).json()["results"]) == 1
    assert person.get(url, **narrow | {"duty": "co"}).json()["results"] == []
