"""What differs between two versions of a form, in words. No database."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews.schema import Field, Schema, structure_hash


@dataclass(frozen=True)
class Comparison:
    """What differs, and whether answers to the one can stand beside answers to the other."""

    comparable: bool
    sentences: list[str]


def compare(old: Schema, new: Schema) -> Comparison:
    """From old to new, question by question."""
    return Comparison(structure_hash(old) == structure_hash(new), list(_sentences(old, new)))


def _sentences(old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.by_key(), new.by_key()
    for key, asked in after.items():
        if key not in before:
            yield _("New: “%(question)s”.") % {"question": asked.prompt}
    for key, asked in before.items():
        if key not in after:
            yield _("Gone: “%(question)s”.") % {"question": asked.prompt}
        else:
            yield from _of_field(asked, after[key])
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield _("The questions stand in another order.")
    yield from _of_sections(old, new)
    if old.scale != new.scale:
        yield _("The points of the scale are described in other words.")


def _of_field(old: Field, new: Field) -> Iterator[str]:
    named = {"question": new.prompt, "was": old.prompt}
    if old.prompt != new.prompt:
        yield _("Reworded: “%(was)s” is now “%(question)s”.") % named
    if old.kind != new.kind:
        yield _("“%(question)s” asks for another kind of answer.") % named
    yield from _of_options(old, new)
    if old.anchors != new.anchors:
        yield _("“%(question)s”: the points of the scale mean something else.") % named
    said = {
        _("“%(question)s” is needed now."): new.required and not old.required,
        _("“%(question)s” is no longer needed."): old.required and not new.required,
        _("“%(question)s” has other help or other examples."): _help(old) != _help(new),
        _("“%(question)s” has another limit."): _limits(old) != _limits(new),
        _("“%(question)s” is read by others."): old.readers != new.readers,
        _("“%(question)s” hangs on other answers."): _hangs(old) != _hangs(new),
        _("“%(question)s”: “I cannot judge this” came or went."): old.cannot_judge
        != new.cannot_judge,
    }
    yield from (sentence % named for sentence, holds in said.items() if holds)


def _of_options(old: Field, new: Field) -> Iterator[str]:
    before = {option.key: option.label for option in old.options}
    after = {option.key: option.label for option in new.options}
    for key in after.keys() - before.keys():
        yield _("“%(question)s” has a new option: %(option)s.") % {
            "question": new.prompt,
            "option": after[key],
        }
    for key in before.keys() - after.keys():
        yield _("“%(question)s” no longer has the option: %(option)s.") % {
            "question": new.prompt,
            "option": before[key],
        }
    if any(before[key] != after[key] for key in before.keys() & after.keys()):
        yield _("“%(question)s” has options in other words.") % {"question": new.prompt}


def _of_sections(old: Schema, new: Schema) -> Iterator[str]:
    before = [(section.key, section.title, section.intro) for section in old.sections]
    after = [(section.key, section.title, section.intro) for section in new.sections]
    if before != after:
        yield _("The sections have other titles, words or places.")


def _help(asked: Field) -> tuple[object, ...]:
    return asked.help, asked.example_good, asked.example_bad, asked.unit


def _limits(asked: Field) -> tuple[object, ...]:
    numbers = asked.word_limit, asked.minimum, asked.maximum, asked.lowest, asked.highest
    return *numbers, asked.required_at, asked.terms


def _hangs(asked: Field) -> tuple[object, ...]:
    return asked.shown_if, asked.required_if
