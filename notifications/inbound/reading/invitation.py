"""What a calendar program answers to an invitation (RFC 5546, in mail by RFC 6047). Pure.

Read by its lines, and not as a calendar: the library keeps every time zone that it meets for the whole
process, and this one comes from strangers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from icalendar import Parameters
from icalendar.parser import Contentline, Contentlines

REPLY, COUNTER = "REPLY", "COUNTER"
LARGEST = 200_000  # characters; an answer takes two thousand
MOST_WORDS = 4000
NAMES = ("METHOD", "UID", "SEQUENCE", "DTSTAMP", "ATTENDEE", "COMMENT")


@dataclass(frozen=True)
class CalendarAnswer:
    """One answer: to which invitation, who says what about coming, and since when."""

    method: str
    uid: str
    sequence: int = 0
    at: datetime | None = None
    states: tuple[tuple[str, str], ...] = ()  # address and PARTSTAT of each who is named
    words: str = ""  # what somebody wrote with it

    def state_of(self, addresses: Iterable[str]) -> str:
        """What is said about somebody with these addresses; "" when nothing is.

        Of who is named alone, whatever the address: a calendar knows people by others than we do.
        """
        own = {address.lower() for address in addresses}
        named = self.states if len(self.states) == 1 else ()
        return next((state for address, state in self.states if address in own), "") or next(
            (state for _address, state in named), ""
        )


@dataclass
class _Lines:
    """What the lines of one file say, as far as they matter."""

    values: dict[str, str] = field(default_factory=dict)
    states: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def take(self, name: str, params: Parameters, value: str) -> None:
        if name == "ATTENDEE":
            address = value.strip().lower().removeprefix("mailto:")
            self.states.append((address, str(params.get("PARTSTAT", "NEEDS-ACTION")).upper()))
        elif name == "COMMENT":
            self.words.append(value.strip())
        else:
            self.values.setdefault(name, value.strip())


def answer_in(files: Iterable[str]) -> CalendarAnswer | None:
    """The first answer in these calendar files, if one is there."""
    return next((found for text in files if (found := _answer(text))), None)


def _answer(text: str) -> CalendarAnswer | None:
    read = _read(text[:LARGEST])
    method = read.values.get("METHOD", "").upper()
    if method not in (REPLY, COUNTER):
        return None
    return CalendarAnswer(
        method=method,
        uid=read.values.get("UID", ""),
        sequence=_number(read.values.get("SEQUENCE", "")),
        at=_moment(read.values.get("DTSTAMP", "")),
        states=tuple(read.states),
        words="\n".join(line for line in read.words if line)[:MOST_WORDS],
    )


def _read(text: str) -> _Lines:
    """The lines of the calendar itself and of its first appointment: not those of zones and alarms in it."""
    found, within = _Lines(), []
    for line in Contentlines.from_ical(text):
        begins, _colon, what = line.upper().partition(":")
        if begins == "BEGIN":
            within.append(what.strip())
        elif begins == "END" and within:
            if within.pop() == "VEVENT":
                break
        elif within in (["VCALENDAR"], ["VCALENDAR", "VEVENT"]) and line.upper().startswith(NAMES):
            _take(found, line)
    return found


def _take(found: _Lines, line: Contentline) -> None:
    try:
        name, params, value = line.parts()
    except ValueError:
        return
    if name.upper() in NAMES:
        found.take(name.upper(), params, value)


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _moment(given: str) -> datetime | None:
    """DTSTAMP, which is UTC; a program that forgets to say so means it."""
    try:
        return datetime.strptime(given[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
