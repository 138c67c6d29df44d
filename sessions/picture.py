"""A round as a picture: bars on one scale of time, as plain numbers for an SVG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core import clock
from sessions.models import StepKind
from sessions.schedule import Moments
from sessions.workdays import holidays_between

ROW, HEAD, FOOT, BAR, EDGE = 52, 30, 8, 14, 6
WIDE, NARROW = 940, 330
LABEL_SPACE = 46  # what the name of a month needs
WORDS_SPACE = 310  # what the words above a bar need at most


@dataclass(frozen=True)
class Longer:
    """More time of somebody, until a moment."""

    kind: StepKind
    due_at: datetime
    closes_at: datetime
    who: str


@dataclass(frozen=True)
class Mark:
    """A place on the scale with a word or a day."""

    x: float
    label: str = ""
    width: float = 0
    day: date | None = None


@dataclass(frozen=True)
class Row:
    """One step: where its words stand, its bar until due, the rest until it closes, more time."""

    step: Moments
    y: int
    bar_y: int
    x: float
    due_x: float
    end_x: float
    words_x: float
    more: tuple[Mark, ...] = ()

    @property
    def width(self) -> float:
        """Until it is due."""
        return round(self.due_x - self.x, 1)

    @property
    def late_width(self) -> float:
        """From due to closed."""
        return round(self.end_x - self.due_x, 1)

    @property
    def middle(self) -> int:
        """The height of the middle of the bar."""
        return self.bar_y + BAR // 2

    @property
    def more_y(self) -> int:
        """Just under the bar."""
        return self.bar_y + BAR + 3

    @property
    def is_sitting(self) -> bool:
        """Whether people meet in this step."""
        return self.step.kind == StepKind.SITTING

    @property
    def diamond(self) -> str:
        """The mark of the moment that it is due, as a path."""
        x, y, r = self.due_x, self.middle, 9 if self.is_sitting else 6
        return f"M{x} {y - r}l{r} {r}l-{r} {r}l-{r} -{r}z"


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn."""

    width: int
    height: int
    rows: list[Row]
    months: list[Mark]
    holidays: list[Mark]
    today: Mark | None

    @property
    def bottom(self) -> int:
        """Where lines from above end."""
        return self.height - FOOT


class _Scale:
    """Moments to places between the edges."""

    def __init__(self, first: datetime, last: datetime, width: int) -> None:
        self._first, self._width = first, width - 2 * EDGE
        self.width = width
        self._seconds = max((last - first).total_seconds(), 1)

    def __call__(self, moment: datetime) -> float:
        share = (moment - self._first).total_seconds() / self._seconds
        return round(EDGE + min(max(share, 0), 1) * self._width, 1)

    @property
    def day(self) -> float:
        """How wide one day is."""
        return round(max(86400 / self._seconds * self._width, 1), 1)


def draw(
    steps: Sequence[Moments], *, now: datetime, width: int = WIDE, longer: Sequence[Longer] = ()
) -> Picture | None:
    """The picture of a row of steps; nothing without steps."""
    if not steps:
        return None
    first = min(step.opens_at for step in steps)
    last = max([*(step.closes_at for step in steps), *(one.closes_at for one in longer)])
    scale = _Scale(first, last, width)
    days = clock.local(first).date(), clock.local(last).date()
    return Picture(
        width=width,
        height=HEAD + ROW * len(steps) + FOOT,
        rows=[_row(step, number, scale, longer) for number, step in enumerate(steps)],
        months=_months(*days, scale),
        holidays=[
            Mark(scale(clock.start_of_day(day)), name, scale.day)
            for day, name in holidays_between(*days)
        ],
        today=Mark(scale(_noon(now))) if first <= now <= last else None,
    )


def _noon(moment: datetime) -> datetime:
    """The middle of the day: a picture of weeks does not change by the minute."""
    return clock.start_of_day(clock.local(moment).date()) + timedelta(hours=12)


def _row(step: Moments, number: int, scale: _Scale, longer: Sequence[Longer]) -> Row:
    top = HEAD + ROW * number
    more = tuple(
        Mark(scale(step.due_at), one.who, round(scale(one.due_at) - scale(step.due_at), 1))
        for one in longer
        if one.kind == step.kind
    )
    edges = (scale(step.opens_at), scale(step.due_at), scale(step.closes_at))
    words_x = max(min(edges[0], scale.width - WORDS_SPACE), EDGE)
    return Row(step, top + 16, top + 24, *edges, words_x=words_x, more=more)


def _months(first: date, last: date, scale: _Scale) -> list[Mark]:
    """The first day of every month, with its name where there is room since the one before."""
    found: list[Mark] = []
    day, free = first, -1.0
    while day <= last:
        x = scale(clock.start_of_day(day))
        if x >= free:
            found.append(Mark(x, day=day))
            free = x + LABEL_SPACE
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return found
