"""What stands in a calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Method(StrEnum):
    """What a mail asks of a calendar program."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """One moment in somebody's calendar.

    uid         the same for ever, in the feed, in downloads and in mail
    sequence    grows with every change; a program keeps the highest that it saw
    changed_at  when it last changed; not "now", so that the same calendar is the same file
    busy        whether the time is taken; a date by which something is due takes none
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int = 0
    text: str = ""
    place: str = ""
    url: str = ""
    busy: bool = True


@dataclass(frozen=True)
class Somebody:
    """A person in a mail to a calendar program."""

    name: str
    email: str
