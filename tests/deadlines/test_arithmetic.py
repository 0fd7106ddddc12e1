"""From 交办 to the last day: what a liaison may count on."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from deadlines import arithmetic
from deadlines.arithmetic import Due, Pause, Unit
from deadlines.calendar import NATIONAL, WorkCalendar

WORKED_CASES = Path(__file__).parents[3] / "shared" / "expect" / "deadlines_2026.csv"


def day(text: str) -> date:
    return date.fromisoformat(text)


def sure(text: str) -> Due:
    return Due(day(text), provisional=False)


def provisional(text: str) -> Due:
    return Due(day(text), provisional=True)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2024-02-02", 1, "2024-02-04"),  # 周日上班
        ("2024-02-09", 1, "2024-02-18"),  # 春节 10–17 日, 18 日周日上班
        ("2024-04-03", 1, "2024-04-07"),  # 清明
        ("2024-04-26", 1, "2024-04-28"),
        ("2024-04-30", 1, "2024-05-06"),
        ("2024-06-07", 1, "2024-06-11"),  # 端午
        ("2024-09-13", 2, "2024-09-18"),  # 14 日周六上班, 中秋 15–17 日
        ("2024-09-30", 1, "2024-10-08"),
        ("2025-01-24", 1, "2025-01-26"),
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-05-30", 1, "2025-06-03"),
        ("2025-09-30", 1, "2025-10-09"),
        ("2026-03-04", 5, "2026-03-11"),
        ("2026-03-07", 0, "2026-03-09"),  # 周六起算零日: 周一
        ("2026-03-09", 0, "2026-03-09"),
        ("2026-10-08", -3, "2026-09-28"),
        ("2026-02-24", -1, "2026-02-14"),  # 春节前最后一个工作日是周六
        ("2026-05-09", -3, "2026-05-06"),
    ],
)
def test_a_liaison_counts_working_days(start, n, last):
    assert arithmetic.add_workdays(day(start), n, NATIONAL) == sure(last)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2024-01-31", 1, "2024-02-29"),  # 闰年月末
        ("2023-12-29", 2, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-08-30", 6, "2025-02-28"),
        ("2025-08-01", 2, "2025-10-09"),  # 国庆
        ("2024-05-17", 4, "2024-09-18"),  # 中秋
        ("2025-02-28", 6, "2025-08-28"),
        ("2026-03-07", 0, "2026-03-09"),
        ("2026-05-31", -3, "2026-02-28"),  # 周六上班
    ],
)
def test_a_liaison_counts_months(start, n, last):
    assert arithmetic.add_months(day(start), n, NATIONAL) == sure(last)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-03-02", 7, "2026-03-09"),
        ("2026-03-02", 5, "2026-03-09"),  # 周六顺延
        ("2025-09-01", 30, "2025-10-09"),
        ("2026-05-08", -30, "2026-04-08"),
        ("2026-05-04", 0, "2026-05-06"),
    ],
)
def test_a_liaison_counts_calendar_days(start, n, last):
    assert arithmetic.add_days(day(start), n, NATIONAL) == sure(last)


def test_a_date_set_by_notice_moves_only_off_a_day_of_rest():
    assert arithmetic.fixed_date(day("2026-10-31"), NATIONAL) == sure("2026-11-02")
    assert arithmetic.fixed_date(day("2026-06-30"), NATIONAL) == sure("2026-06-30")
    assert arithmetic.fixed_date(day("2026-10-10"), NATIONAL) == sure("2026-10-10")


@pytest.mark.parametrize(
    ("start", "n", "unit", "expected"),
    [
        ("2026-12-30", 1, Unit.WORKDAYS, sure("2026-12-31")),
        ("2026-12-31", 1, Unit.WORKDAYS, provisional("2027-01-04")),
        ("2026-12-25", 10, Unit.WORKDAYS, provisional("2027-01-11")),
        ("2027-01-11", -10, Unit.WORKDAYS, provisional("2026-12-25")),
        ("2026-10-31", 2, Unit.MONTHS, sure("2026-12-31")),
        ("2026-07-01", 6, Unit.MONTHS, provisional("2027-01-04")),
        ("2026-12-01", 30, Unit.DAYS, sure("2026-12-31")),
        ("2026-12-01", 31, Unit.DAYS, provisional("2027-01-04")),
    ],
)
def test_a_day_is_called_provisional_when_it_rests_on_an_unpublished_year(start, n, unit, expected):
    assert arithmetic.due(day(start), n, unit, NATIONAL) == expected


def test_a_roll_out_of_a_published_year_is_provisional():
    closed = WorkCalendar({day("2026-12-31"): False})
    assert arithmetic.add_months(day("2026-11-30"), 1, closed) == sure("2026-12-30")
    assert arithmetic.fixed_date(day("2026-12-31"), closed) == provisional("2027-01-04")


def test_publishing_2027_turns_the_provisional_day_into_a_sure_one():
    rests = {day("2027-01-01"): False, day("2027-01-04"): False, day("2027-01-09"): True}
    published = WorkCalendar(rests, frozenset({2027}))
    assert arithmetic.add_workdays(day("2026-12-31"), 1, published) == sure("2027-01-05")
    assert arithmetic.add_workdays(day("2026-12-31"), 5, published) == sure("2027-01-09")


@pytest.mark.parametrize(
    ("n", "unit", "last"),
    [
        (10, Unit.WORKDAYS, "2026-03-19"),  # 三个工作日不计
        (10, Unit.DAYS, "2026-03-16"),  # 12 日 + 3 天 = 周日, 顺延
        (1, Unit.MONTHS, "2026-04-07"),  # 4 月 2 日 + 3 天 = 清明, 顺延
    ],
)
def test_a_paused_limit_gives_the_unit_its_days_back(n, unit, last):
    pauses = [Pause(day("2026-03-04"), day("2026-03-06"))]
    assert arithmetic.due(day("2026-03-02"), n, unit, NATIONAL, pauses) == sure(last)


def test_overlapping_pauses_are_not_given_back_twice():
    once = [Pause(day("2026-03-04"), day("2026-03-06"))]
    twice = [*once, Pause(day("2026-03-05"), day("2026-03-06"))]
    for unit in Unit:
        assert arithmetic.due(day("2026-03-02"), 3, unit, NATIONAL, twice) == arithmetic.due(
            day("2026-03-02"), 3, unit, NATIONAL, once
        )


def test_a_pause_after_the_last_day_changes_nothing():
    later = [Pause(day("2026-07-01"), day("2026-07-31"))]
    assert arithmetic.add_months(day("2026-03-02"), 3, NATIONAL, later) == sure("2026-06-02")


def test_paused_days_of_an_unpublished_year_leave_no_doubt():
    entered = WorkCalendar({day("2027-01-04"): True})
    pauses = [Pause(day("2027-01-01"), day("2027-01-03"))]
    assert arithmetic.add_workdays(day("2026-12-31"), 1, entered) == provisional("2027-01-04")
    assert arithmetic.add_workdays(day("2026-12-31"), 1, entered, pauses) == sure("2027-01-04")


def test_the_page_shows_how_many_working_days_are_left():
    assert arithmetic.workdays_between(day("2026-02-13"), day("2026-02-24"), NATIONAL) == 2
    assert arithmetic.workdays_between(day("2026-02-24"), day("2026-02-13"), NATIONAL) == -2
    assert arithmetic.workdays_between(day("2026-02-24"), day("2026-02-24"), NATIONAL) == 0


@pytest.mark.skipif(not WORKED_CASES.exists(), reason="另存的 2026 年期限算例表不在这台机器上")
def test_every_worked_case_of_2026_comes_out_as_written():
    rows = list(csv.DictReader(WORKED_CASES.open(encoding="utf-8")))
    reckoned = [
        arithmetic.due(day(row["start"]), int(row["n"]), Unit(row["kind"]), NATIONAL)
        for row in rows
    ]
    assert len(rows) == 42
    assert reckoned == [sure(row["due"]) for row in rows]
