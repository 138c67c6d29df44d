"""Who is named in a text: `@[Name](person:12)` from the picker, `@Name` as typed, `@regio-south` for a group. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PICKED = re.compile(r"@\[([^\[\]\n]{1,120})\]\(person:(\d{1,18})\)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!()])")


@dataclass(frozen=True)
class Group:
    """People who can be named together: a role, or a region's team.

    `words` are what can be typed behind the @, in both languages; `ids` are its people, of whom
    only those who read the thread are told.
    """

    words: tuple[str, ...]
    label: str
    ids: frozenset[int]


@dataclass(frozen=True)
class Known:
    """Who can be named: readers (id, name), groups, and people who do not read along but have a name."""

    readers: Sequence[tuple[int, str]] = ()
    groups: Sequence[Group] = ()
    others: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class Named:
    """The text as it is rendered, who is told, who of them by a group alone, and the names of who is not."""

    source: str
    ids: list[int] = field(default_factory=list)
    in_groups: list[int] = field(default_factory=list)
    not_told: list[str] = field(default_factory=list)


def find(source: str, known: Known) -> Named:
    """Names in the text that belong to readers or groups; names of who does not read along."""
    if "@" not in source:
        return Named(source)
    return _Finder(known).find(source)


class _Finder:
    """One walk over a text."""

    def __init__(self, known: Known) -> None:
        self.names = dict(known.readers)
        self.others = dict(known.others)
        self.by_name = _unique_names(known.readers)
        self.by_word = {word.casefold(): group for group in known.groups for word in group.words}
        self.absent = _full_names(known.others, self.by_name)
        self.told: dict[int, None] = {}
        self.grouped: dict[int, None] = {}
        self.not_told: dict[str, None] = {}

    def find(self, source: str) -> Named:
        pattern = _typed_pattern([*self.by_word, *self.by_name, *self.absent])
        pieces = []
        end = 0
        for found in PICKED.finditer(source):
            pieces += [pattern.sub(self._typed, source[end : found.start()]), self._picked(found)]
            end = found.end()
        pieces.append(pattern.sub(self._typed, source[end:]))
        in_groups = [one for one in self.grouped if one not in self.told]
        return Named("".join(pieces), list(self.told), in_groups, list(self.not_told))

    def _picked(self, found: re.Match[str]) -> str:
        person_id = int(found[2])
        if person_id in self.names:
            self.told[person_id] = None
            return _bold(self.names[person_id])
        # What was typed there, not what the number means: a number tells nobody a name.
        self.not_told[self.others.get(person_id, found[1])] = None
        return f"@{_plain(self.others.get(person_id, found[1]))}"

    def _typed(self, found: re.Match[str]) -> str:
        word = found[1].casefold()
        if word in self.by_word:
            return self._group(self.by_word[word])
        if word in self.by_name:
            self.told[self.by_name[word]] = None
            return _bold(self.names[self.by_name[word]])
        self.not_told[self.absent[word]] = None
        return found[0]

    def _group(self, group: Group) -> str:
        reading = [one for one in sorted(group.ids) if one in self.names]
        self.grouped.update(dict.fromkeys(reading))
        if len(reading) < len(group.ids) or not group.ids:
            self.not_told[group.label] = None
        return _bold(group.label) if reading else f"@{_plain(group.label)}"


def _unique_names(readers: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Full names, and first names where one reader alone has it."""
    found: dict[str, set[int]] = {}
    for person_id, name in readers:
        for word in {name.casefold(), name.casefold().partition(" ")[0]}:
            found.setdefault(word, set()).add(person_id)
    return {word: ids.pop() for word, ids in found.items() if word and len(ids) == 1}


def _full_names(others: Sequence[tuple[int, str]], taken: Mapping[str, int]) -> dict[str, str]:
    """Full names of people who do not read along, where no reader has that name."""
    names = {name.casefold(): name for _pk, name in others if name}
    return {word: name for word, name in names.items() if word not in taken}


def _typed_pattern(names: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    choice = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w@])@({choice})(?![\w-])", re.IGNORECASE)


def _bold(name: str) -> str:
    return f"**@{_plain(name)}**"


def _plain(name: str) -> str:
    return _SPECIAL.sub(r"\\\1", name)
