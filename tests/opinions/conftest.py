"""A county below its prefecture, and the people of an opinion."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from common import clock
from members.models import Role
from opinions import services
from opinions.models import Forwarding, Opinion
from tests import factories
from tests.factories import hand

BODY = "【现状】\n集镇路口没有人行横道。\n【建议】\n施划人行横道并安排护学。"


@pytest.fixture
def here(county):
    """Where the people of the cast are at home."""
    return county


@pytest.fixture
def lead(county):
    return factories.person(county, Role.LEAD)


@pytest.fixture
def police(county):
    return factories.unit(county, "县公安局")


@pytest.fixture
def schools(county):
    return factories.unit(county, "县教育体育局")


@pytest.fixture
def police_liaison(county, police):
    return factories.person(county, Role.LIAISON, unit=police)


@pytest.fixture
def schools_liaison(county, schools):
    return factories.person(county, Role.LIAISON, unit=schools)


@pytest.fixture
def police_head(county, police):
    return factories.person(county, Role.UNIT_HEAD, unit=police)


@pytest.fixture
def member(county):
    return factories.member(county, "委员甲")


@pytest.fixture
def other_member(county):
    return factories.member(county, "委员乙")


@pytest.fixture
def body(county):
    return factories.organisation(county, "民盟青山县委")


@pytest.fixture
def contact(county, body):
    return factories.person(county, Role.CONTACT, organisation=body)


@pytest.fixture
def people(
    member,
    other_member,
    contact,
    studio,
    office,
    director,
    lead,
    police_liaison,
    police_head,
    schools_liaison,
):
    return SimpleNamespace(
        member=member,
        other_member=other_member,
        contact=contact,
        studio=studio,
        office=office,
        director=director,
        lead=lead,
        police=police_liaison,
        head=police_head,
        schools=schools_liaison,
    )


def written(seat, title="集镇学校路口缺少人行横道", text=BODY, **writer):
    sheet = services.start_draft(seat, **writer)
    seen = sheet.revision
    return services.save_draft(sheet, by=hand(seat), seen=seen, title=title, body=text)


def sent_in(seat, title="集镇学校路口缺少人行横道", **writer) -> Opinion:
    return services.submit(written(seat, title, **writer), by=hand(seat))


@pytest.fixture
def submitted(member) -> Opinion:
    return sent_in(member)


@pytest.fixture
def editing(submitted, office) -> Opinion:
    return services.take_up(submitted, by=hand(office))


@pytest.fixture
def adopted(editing, office) -> Opinion:
    return services.adopt(editing, by=hand(office))


@pytest.fixture
def others(contact, studio, office):
    """Two more that are being edited: a body's and a township's."""
    mine = [sent_in(contact, "校园周边交通秩序待整治"), sent_in(studio, "赶集日学校门口拥堵")]
    return [services.take_up(one, by=hand(office)) for one in mine]


@pytest.fixture
def combined(editing, others, office) -> Opinion:
    """What became of three pieces."""
    words = {"title": "关于校园周边交通安全的综合反映", "body": "【建议】\n专项整治。"}
    return services.combine([editing, *others], by=hand(office), **words)


def issue(row, office, **words):
    told = {"recipients": "县委办公室、县政府办公室"} | words
    return services.issue(fresh(row), by=hand(office), **told)


@pytest.fixture
def issued(adopted, office) -> Opinion:
    return issue(adopted, office)


def instruct(row, office, leader="县长 李某"):
    return services.record_instruction(
        fresh(row), by=hand(office), leader=leader, on=clock.today(), text="请公安局研究办理"
    )


@pytest.fixture
def instructed(issued, office) -> Opinion:
    instruct(issued, office)
    return fresh(issued)


def forward(row, office, *units, days=20):
    due_on = clock.today() + timedelta(days=days)
    return services.forward(fresh(row), by=hand(office), units=units, due_on=due_on, note="请阅办")


@pytest.fixture
def forwarded(instructed, office, police, police_liaison) -> Opinion:
    return forward(instructed, office, police)


@pytest.fixture
def given(forwarded) -> Forwarding:
    return forwarded.forwardings.select_related("unit", "opinion__case__committee").get()


def answer(row, seat, result="adopted"):
    return services.answer(fresh(row), by=hand(seat), result=result, outcome="已施划人行横道")


@pytest.fixture
def answered(given, police_liaison) -> Opinion:
    answer(given, police_liaison)
    return fresh(given.opinion)


@pytest.fixture
def done(answered, office) -> Opinion:
    return services.close(answered, by=hand(office), note="建议已采纳，路口已整治")


def fresh(row):
    """As somebody else would read it now."""
    known = type(row)._base_manager
    if isinstance(row, Opinion):
        return known.select_related("case__committee").get(pk=row.pk)
    return known.select_related("opinion__case__committee").get(pk=row.pk)
