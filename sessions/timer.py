"""The timer of a step, from the moments that the server keeps: it survives a reload. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self


@dataclass(frozen=True)
class Timer:
    """So many seconds from a moment on, without the time that it stood still."""

    started_at: datetime
    seconds: int
    paused_at: datetime | None = None
    paused_seconds: float = 0.0

    @classmethod
    def of(cls, at: datetime, minutes: int) -> Self:
        """A fresh timer."""
        return cls(at, minutes * 60)

    def left(self, at: datetime) -> float:
        """Seconds that are left at a moment; below zero it runs over."""
        return self.seconds - self.spent(at)

    def spent(self, at: datetime) -> float:
        """Seconds that ran, without those that it stood still."""
        until = max(self.paused_at or at, self.started_at)
        return max((until - self.started_at).total_seconds() - self.paused_seconds, 0.0)

    def paused(self, at: datetime) -> Self:
        """Standing still from a moment on; one that stands still already keeps its moment."""
        return self if self.paused_at else replace(self, paused_at=max(at, self.started_at))

    def resumed(self, at: datetime) -> Self:
        """Running again, with exactly as much left as when it stopped."""
        if self.paused_at is None:
            return self
        stood = max((at - self.paused_at).total_seconds(), 0.0)
        return replace(self, paused_at=None, paused_seconds=self.paused_seconds + stood)

    def extended(self, minutes: int) -> Self:
        """With more time."""
        return replace(self, seconds=self.seconds + minutes * 60)

    def ends_at(self, at: datetime) -> datetime:
        """When it runs out, if it runs on from a moment."""
        return at + timedelta(seconds=self.left(at))


def in_clock(seconds: float) -> str:
    """As a clock shows it: 4:05, and with a sign when it is over: -0:30."""
    whole = int(seconds // 1) if seconds >= 0 else -int(-seconds // 1)
    sign = "-" if whole < 0 else ""
    minutes, rest = divmod(abs(whole), 60)
    return f"{sign}{minutes}:{rest:02d}"
