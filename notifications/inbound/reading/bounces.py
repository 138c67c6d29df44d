"""Reports about mail that did not arrive (RFC 3464). Pure."""

from dataclasses import dataclass
from email.message import Message
from uuid import UUID

from notifications.inbound.reading.headers import head_of, message_id, value

REPORTS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
MOST_PARTS = 50


@dataclass(frozen=True)
class Bounce:
    """One mail of ours that did not arrive, or not yet."""

    message_id: UUID
    permanent: bool
    reason: str


def bounce_in(message: Message) -> Bounce | None:
    """What the report says of a mail of ours; nothing when this is no such report."""
    if message.get_content_type() != "multipart/report":
        return None
    parts = [part for _index, part in zip(range(MOST_PARTS), message.walk(), strict=False)]
    told = next((_told(part) for part in parts if _is_status(part)), None)
    ours = next((found for part in parts if (found := _ours(part))), None)
    if told is None or ours is None:
        return None
    permanent, reason = told
    return Bounce(ours, permanent, reason)


def _is_status(part: Message) -> bool:
    return part.get_content_type() in ("message/delivery-status", "message/global-delivery-status")


def _told(part: Message) -> tuple[bool, str]:
    """Whether it is for good, and why: of the first address that failed."""
    inner = part.get_payload()
    blocks = [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []
    about = [block for block in blocks if block.get("Action") or block.get("Status")]
    failed = [block for block in about if value(block, "Action").lower() == "failed"]
    block = (failed or about or [Message()])[0]
    status = value(block, "Status")
    permanent = bool(failed) and not status.startswith("4")
    reason = value(block, "Diagnostic-Code") or status or value(block, "Action")
    return permanent, " ".join(part for part in (status, reason) if part)[:240]


def _ours(part: Message) -> UUID | None:
    """The id of the mail that the report is about, if it is one of our ids."""
    head = _head(part)
    if head is None:
        return None
    try:
        return UUID(message_id(head).strip("<>").partition("@")[0])
    except ValueError:
        return None


def _head(part: Message) -> Message | None:
    """The headers of the mail that came back, whole or alone."""
    kind, payload = part.get_content_type(), part.get_payload()
    if kind in REPORTS:
        raw = part.get_payload(decode=True)
        return head_of(raw if isinstance(raw, bytes) else b"")
    first = payload[0] if kind == "message/rfc822" and isinstance(payload, list) else None
    return first if isinstance(first, Message) else None
