"""What a filled-in text form would change, question by question. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reviews.controls import Control, Shape, Sheet
from reviews.text_form import Entry, Parsed, Stray, digest, plain, value_of

Clean = Callable[[Control, Any], tuple[Any, str]]
"""The answer as it would be kept, or what is wrong with it."""


@dataclass(frozen=True)
class Change:
    """One answer in the file that differs from what is kept now."""

    control: Control
    value: Any
    now: Any
    revision: int  # of what is kept now
    conflict: bool  # it was also changed here after the file was made
    trouble: str = ""  # why it cannot be kept


@dataclass(frozen=True)
class Left:
    """An answer in the file to a question that this form does not have."""

    key: str
    at: int
    text: str


@dataclass
class Changes:
    """Everything that a file holds, compared."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0
    left: list[Left] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)

    @property
    def kept(self) -> list[Change]:
        """Those that can be saved."""
        return [change for change in self.changes if not change.trouble]


def compare(
    parsed: Parsed, sheet: Sheet, values: dict[str, Any], revisions: dict[str, int], clean: Clean
) -> Changes:
    """What the file says, against what is kept. An answer that was not touched in the file changes nothing."""
    found = Changes(strays=list(parsed.strays))
    controls = {control.key: control for control in sheet.controls()}
    for key, entry in parsed.entries.items():
        control = controls.get(key)
        if control is None or control.shape == Shape.FILE:
            _leave(found, entry)
            continue
        raw, strays = value_of(entry, control)
        found.strays += strays
        if strays and raw is None:
            continue  # nothing readable: what is kept stays, and the lines are named
        value, trouble = clean(control, raw)
        now = values.get(key)
        if not trouble and (digest(value) == digest(now) or digest(value) == entry.was):
            found.same += 1
            continue
        revision = revisions.get(key, 0)
        conflict = revision != entry.revision and plain(now) is not None
        found.changes.append(Change(control, value, now, revision, conflict, trouble))
    found.strays.sort(key=lambda stray: stray.at)
    return found


def _leave(found: Changes, entry: Entry) -> None:
    text = "\n".join(line for _number, line in entry.lines).strip()
    if text:
        found.left.append(Left(entry.key, entry.at, text))


def both(now: Any, value: Any) -> Any:
    """Two answers in one: texts below each other, choices together; else what the file says."""
    if isinstance(now, str) and isinstance(value, str):
        return f"{now}\n\n{value}"
    if isinstance(now, list) and isinstance(value, list):
        return now + [item for item in value if item not in now]
    return value if value is not None else now
