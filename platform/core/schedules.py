"""What one line in the timetable (`config/schedules.py`) looks like."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task that runs by itself: every so many `minutes`, or by a `cron` line (Amsterdam time).

    `Schedule("send mail", "notifications.tasks.send_due", minutes=1)`
    """

    name: str
    func: str
    minutes: int | None = None
    cron: str | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.cron is None):
            raise ValueError(f"Schedule {self.name!r}: give minutes or cron, one of the two.")
        if self.minutes is not None and self.minutes < 1:
            raise ValueError(f"Schedule {self.name!r}: minutes must be 1 or more.")
        if self.func.count(".") < 2 or ".tasks." not in self.func:
            raise ValueError(f"Schedule {self.name!r}: func must be a path like 'app.tasks.name'.")
