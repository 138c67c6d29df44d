"""The parts of a mail: which of them is the text, and which are files."""

from dataclasses import dataclass, field
from email.message import Message

from notifications.inbound.reading.charsets import text_of
from notifications.inbound.reading.flowed import unflowed
from notifications.inbound.reading.headers import decoded, value
from notifications.inbound.reading.html import to_markdown

MOST_PARTS = 200
MOST = 400_000  # characters of one part; what a person writes is far less
MOST_CALENDARS = 4
DEEPEST = 20
NAME = 120
CALENDARS = ("text/calendar", "application/ics")


@dataclass
class Parts:
    """What was found in a mail."""

    text: str = ""
    files: list[str] = field(default_factory=list)
    calendar: bool = False
    calendars: list[str] = field(default_factory=list)  # what calendar files say
    seen: int = 0
    room: int = 4 * MOST  # characters that may still be read


def parts_of(message: Message) -> Parts:
    """The text of the mail, and the names of what is attached."""
    found = Parts()
    found.text = _text(message, found, 0)[:MOST]
    return found


def _text(part: Message, found: Parts, depth: int) -> str:
    found.seen += 1
    if found.seen > MOST_PARTS or depth > DEEPEST:
        return ""
    kind = part.get_content_type()
    if kind.startswith("multipart/") and part.is_multipart():
        return _several(part, found, depth)
    if kind in CALENDARS and len(found.calendars) < MOST_CALENDARS:
        found.calendars.append(text_of(part))
    if kind == "text/calendar":
        found.calendar = True
        return ""
    if _is_file(part, kind):
        return _file(part, found, kind)
    text = text_of(part)[: min(MOST, found.room)]
    found.room -= len(text)
    if kind == "text/html":
        return to_markdown(text)
    return unflowed(text, delsp=_delsp(part)) if _is_flowed(part) else text


def _several(part: Message, found: Parts, depth: int) -> str:
    """Of alternatives one is read: the one that a person typed, or keeps its lines and lists best."""
    inner = [one for one in part.get_payload() if isinstance(one, Message)]
    if part.get_content_type() != "multipart/alternative":
        texts = [_text(one, found, depth + 1) for one in inner]
        return "\n\n".join(text for text in texts if text.strip())
    read = [(one, _text(one, found, depth + 1)) for one in inner]
    full = [(one, text) for one, text in read if text.strip()]
    flowed = next((text for one, text in full if _is_flowed(one)), "")
    return flowed or (full[-1][1] if full else "")  # the richest comes last (RFC 2046)


def _is_file(part: Message, kind: str) -> bool:
    if kind not in ("text/plain", "text/html"):
        return True
    return value(part, "Content-Disposition").lower().startswith("attachment")


def _file(part: Message, found: Parts, kind: str) -> str:
    """Note its name. A picture within the text is no file: most are the logo of a signature."""
    within = value(part, "Content-Disposition").lower().startswith("inline")
    if kind.startswith("image/") and (within or value(part, "Content-ID")):
        return ""
    found.files.append(_name(part) or kind)
    return ""


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (LookupError, UnicodeError, ValueError, TypeError):
        return ""
    return decoded(name)[:NAME]


def _is_flowed(part: Message) -> bool:
    return part.get_content_type() == "text/plain" and _param(part, "format") == "flowed"


def _delsp(part: Message) -> bool:
    return _param(part, "delsp") == "yes"


def _param(part: Message, name: str) -> str:
    try:
        return str(part.get_param(name, "")).lower()
    except (LookupError, UnicodeError, ValueError, TypeError):
        return ""
