"""编号: one press numbers the batch, gapless and for good."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Entry, Role
from proposals import services
from proposals.models import Proposal
from tests import factories
from tests.api.systems import system
from tests.api.test_problems import told as refusal
from tests.browsing import Person, fresh, inbox, owed, told
from tests.conftest import at_once
from tests.factories import hand

URL, PROPOSALS = reverse("proposals:numbering"), reverse("api:proposal-list")


def filed_ones(here, office, director, member, count, book=("build",)):
    """That many proposals, filed and not yet numbered; their categories in turn."""
    codes = [factories.entry(here.body, Entry.Book.CATEGORY, code) for code in book]
    rows = []
    for place in range(count):
        sheet = services.start_draft(member)
        words = {"title": f"提案{place}", "category": codes[place % len(codes)], "body": "【建议】"}
        sheet = services.save_draft(sheet, by=hand(member), seen=0, **words)
        row = services.submit(sheet, by=hand(member))
        rows.append(services.screen(row, by=hand(office), recommendation="file"))
    services.convene(
        here.session, by=hand(office), name="会", held_on=here.session.opens_on, proposals=rows
    )
    return [services.file(row, by=hand(director)) for row in rows]


def test_the_office_numbers_all_that_were_filed_by_category_then_receipt(
    here, office, director, member
):
    rows = filed_ones(here, office, director, member, 4, book=("teach", "build"))
    page = Person(office).post(URL, proposal=[row.pk for row in rows])
    assert told(page) == ["已编号4件：第001号至第004号"]
    book = Proposal.objects.order_by("number").values_list("category__code", "receipt", "number")
    assert list(book) == [("build", 2, 1), ("build", 4, 2), ("teach", 1, 3), ("teach", 3, 4)]
    assert owed(rows[0]) == {("transfer", "office")}
    assert any("您的提案已编号" in message for message in inbox(member))


def test_a_second_press_numbers_nothing(filed, office):
    person = Person(office)
    person.post(URL, proposal=[filed.pk])
    assert told(person.post(URL, proposal=[filed.pk]))[-1:] == ["没有待编号的提案，可能已编号"]
    assert fresh(filed).number == 1


def test_a_batch_that_fails_leaves_no_gap(here, office, director, member, submitted):
    rows = filed_ones(here, office, director, member, 3)
    with pytest.raises(Exception, match="不能编号"):
        services.number([*rows, submitted], by=hand(office))
    assert not Proposal.objects.exclude(number=None).exists()
    numbered = services.number(rows, by=hand(office))
    assert [row.number for row in numbered] == [1, 2, 3]


def test_a_number_is_kept_and_never_given_again(here, office, director, member):
    first, second = filed_ones(here, office, director, member, 2)
    services.number([first], by=hand(office))
    with pytest.raises(Exception, match="案号不再变更"):
        services.number([first], by=hand(office))
    assert [row.number for row in services.number([second], by=hand(office))] == [2]


def test_the_neighbours_begin_at_one(here, elsewhere, office, director, member):
    theirs = factories.member(elsewhere)
    boss = factories.person(elsewhere, "director")
    services.number(filed_ones(here, office, director, member, 2), by=hand(office))
    rows = filed_ones(elsewhere, elsewhere.office, boss, theirs, 1)
    page = Person(office).post(URL, proposal=[row.pk for row in rows])
    assert told(page) == ["没有待编号的提案，可能已编号"]
    assert [row.number for row in services.number(rows, by=hand(elsewhere.office))] == [1]


def test_a_system_numbers_one_by_one(here, filed):
    """The same press twice is one number."""
    ours, url = system(here, Role.OFFICE), f"{PROPOSALS}{filed.case.uid}/"
    assert "number" in {one["action"] for one in ours.get(url).json()["available_actions"]}
    seen = ours.get(url)["ETag"]
    came = [ours.post(f"{url}actions/number/", key="n-1", seen=seen) for _ in "12"]
    assert [(one.status_code, one.json()["label"]) for one in came] == [(200, "编号")] * 2
    assert (fresh(filed).number, owed(filed)) == (1, {("transfer", "office")})
    late = ours.post(f"{url}actions/number/", seen=ours.get(url)["ETag"])
    assert "案号不再变更" in refusal(late, 422, "not-yet")["detail"]
    refusal(system(here, name="政府系统").post(f"{url}actions/number/"), 404, "not-found")
    assert "number" not in {one["action"] for one in ours.get(url).json()["available_actions"]}


def test_cases_are_locked_before_the_counter(here, office, director, member):
    """As by an atomic bulk, which holds its cases first: nobody waits in a ring."""
    first, *rest = filed_ones(here, office, director, member, 3)
    for press in (
        lambda: services.number_one(first, by=hand(office)),
        lambda: services.number(rest, by=hand(office)),
    ):
        with CaptureQueriesContext(connection) as asked:
            press()
        locks = [one["sql"] for one in asked if " FOR " in one["sql"] and "UPDATE" in one["sql"]]
        assert '"workflow_case"' in locks[0]
        assert any('"members_counter"' in one for one in locks[1:])
    assert Proposal.objects.filter(number__in=(1, 2, 3)).count() == 3


@pytest.mark.django_db(transaction=True)
def test_twenty_who_number_at_once_leave_no_gap_and_give_nothing_twice(
    here, office, director, member
):
    rows = filed_ones(here, office, director, member, 40)

    def work(place):
        pair = Proposal.objects.select_related("case__committee", "session", "category")
        mine = list(pair.filter(pk__in=[rows[2 * place].pk, rows[2 * place + 1].pk]))
        return [row.number for row in services.number(mine, by=hand(office))]

    given = at_once(20, work)
    assert sorted(sum(given, [])) == list(range(1, 41))
    assert all(second == first + 1 for first, second in given)
