"""Entries as a file that calendar programs read. Folding and escaping are the library's."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from sessions.calendar.entries import Entry, Method, Somebody
from sessions.calendar.zone import amsterdam_zone, as_written

PRODUCT = "-//Klankbord//Klankbord//NL"
OFTEN = timedelta(hours=1)  # how often a program should look at a feed


def calendar_file(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """A file of entries, in the order of their moments; with a name it is a calendar of its own."""
    calendar = _calendar(None, name)
    for entry in sorted(entries, key=lambda one: (one.starts_at, one.uid)):
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def invitation_file(
    entry: Entry, *, method: Method, organiser: Somebody, guest: Somebody, answers: bool = False
) -> bytes:
    """What a mail carries: come, come at another moment or place, or do not come.

    `answers` asks the calendar program to tell the organiser what the guest says.
    """
    calendar = _calendar(method, "")
    event = _event(entry, cancelled=method == Method.CANCEL)
    event.add("organizer", _address(organiser))
    attendee = _address(guest)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("TRUE" if answers and method == Method.REQUEST else "FALSE")
    event.add("attendee", attendee)
    calendar.add_component(event)
    return calendar.to_ical()


def _calendar(method: Method | None, name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method.value)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", "Europe/Amsterdam")
        calendar.add("refresh-interval", OFTEN, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(amsterdam_zone())
    return calendar


def _event(entry: Entry, *, cancelled: bool = False) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", as_written(entry.starts_at))
    event.add("dtend", as_written(entry.ends_at))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    for name, value in (("description", entry.text), ("location", entry.place)):
        if value:
            event.add(name, value)
    if entry.url:
        event.add("url", entry.url)
    return event


def _address(somebody: Somebody) -> vCalAddress:
    address = vCalAddress(f"mailto:{somebody.email}")
    address.params["cn"] = vText(somebody.name or somebody.email)
    return address
