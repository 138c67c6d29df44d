"""Amsterdam's time as calendar programs are told of it, and moments in it."""

from datetime import UTC, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from core.clock import AMSTERDAM

RULED_SINCE = 1997  # the first whole year of Europe's present rule


def amsterdam_zone() -> Timezone:
    """The zone by its rule: summer time from the last Sunday of March to that of October.

    By rule and not by a list of dates, which would end one day.
    """
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    hour = timedelta(hours=1)
    for part, name, month, before, after, begins in (
        (summer, "CEST", 3, hour, 2 * hour, datetime(1996, 3, 31, 2)),  # noqa: DTZ001 -- on the wall
        (winter, "CET", 10, 2 * hour, hour, datetime(1996, 10, 27, 3)),  # noqa: DTZ001 -- on the wall
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


def as_written(moment: datetime) -> datetime:
    """The moment as it is written: on Amsterdam's clocks, or in UTC where these do not tell it.

    An hour in October comes twice, and a calendar file cannot say which of the two is meant.
    """
    here = moment.astimezone(AMSTERDAM)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if twice or here.year < RULED_SINCE else here
