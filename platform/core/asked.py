"""What is asked of somebody, by when: the rows of "my turn"."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Asked:
    """One thing that one person is asked to do.

    title   what to do, as a short sentence in the reader's language: "Review the plan of South"
    where   what it is about: region and theme
    action  the button: "Write review"
    url     where it is done
    due_at  by when, or None when nobody waits for a date
    late    whether that moment has passed
    kind    a stable key, for icons and tests: "review", "response", "verify", "plan"
    """

    title: str
    where: str
    action: str
    url: str
    due_at: datetime | None
    late: bool
    kind: str
