"""Consensus is broken into tasks; the township's Party committee approves the list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations import services
from tests import factories
from tests.browsing import owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, fresh, put_on_list
from tests.factories import hand


def lists(seat, row, consensus, **words):
    told = {"consensus": consensus.pk, "what": "装灯", "level": "township"}
    told |= {"due_on": clock.today() + timedelta(days=9)}
    return Person(seat).tries("list_task", row, **(told | words))


def test_a_list_without_consensus_or_with_one_that_has_no_task_is_not_asked_for(held, studio):
    page = Person(studio).insists("ask_list", held)
    assert "尚无共识" in page.content.decode()
    first, second = agree(held, studio), agree(held, studio, "年内修路")
    put_on_list(first, studio, "装灯")
    page = Person(studio).insists("ask_list", held)
    assert "共识2还没有任务" in page.content.decode()
    put_on_list(second, studio, "铺水泥")
    Person(studio).does("ask_list", held)
    assert owed(held) == {("approve_list", "party")}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"level": "county"}, "unit"),  # a county's affair needs a unit of the county
        ({"quantity": 40}, "measure"),
        ({"due_on": clock.today() - timedelta(days=1)}, "due_on"),
        ({"what": ""}, "what"),
    ],
)
def test_a_line_of_the_list_is_complete(held, studio, words, field):
    page = lists(studio, held, agree(held, studio), **words)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert held.tasks.count() == 0


def test_a_unit_of_another_county_is_not_given_a_task(held, studio, next_county):
    theirs = factories.unit(next_county, "绿水县供电局")
    page = lists(studio, held, agree(held, studio), level="county", unit=theirs.pk)
    assert page.status_code == 422


def test_a_task_is_changed_or_struck_off_until_the_list_is_asked_for(listed, studio, party):
    task = listed.tasks.get(what="安装太阳能路灯")
    Person(studio).does("change_task", task, quantity=41)
    assert fresh(task).quantity == 41
    Person(studio).does("drop_task", task)
    shown = Person(studio).get(listed.get_absolute_url()).content.decode()
    assert "平整灯杆基础" in shown
    assert not any(
        line["task"] == task
        for block in Person(studio).get(listed.get_absolute_url()).context["agreed"]
        for line in block["tasks"]
    )
    services.ask_list(fresh(listed), by=hand(studio))
    other = listed.tasks.get(what="平整灯杆基础")
    assert Person(studio).insists("drop_task", other).status_code == 422
    assert fresh(other).status == "listed"


def test_a_consensus_is_reworded_and_voided_once_its_tasks_are_gone(listed, studio):
    consensus = listed.consensuses.get()
    Person(studio).does("change_consensus", consensus, text="春节前装好")
    assert fresh(consensus).text == "春节前装好"
    page = Person(studio).insists("void_consensus", consensus, note="记错")
    assert "请先删去它的任务" in page.content.decode()
    for task in listed.tasks.all():
        services.drop_task(fresh(task), by=hand(studio))
    Person(studio).does("void_consensus", consensus, note="记错")
    assert fresh(consensus).status == "void"


def test_the_party_committee_approves_or_sends_back(list_asked, party, studio):
    assert Person(party).tries("send_back_list", list_asked, note="").status_code == 422
    Person(party).does("send_back_list", list_asked, note="请明确资金")
    assert "请明确资金" in Person(studio).get(list_asked.get_absolute_url()).content.decode()
    assert owed(list_asked) == {("ask_list", "township")}
    Person(studio).does("ask_list", list_asked)
    Person(party).does("approve_list", list_asked)
    assert owed(list_asked) == {("file_list", "office")}
