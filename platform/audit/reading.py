"""What the log tells to whom: apps above say which of their things a reader may know."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.functional import Promise

from audit.models import Entry

Words = str | Promise
# From (reader, ids) to the labels of those things whose changes this reader may read.
Labels = Callable[[Any, set[str]], dict[str, str]]

_labels: dict[str, Labels] = {}
_verbs: dict[str, Words] = {}


def register_labels(target_type: str, labels: Labels) -> None:
    """Say which things of one kind a reader may know, and what they are called."""
    _labels[target_type] = labels


def register_verbs(words: Mapping[str, Words]) -> None:
    """Say verbs in words: `{"region.changed": _("changed the profile of")}`."""
    _verbs.update(words)


@dataclass(frozen=True)
class Line:
    """One entry as one reader may see it."""

    entry: Entry
    verb: Words
    actor: str
    label: str  # empty: the reader may not know the thing, or it is gone
    changes: list[tuple[str, str, str]]  # field, old, new; only with a label

    @property
    def thing(self) -> str:
        """The kind of thing in words, with its number where that is one."""
        try:
            kind = str(apps.get_model(self.entry.target_type)._meta.verbose_name)
        except (LookupError, ValueError):  # the kind of thing is gone
            kind = self.entry.target_type
        number = self.entry.target_id
        return f"{kind} {number}" if number.isdecimal() else kind


def lines_for(
    reader: Any, entries: Iterable[Entry], names: Callable[[set[int]], dict[int, str]]
) -> list[Line]:
    """The entries with words: one query a kind of thing, and what `names` needs for the actors."""
    rows = list(entries)
    known = _known(reader, rows)
    actors = names({row.actor_id for row in rows if row.actor_id})
    return [_line(row, known, actors) for row in rows]


def _known(reader: Any, rows: list[Entry]) -> dict[tuple[str, str], str]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.target_type].add(row.target_id)
    return {
        (kind, target_id): label
        for kind, ids in wanted.items()
        if kind in _labels
        for target_id, label in _labels[kind](reader, ids).items()
    }


def _line(row: Entry, known: dict[tuple[str, str], str], actors: dict[int, str]) -> Line:
    label = known.get((row.target_type, row.target_id), "")
    changes = [
        (field, _said(change.get("old")), _said(change.get("new")))
        for field, change in row.changes.items()
    ]
    return Line(
        entry=row,
        verb=_verbs.get(row.verb, row.verb.replace(".", " ").replace("_", " ")),
        actor=actors.get(row.actor_id or 0, ""),
        label=label,
        changes=changes if label else [],
    )


def _said(value: Any) -> str:
    if value in (None, "", []):
        return ""
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
