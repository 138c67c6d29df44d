"""The one clock. Nobody else asks the computer what time it is.

Moments are aware and kept in UTC; days are days in Amsterdam.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_frozen: ContextVar[datetime | None] = ContextVar("clock_frozen", default=None)


def now() -> datetime:
    """This moment, aware. Inside `frozen(at)` it is always `at`."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The day that the calendar in Amsterdam shows."""
    return local(now()).date()


def amsterdam(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """The moment at which clocks in Amsterdam show this: `amsterdam(2026, 6, 1, 17, 30)`."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


def local(moment: datetime) -> datetime:
    """The same moment as the clocks in Amsterdam show it."""
    return moment.astimezone(AMSTERDAM)


def start_of_day(day: date) -> datetime:
    """The first moment of a day in Amsterdam."""
    return amsterdam(day.year, day.month, day.day)


def end_of_day(day: date) -> datetime:
    """The last minute of a day in Amsterdam, 23:59: what people mean by "until Friday"."""
    return amsterdam(day.year, day.month, day.day, 23, 59)


def days_left(moment: datetime) -> int:
    """Whole calendar days until `moment`: 0 is today, 1 tomorrow, -1 was yesterday."""
    return (local(moment).date() - today()).days


def is_past(moment: datetime | None) -> bool:
    """Whether `moment` has come. No moment never comes."""
    return moment is not None and moment <= now()


def working_days_before(day: date, count: int) -> date:
    """The day that lies `count` working days (Monday to Friday) before `day`."""
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Let the clock stand still at `at` for this thread or task."""
    if timezone.is_naive(at):
        raise ValueError("frozen() wants an aware moment: clock.amsterdam(2026, 6, 1)")
    token = _frozen.set(at)
    try:
        yield at
    finally:
        _frozen.reset(token)
