"""The only clock: nothing else in the platform asks the machine what time it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE_OPENS = time(9)

_read: ContextVar[Callable[[], datetime] | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    read = _read.get()
    return read() if read else datetime.now(UTC)


def today() -> date:
    """The date that hangs on the wall of the office, in Asia/Shanghai."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The Shanghai date of an aware instant; a naive one is refused with ValueError."""
    return _aware(instant).astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The instant at which a day is over: 24:00 in Shanghai, as UTC (民法典 203 第二款)."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def start_of(day: date) -> datetime:
    """The instant at which a day begins: 0:00 in Shanghai, as UTC."""
    return end_of(day - timedelta(days=1))


@contextmanager
def frozen(at: datetime | date) -> Iterator[datetime]:
    """Stand still at `at` (a bare date means nine in the morning) in this thread or task."""
    start = _instant(at)
    with _reading(lambda: start):
        yield start


@contextmanager
def travelling(at: datetime | date) -> Iterator[datetime]:
    """Let time run on from `at`, for demo data and tests that need moments in order."""
    start, left = _instant(at), datetime.now(UTC)
    with _reading(lambda: start + (datetime.now(UTC) - left)):
        yield start


@contextmanager
def _reading(read: Callable[[], datetime]) -> Iterator[None]:
    token = _read.set(read)
    try:
        yield
    finally:
        _read.reset(token)


def _instant(at: datetime | date) -> datetime:
    if isinstance(at, datetime):
        return _aware(at).astimezone(UTC)
    return datetime.combine(at, OFFICE_OPENS, SHANGHAI).astimezone(UTC)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("时间须带时区，请使用 common.clock.now() 取得的时间")
    return instant
