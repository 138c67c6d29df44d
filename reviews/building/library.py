"""Questions taken over from other forms: under the key that they have there, so that answers compare. No database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from reviews.building.blueprint import add_field, earlier_fields, new_key, put_field
from reviews.building.problems import ONCE
from reviews.schema import POINTS, Condition, Field, Kind, Schema, Section, Words


@dataclass(frozen=True)
class Shelf:
    """One section of another form, with its questions that this form does not have."""

    section: Section
    questions: tuple[Field, ...]


def shelves(sources: Iterable[Schema], here: Schema) -> list[Shelf]:
    """What can be taken from the versions of one form, the newest first: each question in its newest words."""
    offered = set(here.by_key())
    found: dict[str, Shelf] = {}
    for source in sources:
        for section in source.sections:
            fresh = [asked for asked in section.fields if asked.key not in offered]
            offered |= {asked.key for asked in fresh}
            kept = tuple(asked for asked in fresh if not has_its_one(here, asked.kind))
            shelf = found.get(section.key, Shelf(section, ()))
            found[section.key] = replace(shelf, questions=(*shelf.questions, *kept))
    return [shelf for shelf in found.values() if shelf.questions]


def has_its_one(here: Schema, kind: Kind) -> bool:
    """Whether a form asks this once, and this form does already."""
    return kind in ONCE and any(asked.kind == kind for asked in here.fields())


def take(
    here: Schema, section: str, chosen: Collection[tuple[Schema, Field]], kept: Mapping[str, Kind]
) -> Schema:
    """The form with these questions at the end of a section; `kept` are keys that it published. Raises Gone."""
    names: dict[str, str] = {}
    for source, asked in chosen:
        if asked.key in here.by_key() or has_its_one(here, asked.kind):
            continue
        names[asked.key] = _key(here, asked, kept)
        if not here.scale:
            here = replace(here, scale=source.scale)
        moved = replace(asked, key=names[asked.key], anchors=_anchors(here, source, asked))
        here = add_field(here, section, moved)
    for key in names.values():
        here = put_field(here, _with_conditions(here, here.by_key()[key], names))
    return here


def _key(here: Schema, asked: Field, kept: Mapping[str, Kind]) -> str:
    """Its own, unless this form once gave that key to something else."""
    if kept.get(asked.key, asked.kind) == asked.kind:
        return asked.key
    return new_key(asked.prompt.nl or asked.prompt.en, {*kept, *here.by_key()})


def _anchors(here: Schema, source: Schema, asked: Field) -> tuple[tuple[int, Words], ...]:
    """What the points mean goes along; where the forms differ in general, it is written at the question."""
    if asked.kind != Kind.SCALE or here.scale == source.scale:
        return asked.anchors
    meant = source.anchors_of(asked)
    return tuple((point, _joined(*meant[point])) for point in POINTS if any(meant[point]))


def _joined(general: Words, special: Words) -> Words:
    def both(first: str, second: str) -> str:
        return f"{first}: {second}" if first and second else first or second

    return Words(both(general.nl, special.nl), both(general.en, special.en))


def _with_conditions(here: Schema, asked: Field, names: Mapping[str, str]) -> Field:
    """On what it hangs, as far as that came along or was there, above it."""
    above = {one.key for one in earlier_fields(here, asked.key)}

    def kept(condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        key = names.get(condition.field, condition.field)
        return replace(condition, field=key) if key in above else None

    return replace(asked, shown_if=kept(asked.shown_if), required_if=kept(asked.required_if))
