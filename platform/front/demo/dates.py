"""The demo's dates: those of 2017, moved by whole weeks so that the September review is open today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.clock import AMSTERDAM

MIDDLE_OF_REVIEW = date(2017, 9, 11)


@dataclass(frozen=True)
class Moved:
    """Moves days and moments of 2017 to now."""

    days: int

    @classmethod
    def to(cls, today: date) -> "Moved":
        """Whole weeks, so that a Monday stays one: the middle of the review lands within three days of today."""
        weeks = round((today - MIDDLE_OF_REVIEW).days / 7)
        return cls(days=7 * weeks)

    def day(self, text: str) -> date:
        """`2017-06-08` as a day of now."""
        return date.fromisoformat(text) + timedelta(days=self.days)

    def day_or_none(self, text: str) -> date | None:
        """The same; nothing stays nothing."""
        return self.day(text) if text else None

    def moment(self, text: str) -> datetime:
        """`2017-06-08T16:20` on Amsterdam's clocks as a moment of now."""
        there = datetime.fromisoformat(text) + timedelta(days=self.days)
        return there.replace(tzinfo=AMSTERDAM)
