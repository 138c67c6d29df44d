"""What a plan says, as plain values: what submitting freezes and comparing compares. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from plans.sections import SECTIONS


@dataclass(frozen=True)
class AskedQuestion:
    """One question, by the object that it is and the words that it has."""

    id: int
    source: str


@dataclass(frozen=True)
class Content:
    """Everything that a working copy or a version holds; an empty section is no section."""

    title: str
    summary: str
    help_kind: str
    elements: frozenset[int] = frozenset()
    sections: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[AskedQuestion, ...] = ()
    files: frozenset[int] = frozenset()


def missing_sections(content: Content) -> list[str]:
    """The keys of the sections that must be filled in and are not."""
    return [kind.key for kind in SECTIONS if kind.required and not content.sections.get(kind.key)]


def is_complete(content: Content) -> bool:
    """Whether it can be submitted: the required sections and at least one question."""
    return not missing_sections(content) and bool(content.questions)


def fingerprint(content: Content) -> str:
    """A short name for exactly this content: the same for the same, another for another."""
    plain = asdict(content) | {
        "elements": sorted(content.elements),
        "files": sorted(content.files),
        "sections": dict(sorted(content.sections.items())),
    }
    return digest(json.dumps(plain, ensure_ascii=True, sort_keys=True))


def digest(text: str) -> str:
    """A short name for a text, so that a form can tell whether its reader touched it."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


def changed_piece(old: str, new: str) -> tuple[int, str, str]:
    """Where two texts start to differ, and the pieces between that and their common end.

    The log keeps this instead of both texts: with the older text it gives the newer, and a word
    that is added to a long text costs a word.
    """
    short = min(len(old), len(new))
    start = 0
    while start < short and old[start] == new[start]:
        start += 1
    end = 0
    while end < short - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, old[start : len(old) - end], new[start : len(new) - end]
