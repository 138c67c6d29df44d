"""How mail programs say that here begins what somebody else wrote. Pure, and linear in a line's length."""

import re

LONGEST = 320  # an attribution, its lines together
SEPARATOR = re.compile(
    r"(?:[-_=]{8,}|-{2,} ?(?:oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message"
    r"|originele bericht|original appointment|oorspronkelijke afspraak) ?-{2,}"
    r"|begin doorgestuurd bericht:|begin forwarded message:)",
    re.IGNORECASE,
)
_FROM = ("van", "from", "von", "de")
_LABELS = (
    *_FROM,
    *("verzonden", "verstuurd", "datum", "aan", "cc", "bcc", "onderwerp", "antwoord aan"),
    *("beantwoorden", "urgentie", "prioriteit", "sent", "date", "to", "subject", "reply-to"),
    *("importance", "gesendet", "an", "betreff", "envoyé", "à", "objet"),
)
_LABEL = re.compile(rf"({'|'.join(map(re.escape, _LABELS))}) ?:", re.IGNORECASE)
_WROTE = ("wrote:", "schreef:", "geschreven:", "writes:")
_BEGINS = ("op ", "on ")


def bare(line: str) -> str:
    """A line without the signs of quotes and of emphasis around it."""
    return line.lstrip("> \t\ufeff").replace("*", "").strip()


def is_attribution(line: str) -> bool:
    """Whether this is "Op 3 juni 2026 schreef Rob <rob@...>:", in one of its many forms."""
    words = " ".join(bare(line).split()).casefold()
    if not words.endswith(":") or len(words) > LONGEST or not any(map(str.isdigit, words)):
        return False
    if words.startswith(_BEGINS) and (words.endswith(_WROTE) or " schreef " in words):
        return True
    return "@" in words and words.endswith(_WROTE)


def label_of(line: str) -> str:
    """ "van" of "Van: Rob <rob@...>"; "" of a line that is no header."""
    found = _LABEL.match(bare(line)[:40])
    return found[1].lower() if found else ""


def begins_headers(line: str) -> bool:
    """Whether a block such as Outlook's may begin here."""
    return label_of(line) in _FROM


def is_separator(line: str) -> bool:
    """Whether this line parts one mail from the next."""
    return bool(SEPARATOR.fullmatch(bare(line)[:LONGEST]))
