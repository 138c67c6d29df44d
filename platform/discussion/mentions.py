"""Who is named in a text: `@[Name](person:12)` from the picker, or `@Name` as typed. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

PICKED = re.compile(r"@\[([^\[\]\n]{1,120})\]\(person:(\d{1,18})\)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!()])")


@dataclass(frozen=True)
class Named:
    """The text as it is rendered, who is told, and the names of who is not."""

    source: str
    ids: list[int] = field(default_factory=list)
    not_told: list[str] = field(default_factory=list)


def find(source: str, readers: Sequence[tuple[int, str]]) -> Named:
    """Names in the text that belong to readers (id, name); names from the picker that do not."""
    if "@" not in source:
        return Named(source)
    names = dict(readers)
    told: dict[int, None] = {}
    not_told: list[str] = []

    def picked(found: re.Match[str]) -> str:
        person_id = int(found[2])
        if person_id not in names:
            not_told.append(found[1])
            return f"@{_plain(found[1])}"
        told[person_id] = None
        return _bold(names[person_id])

    def typed(found: re.Match[str]) -> str:
        person_id = by_name[found[1].casefold()]
        told[person_id] = None
        return _bold(names[person_id])

    by_name = _unique_names(readers)
    pieces = []
    end = 0
    pattern = _typed_pattern(by_name)
    for found in PICKED.finditer(source):
        pieces += [pattern.sub(typed, source[end : found.start()]), picked(found)]
        end = found.end()
    pieces.append(pattern.sub(typed, source[end:]))
    return Named("".join(pieces), list(told), not_told)


def _unique_names(readers: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Full names, and first names where one reader alone has it."""
    found: dict[str, set[int]] = {}
    for person_id, name in readers:
        for word in {name.casefold(), name.casefold().partition(" ")[0]}:
            found.setdefault(word, set()).add(person_id)
    return {word: ids.pop() for word, ids in found.items() if word and len(ids) == 1}


def _typed_pattern(names: dict[str, int]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    choice = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w@])@({choice})(?!\w)", re.IGNORECASE)


def _bold(name: str) -> str:
    return f"**@{_plain(name)}**"


def _plain(name: str) -> str:
    return _SPECIAL.sub(r"\\\1", name)
