"""Bars of a planning: when each step was planned and when it really was, on one scale of 0 to 100."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """The days of one step."""

    planned_start: date
    planned_end: date
    actual_start: date | None = None
    actual_end: date | None = None


@dataclass(frozen=True)
class Bar:
    """A bar: where it begins and how long it is, in hundredths of the whole."""

    x: float
    width: float


@dataclass(frozen=True)
class Planning:
    """The two bars of one step."""

    planned: Bar
    actual: Bar | None


@dataclass(frozen=True)
class Picture:
    """All steps on one scale, and where today lies on it."""

    lines: list[Planning]
    today_at: float | None


def plan(spans: list[Span], today: date) -> Picture:
    """Draw every step between the first and the last day of all; a running one reaches until today."""
    if not spans:
        return Picture([], None)
    first = min(
        day
        for span in spans
        for day in (span.planned_start, span.actual_start or span.planned_start)
    )
    last = max(
        day for span in spans for day in (span.planned_end, span.actual_end or span.planned_end)
    )
    if any(
        span.actual_start and not span.actual_end and span.actual_start <= today for span in spans
    ):
        last = max(last, today)
    days = (last - first).days + 1

    def bar(start: date, end: date) -> Bar:
        width = ((end - start).days + 1) / days * 100
        return Bar(round((start - first).days / days * 100, 2), round(width, 2))

    def actual(span: Span) -> Bar | None:
        if span.actual_start is None:
            return None
        return bar(span.actual_start, span.actual_end or max(today, span.actual_start))

    lines = [Planning(bar(span.planned_start, span.planned_end), actual(span)) for span in spans]
    inside = first <= today <= last
    return Picture(lines, round(((today - first).days + 0.5) / days * 100, 2) if inside else None)
