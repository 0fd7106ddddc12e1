"""The demo prefecture is filled behind the pages: its places, its campaign, county by county."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from common import clock
from consultations.demo import example, names
from consultations.demo.county import County
from consultations.demo.course import Course
from consultations.demo.fate import OLD_FROM, WHOLE, Fate, Volume, by_county
from consultations.demo.owing import Debts
from consultations.demo.places import place_county
from consultations.models import Campaign, Consultation, Measure
from consultations.services import WHOLE as ALL
from consultations.services import Area, enter_campaign, set_targets
from members.models import Committee, Role, Seat
from proposals.demo.almanac import Almanac, at
from proposals.demo.story import password
from proposals.demo.year.house import workdays
from proposals.demo.year.underway import loading
from workflow.chronicle import Chronicle
from workflow.hand import Hand

GOALS = (Measure.VENUES, Measure.MEETINGS, Measure.VILLAGES)
HUNDRED, EACH = 100, 13  # of the prefecture, of every county
BEFORE = timedelta(days=75)  # the campaign began so long before its first meeting


def fill(volume: Volume = WHOLE) -> Iterator[str]:
    """What is missing, one transaction a portion; tells after each. Nothing without the place.

    Safe to be killed and called again: a portion is there as a whole or not at all.
    """
    prefecture = Committee.objects.filter(code=names.PREFECTURE).first()
    if prefecture is None:
        return
    counties = list(names.COUNTIES)[: volume.counties]
    with loading():
        hashed, almanac = make_password(password()), Almanac()
        for code in counties:
            place_county(almanac, code, hashed)
            yield f"{names.NAME}：{names.COUNTIES[code]}的乡镇和账号已登记"
        launch(prefecture, counties)
        for code, told in by_county(volume).items():
            load_county(code, told)
            yield f"{names.NAME}：{names.COUNTIES[code]}已载入协商{len(told)}场"
        example.load(counties[0])
        yield f"{names.NAME}：{example.TITLE}已载入"


@transaction.atomic
def launch(prefecture: Committee, counties: list[str]) -> None:
    """The campaign with its targets, on a working day before the first meeting; once."""
    Committee.objects.select_for_update(no_key=True).get(pk=prefecture.pk)
    if Campaign.objects.filter(registry__case__committee=prefecture).exists():
        return
    office = Seat.objects.held().filter(committee=prefecture, role=Role.OFFICE)
    by, first = Hand(office.get()), first_day()
    with clock.frozen(at(first, 0)):
        campaign = enter_campaign(
            prefecture,
            by=by,
            name="院坝协商三百行动",
            first_on=first,
            last_on=first.replace(year=first.year + 2, day=1) - timedelta(days=1),
            targets={(ALL, one): HUNDRED for one in GOALS},
        )
        those = Committee.objects.filter(code__in=counties)
        each = {(Area(county=one.pk), goal): EACH for one in those for goal in GOALS}
        set_targets(campaign, by=by, targets=each)


def first_day() -> date:
    """The first working day of a month well before the first meeting."""
    yesterday = clock.today() - timedelta(days=1)
    days = workdays(yesterday - timedelta(days=430), yesterday)
    month = (days[-1 - OLD_FROM] - BEFORE).replace(day=1)
    return workdays(month, month + timedelta(days=30))[0]


@transaction.atomic
def load_county(code: str, told: list[Fate]) -> None:
    """Unless it is there; two that load at once wait for each other."""
    committee = Committee.objects.select_for_update(no_key=True).get(code=code)
    titles = [one.title for one in told]
    if Consultation.objects.filter(committee=committee, title__in=titles).exists():
        return
    county, book = County(committee), Chronicle()
    owing = Debts(book, committee.pk)
    for one in told:
        Course(county, book, owing, one).tell()
    book.write()
