"""The head of a mail, read so that no mail can break the reader."""

import re
from contextlib import suppress
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

LONGEST_HEAD = 128 * 1024
LONGEST = 4000  # of one header
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,240}>")
_ADDRESS = re.compile(r"[^@\s<>,;:\"()]{1,64}@[^@\s<>,;:\"()]{1,190}")
_END = re.compile(rb"\r?\n\r?\n")


def head_of(raw: bytes) -> Message:
    """The headers alone."""
    end = _END.search(raw, 0, LONGEST_HEAD)
    return BytesHeaderParser().parsebytes(raw[: end.end() if end else LONGEST_HEAD])


def body_of(raw: bytes) -> bytes:
    """All after the headers."""
    end = _END.search(raw, 0, LONGEST_HEAD)
    return raw[end.end() :] if end else b""


def values(message: Message, *names: str) -> list[str]:
    """Every value of these headers, in words, on one line each."""
    found: list[str] = []
    for name in names:
        found += [decoded(value) for value in message.get_all(name, [])]
    return found


def value(message: Message, name: str) -> str:
    """The first value of a header, "" when there is none."""
    return next(iter(values(message, name)), "")


def decoded(value: object) -> str:
    """The words of a header, whatever they were packed in."""
    text = str(value)[:LONGEST]
    with suppress(LookupError, UnicodeError, ValueError, HeaderParseError):  # else as it came
        text = str(make_header(decode_header(text)))
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.replace("\x00", "").split())


def message_id(message: Message, name: str = "Message-ID") -> str:
    """An id between its angles, "" when there is none that can be used."""
    found = _MESSAGE_ID.search(value(message, name))
    return found[0] if found and _is_plain(found[0]) else ""


def sender(message: Message) -> str:
    """The one address in From, in small letters; "" when there is none, or more than one."""
    raw = [str(one)[:LONGEST] for one in message.get_all("From", [])]
    try:
        found = [address for _name, address in getaddresses(raw) if address]
    except (MessageError, ValueError, IndexError, TypeError, RecursionError):  # "((((((("
        return ""
    address = found[0].lower() if len(found) == 1 and len(raw) == 1 else ""
    return address if _ADDRESS.fullmatch(address) and _is_plain(address) else ""


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()
