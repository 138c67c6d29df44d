"""The reader's own clock, beside Amsterdam's.

Deadlines are meant in Amsterdam. Somebody who chose another time zone reads both: in a request the
zone is that of who is logged in, in a letter that of who gets it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock

HOME = clock.AMSTERDAM.key
AREAS = (
    "Africa/",
    "America/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)

_reader: ContextVar[Callable[[], str]] = ContextVar("reader_zone", default=lambda: HOME)


@lru_cache(maxsize=1)
def all_zones() -> tuple[str, ...]:
    """Every zone that somebody may choose, named after a place."""
    return tuple(sorted(name for name in available_timezones() if name.startswith(AREAS)))


def is_a_zone(name: str) -> None:
    """Refuse what is no time zone."""
    if name not in all_zones():
        raise ValidationError(_("Choose a time zone from the list."), code="zone")


@contextmanager
def read_in(zone: str | Callable[[], str]) -> Iterator[None]:
    """Show moments in this zone as well; a function is asked when a moment is first shown."""
    token = _reader.set(zone if callable(zone) else lambda: zone)
    try:
        yield
    finally:
        _reader.reset(token)


def beside(moment: datetime) -> str:
    """What the reader's own clock shows then: "16:00 in London"; empty where it is Amsterdam's time.

    The day stands before it when it is another one there.
    """
    name = _reader.get()()
    if name == HOME or name not in all_zones():
        return ""
    there, here = moment.astimezone(ZoneInfo(name)), clock.local(moment)
    if there.utcoffset() == here.utcoffset():
        return ""
    words = {"place": place_of(name), "time": date_format(there, "G:i")}
    if there.date() == here.date():
        return _("%(time)s in %(place)s") % words
    return _("%(day)s %(time)s in %(place)s") % {**words, "day": date_format(there, "j F")}


def place_of(zone: str) -> str:
    """The place after which a zone is called."""
    return zone.rpartition("/")[2].replace("_", " ")
