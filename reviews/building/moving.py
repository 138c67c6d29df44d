"""What becomes of answers when a draft goes to another version of its form. No database."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reviews.checks import is_empty
from reviews.controls import Control, Earlier, Question, Setting, Shape, Sheet, lay_out
from reviews.schema import Field, Kind, Schema

# Behind the key that an answer had, with a letter for its shape and a number: such an answer stands
# aside, and no form has a question for it.
ASIDE = "~"
LETTERS = {shape: "abcdefghijklmnop"[n] for n, shape in enumerate(Shape)}
SHAPES = {letter: shape for shape, letter in LETTERS.items()}
TEXTS = {Shape.LINE, Shape.TEXT}
CHOSEN = {Shape.RADIO, Shape.SCALE, Shape.SELECT, Shape.CHECKBOXES}
LONGEST_LINE = 1000


class Fate(StrEnum):
    """What becomes of one answer."""

    STAYS = "stays"
    LOSES_OPTION = "loses_option"
    NO_PLACE = "no_place"


def fate_of(value: Any, before: Shape | None, after: Control | None) -> Fate:
    """Of one answer, from the input where it was given to the input under its key in the other version."""
    if after is None or before is None or not _alike(before, after.shape):
        return Fate.NO_PLACE
    if after.shape in TEXTS:
        fits = before == after.shape or _has_room(after, value)
        return Fate.STAYS if fits else Fate.NO_PLACE
    if after.shape in CHOSEN:
        keys = {key for key, _label in after.options}
        chosen = value if isinstance(value, list) else [value]
        return Fate.STAYS if all(str(item) in keys for item in chosen) else Fate.LOSES_OPTION
    return Fate.STAYS


def _alike(before: Shape, after: Shape) -> bool:
    return before == after or {before, after} <= TEXTS


def _has_room(control: Control, value: Any) -> bool:
    if control.shape == Shape.TEXT:
        return True
    return (
        isinstance(value, str)
        and "\n" not in value
        and len(value) <= (control.length or LONGEST_LINE)
    )


def fates(values: Mapping[str, Any], before: Sheet, after: Sheet) -> dict[str, Fate]:
    """Of every answer that says something; those that already stand aside are not counted again."""
    old, new = _by_key(before), _by_key(after)
    return {
        key: fate_of(value, old[key].shape if key in old else None, new.get(key))
        for key, value in values.items()
        if ASIDE not in key and not is_empty(value)
    }


def renamed(values: Mapping[str, Any], before: Sheet, after: Sheet) -> dict[str, str]:
    """Old key to new key, for the answers that step aside or come back; the others keep theirs."""
    old, new = _by_key(before), _by_key(after)
    leaving = [key for key, fate in fates(values, before, after).items() if fate != Fate.STAYS]
    free = {key for key in new if key in leaving or is_empty(values.get(key))}
    changes: dict[str, str] = {}
    for key in sorted(key for key in values if ASIDE in key and not is_empty(values[key])):
        home, shape = home_of(key)
        if home in free and fate_of(values[key], shape, new.get(home)) == Fate.STAYS:
            changes[key] = home
            free.discard(home)
    taken = set(values)
    for key in leaving:
        shape = old[key].shape if key in old else Shape.TEXT
        changes[key] = _aside(f"{key}{ASIDE}{LETTERS[shape]}", taken)
        taken.add(changes[key])
    return changes


def home_of(key: str) -> tuple[str, Shape]:
    """The key that an answer had before it stepped aside, and its shape there."""
    home, _, mark = key.partition(ASIDE)
    return home, SHAPES.get(mark[:1], Shape.TEXT)


def _aside(start: str, taken: set[str]) -> str:
    return next(f"{start}{n}" for n in range(1, len(taken) + 2) if f"{start}{n}" not in taken)


def _by_key(sheet: Sheet) -> dict[str, Control]:
    return {control.key: control for control in sheet.controls()}


def laid_out_for(values: Mapping[str, Any], before: Schema, after: Schema) -> tuple[Sheet, Sheet]:
    """Both forms for a plan of which only is known what the answers speak about.

    So a move weighs the difference between the forms, and nothing that changed in the plan.
    """
    homes = {home_of(key)[0]: value for key, value in values.items()}
    both = [*before.fields(), *after.fields()]
    asked = {one.key for one in both if one.source == "questions"}
    chosen = {str(id_) for key in asked for id_ in _as_list(homes.get(key)) if str(id_).isdecimal()}
    questions = _about(homes, both, Kind.ANSWER_PER_QUESTION) | {int(id_) for id_ in chosen}
    elements = {
        name for key, value in homes.items() if key.endswith("-elements") for name in value or ()
    }
    setting = Setting(
        questions=tuple(Question(id_, "") for id_ in sorted(questions)),
        earlier=tuple(
            Earlier(id_, "", mine=True) for id_ in sorted(_about(homes, both, Kind.VERIFICATIONS))
        ),
        elements=tuple((name, name) for name in sorted(elements)),
    )
    return lay_out(before, setting), lay_out(after, setting)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _about(homes: Mapping[str, Any], fields: Iterable[Field], kind: Kind) -> set[int]:
    """The ids of questions or recommendations in the keys of answers."""
    keys = {asked.key for asked in fields if asked.kind == kind}
    parts = [key.split("-") for key in homes]
    return {
        int(part[1]) for part in parts if part[0] in keys and len(part) > 1 and part[1].isdecimal()
    }


@dataclass(frozen=True)
class Touched:
    """How many answers at one field stay, lose their option, or have no place."""

    key: str
    title: str
    stays: int
    loses_option: int
    no_place: int

    @property
    def lost(self) -> int:
        """Those that the writer will have to look at."""
        return self.loses_option + self.no_place


def count(found: Iterable[tuple[str, Fate]], titles: Mapping[str, str]) -> list[Touched]:
    """Per field, in the order of `titles`; fields without answers too."""
    counts = Counter(found)
    return [
        Touched(
            key,
            title,
            counts[key, Fate.STAYS],
            counts[key, Fate.LOSES_OPTION],
            counts[key, Fate.NO_PLACE],
        )
        for key, title in titles.items()
    ]


def at_risk(old: Schema, new: Schema) -> list[tuple[str, Fate]]:
    """Questions whose answers, if there are any, would have to step aside; asked of the forms alone."""
    after = new.by_key()
    found = []
    for asked in old.fields():
        other = after.get(asked.key)
        if other is None or other.kind != asked.kind:
            found.append((str(asked.prompt), Fate.NO_PLACE))
        elif _has_less(asked, other):
            found.append((str(asked.prompt), Fate.LOSES_OPTION))
    return found


def _has_less(old: Field, new: Field) -> bool:
    fewer = {option.key for option in old.options} - {option.key for option in new.options}
    room = old.maximum is not None and new.maximum is not None and new.maximum < old.maximum
    return bool(fewer) or room or (old.cannot_judge and not new.cannot_judge)


def fingerprint(*parts: Any) -> str:
    """Equal when the same was shown."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]
