"""The clock of the story: every process of the site reads its moment from one file, which the test writes."""

import os
from contextvars import ContextVar, Token
from datetime import datetime
from pathlib import Path

from core import clock

Moment = datetime | None


class StandingMoment:
    """Takes the place of the clock's frozen moment: where nothing is frozen it is what the file says."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._frozen: ContextVar[Moment] = ContextVar("frozen_in_the_story", default=None)

    def get(self) -> datetime:
        """The moment that it is."""
        return self._frozen.get() or datetime.fromisoformat(self.file.read_text())

    def set(self, moment: Moment) -> Token[Moment]:
        """Freeze, as a context variable does."""
        return self._frozen.set(moment)

    def reset(self, token: Token[Moment]) -> None:
        """Freeze no more."""
        self._frozen.reset(token)


def install(file: Path) -> None:
    """Let this process go by the file."""
    clock._frozen = StandingMoment(file)  # type: ignore[assignment]  # does what is asked of it there


def put(file: Path, moment: datetime) -> None:
    """Set the clock of all processes at once: nobody reads half a moment."""
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(moment.isoformat())
    fresh.replace(file)
