"""Working days: Monday to Friday without the public holidays of the Netherlands. Pure.

School holidays differ by part of the country and are not counted: the pages say so.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import get_language

DAY = timedelta(days=1)
LANGUAGES = {"nl": "nl", "en": "en_US"}


@lru_cache(maxsize=512)
def _public(year: int, language: str) -> Mapping[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language=language))


def holiday_name(day: date) -> str:
    """The public holiday on a day, in the reader's language; empty on other days."""
    language = LANGUAGES.get((get_language() or "nl")[:2], "nl")
    return _public(day.year, language).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether people may be expected at work."""
    return day.weekday() < 5 and day not in _public(day.year, "nl")


def working_day_before(day: date) -> date:
    """The last working day before a day."""
    return working_days_from(day, -1)


def working_day_after(day: date) -> date:
    """The first working day after a day."""
    return working_days_from(day, 1)


def working_days_from(day: date, count: int) -> date:
    """The day that lies so many working days after a day, or before it when `count` is negative."""
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days follow the first day, up to and including the last."""
    return sum(is_working_day(day) for day in _days(first + DAY, last))


def holidays_between(first: date, last: date) -> list[tuple[date, str]]:
    """The public holidays from the first day to the last, with their names."""
    return [(day, name) for day in _days(first, last) if (name := holiday_name(day))]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * number for number in range((last - first).days + 1))
