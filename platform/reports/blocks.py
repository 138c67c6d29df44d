"""What stands on paper: the few kinds of lines that every writer knows. Pure."""

import re
from dataclasses import dataclass, field

# What XML, and so Word, cannot hold; tabs and line ends stay.
_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The same text without signs that no paper shows."""
    return _NOT_PRINTED.sub("", text)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands right under the title. Levels are never skipped."""

    level: int
    text: str
    anchor: str = ""
    kind: str = "heading"


@dataclass(frozen=True)
class Note:
    """A quiet line: who, as what, when."""

    text: str
    kind: str = "note"


@dataclass(frozen=True)
class Line:
    """A plain line or paragraph of plain text."""

    text: str
    strong: bool = False
    kind: str = "line"


@dataclass(frozen=True)
class Facts:
    """Terms with their values."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Prose:
    """Somebody's own text, as HTML; `level` is that of the heading above it."""

    html: str
    level: int
    aside: bool = False  # quoted from elsewhere: the question to an answer
    language: str = ""  # where it is not that of the report
    kind: str = "prose"


Block = Heading | Note | Line | Facts | Prose


@dataclass(frozen=True)
class Document:
    """A whole report: its head, and then its lines."""

    title: str
    subtitle: str
    about: str  # made for whom, when, and what it holds
    language: str
    author: str
    blocks: tuple[Block, ...] = field(default=())

    @property
    def contents(self) -> list[Heading]:
        """The headings of the first two levels, for the table of contents."""
        return [one for one in self.blocks if isinstance(one, Heading) and one.level <= 2]
