"""A form from its kept data. What is not a form is refused with a sentence, whatever was sent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reviews.schema.checking import check_conditions, check_field
from reviews.schema.parts import POINTS, Field, FieldReaders, Kind, Option, Schema, Section, Words
from reviews.schema.raw import (
    MOST_OPTIONS,
    SchemaError,
    condition,
    key_in,
    listed,
    mapping,
    name_in,
    number,
    one_of,
    points,
    text,
    texts,
)

MOST_SECTIONS, MOST_FIELDS = 40, 200
LARGEST = 1_000_000_000  # of a number


def read(data: Mapping[str, Any], *, whole: bool = True) -> Schema:
    """A form from its kept data; SchemaError says what is wrong.

    A form that is still being built (`whole=False`) may lack words, options and fields.
    """
    return _Reader(whole).schema(data)


def read_words(data: Any) -> Words:
    """Words in Dutch and English, where one may be lacking; SchemaError when it is something else."""
    return _Reader(whole=False).words(data)


class _Reader:
    def __init__(self, whole: bool) -> None:
        self.whole = whole

    def schema(self, data: Any) -> Schema:
        given = mapping(data, _("the form"))
        found = listed(given.get("sections"), MOST_SECTIONS, _("the sections"))
        schema = Schema(
            tuple(self.section(item) for item in found), self.anchors(given.get("scale"))
        )
        self.check(schema)
        return schema

    def check(self, schema: Schema) -> None:
        keys = [asked.key for asked in schema.fields()]
        if not keys and self.whole:
            raise SchemaError(_("A form has at least one question."))
        if len(keys) > MOST_FIELDS:
            raise SchemaError(_("A form has at most %(most)s questions.") % {"most": MOST_FIELDS})
        if len(set(keys)) != len(keys):
            raise SchemaError(_("Two questions have the same key."))
        sections = [section.key for section in schema.sections]
        if len(set(sections)) != len(sections):
            raise SchemaError(_("Two sections have the same key."))
        if self.whole:
            check_conditions(schema)

    def section(self, data: Any) -> Section:
        given = mapping(data, _("a section"))
        fields = listed(given.get("fields"), MOST_FIELDS, _("the questions"))
        return Section(
            key_in(given),
            self.words(given.get("title")),
            self.words(given.get("intro")),
            tuple(self.field(item) for item in fields),
        )

    def field(self, data: Any) -> Field:
        given = mapping(data, _("a question"))
        key, kind = name_in(given), one_of(Kind, given.get("kind"))
        source = "questions" if given.get("source") == "questions" else ""
        readers = given.get("readers", FieldReaders.REVIEW)
        asked = Field(
            key=key,
            kind=kind,
            prompt=self.words(given.get("prompt")),
            help=self.words(given.get("help")),
            required=given.get("required") is True,
            required_at=points(given.get("required_at")),
            cannot_judge=given.get("cannot_judge") is True,
            anchors=self.anchors(given.get("anchors")),
            word_limit=number(given.get("word_limit"), 1, 10_000),
            options=self.options(given.get("options")),
            source=source,
            minimum=number(given.get("minimum"), 0, 20) or 0,
            maximum=number(given.get("maximum"), 1, 20),
            terms=texts(given.get("terms")),
            lowest=number(given.get("lowest"), -LARGEST, LARGEST),
            highest=number(given.get("highest"), -LARGEST, LARGEST),
            unit=self.words(given.get("unit")),
            readers=one_of(FieldReaders, readers),
            example_good=self.words(given.get("example_good")),
            example_bad=self.words(given.get("example_bad")),
            shown_if=condition(given.get("shown_if")),
            required_if=condition(given.get("required_if")),
        )
        if self.whole:
            check_field(asked)
        return asked

    def words(self, data: Any) -> Words:
        """From `{"nl": ..., "en": ...}`; of a whole form both languages or none."""
        if data in (None, ""):
            return Words()
        given = mapping(data, _("the words"))
        found = Words(text(given.get("nl")), text(given.get("en")))
        if self.whole and found and not found.whole:
            raise SchemaError(
                _("Give the words in Dutch and in English: “%(words)s”.") % {"words": found}
            )
        return found

    def options(self, data: Any) -> tuple[Option, ...]:
        found = []
        for item in listed(data, MOST_OPTIONS, _("the options")):
            given = mapping(item, _("an option"))
            found.append(Option(key_in(given), self.words(given.get("label"))))
        keys = [option.key for option in found]
        if len(set(keys)) != len(keys):
            raise SchemaError(_("Two options have the same key."))
        return tuple(found)

    def anchors(self, data: Any) -> tuple[tuple[int, Words], ...]:
        given = mapping(data or {}, _("the points of the scale"))
        found = {}
        for point, words in given.items():
            if str(point) not in {str(known) for known in POINTS}:
                raise SchemaError(_("A scale has the points 1 to 5."))
            found[int(point)] = self.words(words)
        return tuple(sorted(found.items(), key=lambda pair: pair[0]))
