"""The signature below somebody's words: cut where it is sure to be one, and else left. Pure."""

import re
from collections.abc import Sequence

from notifications.inbound.reading.html_marks import END, QUOTE, SIGNATURE
from notifications.inbound.reading.sayings import bare

MOST_LINES = 15
NAME_LINES = 2  # under a greeting: the name, and what somebody is
_DEVICE = re.compile(
    r"(?:verzonden|verstuurd|sent|geschreven) (?:vanaf|vanuit|van|met|from|via|using) .{0,70}"
    r"|(?:outlook|gmail) (?:voor|for) (?:android|ios|mac|windows).{0,40}|download(?:en)? outlook.{0,40}"
    r"|\[?(?:get|download) (?:outlook|blue ?mail) for .{0,70}|\[?outlook voor (?:android|ios).{0,80}",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:met )?(?:vriendelijke|hartelijke|warme|zonnige|beste|collegiale) groet(?:en|jes)?|groet(?:en|jes)?|mvg"
    r"|m\.?v\.?g\.?|(?:kind|best|warm|with kind|many) regards|regards|sincerely|hoogachtend|vr\.? ?gr\.?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\+\d[\d ()-]{7,20}|\b0\d{1,3}[ -]?\d{2,3}[ -]?\d{2}|[\w.-]{1,60}@[\w-]{1,60}\.|\bwww\.|https?://"
    r"|\b\d{4} ?[A-Z]{2}\b|^(?:t|m|e|tel|mob)[.:] ",
    re.IGNORECASE | re.MULTILINE,
)
_DISCLAIMER = re.compile(
    r"(?:disclaimer|dit (?:e-?mail)?bericht (?:kan|is)|deze e-?mail (?:kan|is)|de informatie (?:in|verzonden)"
    r"|this (?:e-?mail|message) (?:may|is|and)|the information (?:in|contained)|denk aan het milieu|please consider)",
    re.IGNORECASE,
)


def without_signature(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines, and those that were left out."""
    kept, out = _marked(lines)
    for rule in (_disclaimer, _delimiter, _device, _contact_card):
        end = _end(kept)
        start = rule(kept, end)
        out += kept[start:end]
        kept = kept[:start]
    return kept, [line for line in out if line.strip()]


def _end(lines: Sequence[str]) -> int:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _marked(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What a mail program itself marks as a signature."""
    kept: list[str] = []
    out: list[str] = []
    depth = 0
    for line in lines:
        sign = bare(line)
        if sign in (SIGNATURE, END, QUOTE):
            depth = max(0, depth + (sign == SIGNATURE) - (sign == END))
        else:
            (out if depth else kept).append(line)
    return kept, out


def _delimiter(lines: Sequence[str], end: int) -> int:
    """Below "-- ", as the rules of mail have it."""
    for n in range(end - 1, max(-1, end - 1 - MOST_LINES), -1):
        if lines[n] in ("-- ", "--", "--\xa0"):
            return n
    return end


def _device(lines: Sequence[str], end: int) -> int:
    """ "Verzonden vanaf mijn iPhone"."""
    last = bare(lines[end - 1]) if end else ""
    last = re.sub(r"\[([^\[\]]{1,80})\]\([^()]{1,200}\)", r"\1", last)
    return end - 1 if last and len(last) < 120 and _DEVICE.fullmatch(last) else end


def _disclaimer(lines: Sequence[str], end: int) -> int:
    """What a mail server puts under all mail of an organisation."""
    for n in range(max(0, end - MOST_LINES), end):
        begins = n == 0 or not lines[n - 1].strip()
        if n and begins and _DISCLAIMER.match(bare(lines[n])):
            return n
    return end


def _contact_card(lines: Sequence[str], end: int) -> int:
    """Telephone numbers and addresses below a greeting; the greeting and the name stay."""
    for n in range(max(0, end - MOST_LINES), end):
        if not _GREETING.fullmatch(bare(lines[n]).rstrip(",.!")):
            continue
        start, names = n + 1, 0
        while start < end and names < NAME_LINES and not _CONTACT.search(lines[start]):
            names += bool(lines[start].strip())
            start += 1
        card = "\n".join(lines[start:end])
        return start if _CONTACT.search(card) else end
    return end
