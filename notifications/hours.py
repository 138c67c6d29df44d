"""When mail may come: nights, weekends, and the moments of digests. Pure; moments in UTC, days of the person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(7)  # of digests, for who has no quiet nights
MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """The hours at which one person wants no mail at once."""

    zone: ZoneInfo
    nights: bool = True
    begins: time = time(21)
    ends: time = MORNING
    weekends: bool = True

    @property
    def morning(self) -> time:
        """When digests come: as soon as the night is over."""
        return self.ends if self.nights else MORNING

    def at(self, day: date, hour: time) -> datetime:
        """The moment at which the person's clock shows this."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


def quiet_until(hours: Hours, moment: datetime) -> datetime | None:
    """When the quiet of this moment is over; nothing when it is not quiet."""
    free = moment.astimezone(UTC)
    while (later := _end_of_quiet(hours, free)) is not None:
        free = later
    return None if free == moment else free


def _end_of_quiet(hours: Hours, moment: datetime) -> datetime | None:
    """The end of the night or the weekend in which this moment lies."""
    local = moment.astimezone(hours.zone)
    day = local.date()
    if hours.weekends and day.weekday() >= SATURDAY:
        return hours.at(day + DAY, time(0))
    if not hours.nights:
        return None
    for evening in (day - DAY, day):
        begin = hours.at(evening, hours.begins)
        morning = evening if hours.begins < hours.ends else evening + DAY
        end = hours.at(morning, hours.ends)
        if begin <= moment < end:
            return end
    return None


def last_daily(hours: Hours, moment: datetime) -> datetime:
    """The last moment of a daily digest that has come."""
    return _last(hours, moment, {day for day in range(7) if not hours.weekends or day < SATURDAY})


def last_weekly(hours: Hours, moment: datetime) -> datetime:
    """The last moment of a weekly digest that has come: on a Monday."""
    return _last(hours, moment, {MONDAY})


def _last(hours: Hours, moment: datetime, weekdays: set[int]) -> datetime:
    day = moment.astimezone(hours.zone).date()
    while day.weekday() not in weekdays or hours.at(day, hours.morning) > moment:
        day -= DAY
    return hours.at(day, hours.morning)


def day_of(hours: Hours, moment: datetime) -> date:
    """The day on which the person's clock shows this moment."""
    return moment.astimezone(hours.zone).date()
