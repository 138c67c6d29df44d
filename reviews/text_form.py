"""A review form as a plain text: written, filled in anywhere, read again. Pure.

Lines that begin with `;;` explain; a line `[[key]] ...` begins the answer to the question with that
key; all else below it is the answer. A line of an answer that looks like one of those gets a
backslash in front, which is taken off again. The first `[[klankbord]]` line says what was filled in.
"""

import hashlib
import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reviews.controls import Control, Shape

WIDTH = 76
NAME = "klankbord"
HEAD = re.compile(r"^\[\[klankbord\]\]((?:\s+\w+=\S+)*)\s*$")
ENTRY = re.compile(r"^\[\[([a-z][a-z0-9_-]{0,59})\]\]((?:\s+\w+=\S+)*)\s*$")
LOOKS_LIKE_MARK = re.compile(r"^\\*(?:\[\[|;;)")
ESCAPED = re.compile(r"^\\+(?:\[\[|;;)")
TICK = re.compile(r"^\s*[\[(]\s*([^\s\])]?)\s*[\])]\s*(\S+)?")
ONE = {Shape.RADIO, Shape.SCALE, Shape.SELECT}


@dataclass(frozen=True)
class Head:
    """What a text form belongs to: the task, the plan with its version, and the form's content hash."""

    task: int
    plan: int
    version: int
    form: str

    def line(self) -> str:
        """The version line."""
        return (
            f"[[{NAME}]] task={self.task} plan={self.plan} version={self.version} form={self.form}"
        )


@dataclass(frozen=True)
class Item:
    """One question of the form with its answer."""

    control: Control
    value: Any = None
    revision: int = 0
    about: str = ""  # words that stand above it: a question of the region, earlier advice
    notes: tuple[str, ...] = ()  # how it is filled in


@dataclass(frozen=True)
class Chapter:
    """A section of the form."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Entry:
    """What a text says at one question: its lines, and what it was when the text was made."""

    key: str
    revision: int
    was: str
    at: int  # number of its first line
    lines: tuple[tuple[int, str], ...] = ()  # with their numbers


@dataclass(frozen=True)
class Stray:
    """A line that nobody understands, by its number."""

    at: int
    line: str


@dataclass
class Parsed:
    """What stands in a text form."""

    head: Head | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)


def digest(value: Any) -> str:
    """Ten signs that differ when two answers differ."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def plain(value: Any) -> Any:
    """An answer without empty lines around it; nothing at all is None."""
    if isinstance(value, str):
        return "\n".join(_trimmed(value.split("\n"))).rstrip() or None
    return None if value is False or value == [] else value


def _trimmed(lines: list[str]) -> list[str]:
    first = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    last = next((place for place in range(len(lines), 0, -1) if lines[place - 1].strip()), 0)
    return lines[first:last]


def write(head: Head, intro: Iterable[str], chapters: Iterable[Chapter]) -> str:
    """The whole form with its answers."""
    lines = [head.line(), *_remarks(intro)]
    for chapter in chapters:
        lines += ["", "", *_remarks([chapter.title, "=" * min(len(chapter.title), WIDTH)])]
        for item in chapter.items:
            lines += ["", *_remarks([item.about, item.control.label, item.control.help])]
            lines += _remarks(item.notes)
            lines += [
                f"[[{item.control.key}]] revision={item.revision} was={digest(item.value)}",
                *_answer(item.control, item.value),
            ]
    return "\n".join(lines) + "\n"


def _remarks(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in text.split("\n"):
            for piece in textwrap.wrap(line, WIDTH):
                yield f";; {piece}"


def _answer(control: Control, value: Any) -> list[str]:
    if control.shape == Shape.CHECKBOX:
        return [f"[{'x' if value else ' '}] {control.key}"]
    if control.options:
        chosen = {str(item) for item in (value if isinstance(value, list) else [value])}
        left, right = "()" if control.shape in ONE else "[]"
        return [
            f"{left}{'x' if key in chosen else ' '}{right} {key}  {_flat(label)}"
            for key, label in control.options
        ]
    if value is None:
        return [""]
    return [f"\\{line}" if LOOKS_LIKE_MARK.match(line) else line for line in str(value).split("\n")]


def _flat(label: str) -> str:
    return textwrap.shorten(label, 160, placeholder=" …")


def parse(text: str) -> Parsed:
    """What stands in a text: never fails; what it does not understand it gives back by line number."""
    found = Parsed()
    key = ""  # of the entry that is being read
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(_lines(text), 1):
        if line.startswith(";;"):
            continue
        if line.startswith("[["):
            _close(found, key, lines)
            key, lines = _open(found, number, line), []
        elif key:
            lines.append((number, line[1:] if ESCAPED.match(line) else line))
        elif line.strip():
            found.strays.append(Stray(number, line))
    _close(found, key, lines)
    return found


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _open(found: Parsed, number: int, line: str) -> str:
    """The key that begins here; empty when the lines below belong to nothing."""
    if head := HEAD.match(line):
        found.head = found.head or _head(_facts(head[1]))
        return ""
    entry = ENTRY.match(line)
    if entry is None or entry[1] in found.entries:
        found.strays.append(Stray(number, line))
        return ""
    facts = _facts(entry[2])
    found.entries[entry[1]] = Entry(
        entry[1], _number(facts.get("revision")), facts.get("was", ""), number
    )
    return entry[1]


def _close(found: Parsed, key: str, lines: list[tuple[int, str]]) -> None:
    if key:
        known = found.entries[key]
        found.entries[key] = Entry(key, known.revision, known.was, known.at, tuple(lines))


def _facts(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _head(facts: dict[str, str]) -> Head:
    return Head(
        _number(facts.get("task")),
        _number(facts.get("plan")),
        _number(facts.get("version")),
        facts.get("form", ""),
    )


def value_of(entry: Entry, control: Control) -> tuple[Any, list[Stray]]:
    """The answer in an entry, as a form takes it, and the lines that are no answer to it."""
    if control.shape != Shape.CHECKBOX and not control.options:
        return plain("\n".join(line for _number, line in entry.lines)), []
    known = {key for key, _label in control.options}
    chosen: list[str] = []
    strays: list[Stray] = []
    for number, line in entry.lines:
        if not line.strip():
            continue
        tick = TICK.match(line)
        if tick is None or (known and tick[2] not in known):
            strays.append(Stray(number, line))
        elif tick[1]:
            chosen.append(tick[2] or "")
    if control.shape == Shape.CHECKBOX:
        return (True if chosen else None), strays
    if control.shape in ONE:
        if len(chosen) > 1:
            strays.append(Stray(entry.at, ", ".join(chosen)))
            return None, strays
        return (chosen[0] if chosen else None), strays
    return (chosen or None), strays
