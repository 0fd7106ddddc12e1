"""One clock for everybody, which a test may stop and the office reads in Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from common import clock


def test_the_office_is_already_in_tomorrow_while_greenwich_is_in_today():
    with clock.frozen(datetime(2026, 3, 2, 16, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 3)
    with clock.frozen(datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 2)


def test_a_stopped_clock_stands_and_goes_on_afterwards():
    before = clock.now()
    with clock.frozen(date(2020, 5, 6)):
        assert clock.now() == clock.now() == datetime(2020, 5, 6, 1, tzinfo=UTC)
    assert clock.now() >= before


def test_a_clock_stopped_inside_another_gives_the_outer_one_back():
    with clock.frozen(date(2026, 1, 5)):
        with pytest.raises(RuntimeError), clock.frozen(date(2026, 1, 6)):
            raise RuntimeError
        assert clock.today() == date(2026, 1, 5)


def test_time_runs_on_for_a_traveller():
    with clock.travelling(date(2019, 3, 1)) as left:
        first, second = clock.now(), clock.now()
        assert left <= first <= second < left + timedelta(minutes=1)


def test_the_last_day_ends_at_midnight_in_shanghai():
    assert clock.end_of(date(2026, 3, 2)) == datetime(2026, 3, 2, 16, tzinfo=UTC)
    assert clock.day_of(clock.end_of(date(2026, 3, 2))) == date(2026, 3, 3)


def test_a_time_without_zone_is_refused_with_a_way_out():
    with pytest.raises(ValueError, match="须带时区"):
        clock.day_of(datetime(2026, 3, 2))
    with pytest.raises(ValueError, match="须带时区"), clock.frozen(datetime(2026, 3, 2)):
        pass
