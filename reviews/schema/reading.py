"""A form from its kept data, and back. What is not a form is refused with a sentence, whatever was sent."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from reviews.schema.parts import (
    KEY,
    OF_THE_REVIEW,
    POINTS,
    WITH_ONE_ANSWER,
    WITH_OPTIONS,
    Condition,
    Field,
    FieldReaders,
    Kind,
    Option,
    Schema,
    Section,
    Words,
)

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
MOST_SECTIONS, MOST_FIELDS, MOST_OPTIONS = 40, 200, 60
LONGEST = 3000  # characters of one text
LARGEST = 1_000_000_000  # of a number


class SchemaError(ValueError):
    """A form that cannot be used, and why."""


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
        given = _mapping(data, _("the form"))
        found = _listed(given.get("sections"), MOST_SECTIONS, _("the sections"))
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
        given = _mapping(data, _("a section"))
        fields = _listed(given.get("fields"), MOST_FIELDS, _("the questions"))
        return Section(
            _key(given),
            self.words(given.get("title")),
            self.words(given.get("intro")),
            tuple(self.field(item) for item in fields),
        )

    def field(self, data: Any) -> Field:
        given = _mapping(data, _("a question"))
        key, kind = _key(given), _one_of(Kind, given.get("kind"))
        source = "questions" if given.get("source") == "questions" else ""
        readers = given.get("readers", FieldReaders.REVIEW)
        asked = Field(
            key=key,
            kind=kind,
            prompt=self.words(given.get("prompt")),
            help=self.words(given.get("help")),
            required=given.get("required") is True,
            required_at=_points(given.get("required_at")),
            cannot_judge=given.get("cannot_judge") is True,
            anchors=self.anchors(given.get("anchors")),
            word_limit=_number(given.get("word_limit"), 1, 10_000),
            options=self.options(given.get("options")),
            source=source,
            minimum=_number(given.get("minimum"), 0, 20) or 0,
            maximum=_number(given.get("maximum"), 1, 20),
            terms=_texts(given.get("terms")),
            lowest=_number(given.get("lowest"), -LARGEST, LARGEST),
            highest=_number(given.get("highest"), -LARGEST, LARGEST),
            unit=self.words(given.get("unit")),
            readers=_one_of(FieldReaders, readers),
            example_good=self.words(given.get("example_good")),
            example_bad=self.words(given.get("example_bad")),
            shown_if=_condition(given.get("shown_if")),
            required_if=_condition(given.get("required_if")),
        )
        if self.whole:
            _check(asked)
        return asked

    def words(self, data: Any) -> Words:
        """From `{"nl": ..., "en": ...}`; of a whole form both languages or none."""
        if data in (None, ""):
            return Words()
        given = _mapping(data, _("the words"))
        found = Words(_text(given.get("nl")), _text(given.get("en")))
        if self.whole and found and not found.whole:
            raise SchemaError(
                _("Give the words in Dutch and in English: “%(words)s”.") % {"words": found}
            )
        return found

    def options(self, data: Any) -> tuple[Option, ...]:
        found = []
        for item in _listed(data, MOST_OPTIONS, _("the options")):
            given = _mapping(item, _("an option"))
            found.append(Option(_key(given), self.words(given.get("label"))))
        keys = [option.key for option in found]
        if len(set(keys)) != len(keys):
            raise SchemaError(_("Two options have the same key."))
        return tuple(found)

    def anchors(self, data: Any) -> tuple[tuple[int, Words], ...]:
        given = _mapping(data or {}, _("the points of the scale"))
        found = {}
        for point, words in given.items():
            if str(point) not in {str(known) for known in POINTS}:
                raise SchemaError(_("A scale has the points 1 to 5."))
            found[int(point)] = self.words(words)
        return tuple(sorted(found.items(), key=lambda pair: pair[0]))


def _check(asked: Field) -> None:
    """What a field that is published must have."""
    where = {"key": asked.key}
    if not asked.prompt:
        raise SchemaError(_("The question %(key)s has no words.") % where)
    if asked.kind in WITH_OPTIONS and not asked.options and asked.source != "questions":
        raise SchemaError(_("The question %(key)s has nothing to choose from.") % where)
    if asked.kind in WITH_OPTIONS and not all(option.label for option in asked.options):
        raise SchemaError(_("The question %(key)s has an option without words.") % where)
    alone = asked.kind in WITH_ONE_ANSWER and asked.key not in OF_THE_REVIEW
    if asked.readers != FieldReaders.REVIEW and not alone:
        raise SchemaError(_("The answers at %(key)s are read by whoever reads the review.") % where)
    if asked.shown_if and asked.key in OF_THE_REVIEW:
        raise SchemaError(_("The question %(key)s is always shown.") % where)
    if asked.required_if and not alone:
        raise SchemaError(_("Whether %(key)s is needed cannot hang on another answer.") % where)


def check_conditions(schema: Schema) -> None:
    """A condition speaks about one earlier answer, and tells nobody what they may not read."""
    earlier: dict[str, Field] = {}
    for asked in schema.fields():
        for condition in (asked.shown_if, asked.required_if):
            if condition is None:
                continue
            if condition.field not in earlier:
                raise SchemaError(
                    _("The question %(key)s hangs on a question that does not come before it.")
                    % {"key": asked.key}
                )
            if earlier[condition.field].kind not in WITH_ONE_ANSWER:
                raise SchemaError(
                    _("The question %(key)s hangs on a question that has no single answer.")
                    % {"key": asked.key}
                )
        earlier[asked.key] = asked
    check_secrets(schema)


def check_secrets(schema: Schema) -> None:
    """Whether a question was shown says what was answered: so no wider than the answer itself."""
    order = list(FieldReaders)
    for asked in schema.fields():
        above = schema.by_key().get(asked.shown_if.field) if asked.shown_if else None
        if above is not None and order.index(asked.readers) < order.index(above.readers):
            raise SchemaError(
                _(
                    "The question %(key)s is shown because of an answer that fewer people read. "
                    "Let no more people read %(key)s than %(above)s."
                )
                % {"key": asked.key, "above": above.key}
            )


def check_scales(schema: Schema) -> None:
    """Every point of every scale has words: needed of each form that is published from now on."""
    for asked in schema.fields():
        if asked.kind != Kind.SCALE:
            continue
        if not all(general or here for general, here in schema.anchors_of(asked).values()):
            raise SchemaError(
                _("The scale %(key)s needs words at every point.") % {"key": asked.key}
            )


def _mapping(data: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise SchemaError(_("Here %(what)s should stand, but it does not.") % {"what": what})
    return data


def _listed(data: Any, most: int, what: str) -> list[Any]:
    if data is None:
        return []
    if not isinstance(data, list | tuple):
        raise SchemaError(_("Here %(what)s should stand, but it does not.") % {"what": what})
    if len(data) > most:
        raise SchemaError(_("There are too many: %(what)s.") % {"what": what})
    return list(data)


def _text(data: Any) -> str:
    if data is None:
        return ""
    if not isinstance(data, str):
        raise SchemaError(_("Words are text, and nothing else."))
    if len(data) > LONGEST:
        raise SchemaError(_("A text has at most %(most)s characters.") % {"most": LONGEST})
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in data):
        raise SchemaError(_("A text holds characters that cannot be kept."))
    return data


def _key(data: Mapping[str, Any]) -> str:
    key = data.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise SchemaError(
            _("A key has small letters, digits and _, and begins with a letter: %(key)s.")
            % {"key": repr(key)[:60].encode("utf-8", "replace").decode()}
        )
    return key


def _one_of(choices: type[E], data: Any) -> E:
    try:
        return choices(data)
    except (ValueError, TypeError) as error:
        known = ", ".join(str(item.value) for item in choices)
        raise SchemaError(_("Choose one of these: %(known)s.") % {"known": known}) from error


def _number(data: Any, lowest: int, highest: int) -> int | None:
    if data is None:
        return None
    if not isinstance(data, int) or isinstance(data, bool) or not lowest <= data <= highest:
        raise SchemaError(
            _("Give a whole number from %(lowest)s to %(highest)s.")
            % {"lowest": lowest, "highest": highest}
        )
    return data


def _each(data: Any, what: str, one: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(one(item) for item in _listed(data, MOST_OPTIONS, what))


def _points(data: Any) -> tuple[int, ...]:
    found = _each(data, _("the points"), lambda item: _number(item, POINTS[0], POINTS[-1]))
    return tuple(point for point in found if point is not None)


def _texts(data: Any) -> tuple[str, ...]:
    return _each(data, _("the values"), _text)


def _condition(data: Any) -> Condition | None:
    if data is None:
        return None
    given = _mapping(data, _("a condition"))
    return Condition(_key({"key": given.get("field")}), _texts(given.get("values")))
