"""What must be mended before a form can be published: every problem, each in a sentence with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.controls import CANNOT_JUDGE
from reviews.schema import (
    POINTS,
    WITH_ONE_ANSWER,
    WITH_OPTIONS,
    Condition,
    Field,
    FieldReaders,
    Kind,
    Schema,
    Words,
)

ORDER = list(FieldReaders)
ONCE = {
    Kind.RECOMMENDATIONS: gettext_lazy("A form asks for recommendations once."),
    Kind.VERIFICATIONS: gettext_lazy("A form looks back on June's recommendations once."),
    Kind.LEVEL: gettext_lazy("A form asks once who may read the review."),
}


@dataclass(frozen=True)
class Problem:
    """One thing to mend."""

    sentence: str
    section: str = (
        ""  # key of the section or the field where it can be mended; neither: the whole form
    )
    field: str = ""


def problems(schema: Schema, name: Words) -> list[Problem]:
    """Everything that stands in the way of publishing; empty when nothing does."""
    return [*_of_form(schema, name), *_of_sections(schema), *_of_fields(schema)]


def _of_form(schema: Schema, name: Words) -> Iterator[Problem]:
    if not name.whole:
        yield Problem(_("Give the form a name in Dutch and in English."))
    if not any(True for _asked in schema.fields()):
        yield Problem(_("The form asks nothing yet. Add a question."))
    for kind, sentence in ONCE.items():
        if sum(asked.kind == kind for asked in schema.fields()) > 1:
            yield Problem(str(sentence))
    for point, words in schema.scale:
        if words and not words.whole:
            yield Problem(
                _("Point %(point)s of the scale lacks its words in one language.")
                % {"point": point}
            )


def _of_sections(schema: Schema) -> Iterator[Problem]:
    for section in schema.sections:
        named = {"section": str(section.title) or _("without a title")}
        if not section.title:
            yield Problem(_("A section has no title."), section.key)
        if not section.fields:
            yield Problem(_("The section “%(section)s” has no questions.") % named, section.key)
        if _half(section.title) or _half(section.intro):
            yield Problem(_("The section “%(section)s” lacks one language.") % named, section.key)


def _of_fields(schema: Schema) -> Iterator[Problem]:
    earlier: dict[str, Field] = {}
    for section in schema.sections:
        for asked in section.fields:
            for sentence in (*_words(asked), *_kind(schema, asked), *_conditions(asked, earlier)):
                words = str(asked.prompt) or _("without words")
                yield Problem(sentence % {"question": words}, section.key, asked.key)
            earlier[asked.key] = asked


def _half(words: Words) -> bool:
    return bool(words) and not words.whole


def lacks_language(asked: Field) -> bool:
    """Whether words of this field are there in one language only."""
    said = [asked.prompt, asked.help, asked.unit, asked.example_good, asked.example_bad]
    said += [option.label for option in asked.options]
    said += [words for _point, words in asked.anchors]
    return any(_half(words) for words in said)


def _words(asked: Field) -> Iterator[str]:
    if not asked.prompt:
        yield _("A question has no words.")
    if lacks_language(asked):
        yield _("“%(question)s” lacks one language: the words are there in the other only.")


def _kind(schema: Schema, asked: Field) -> Iterator[str]:
    if asked.kind in WITH_OPTIONS and asked.source != "questions" and not asked.options:
        yield _("“%(question)s” has nothing to choose from. Add options.")
    if not all(option.label for option in asked.options):
        yield _("“%(question)s” has an option without words.")
    if asked.kind == Kind.SCALE:
        anchors = schema.anchors_of(asked).values()
        if not all(general or here for general, here in anchors):
            yield _("“%(question)s” is a scale: say at every point what it means.")
    if None not in (asked.lowest, asked.highest) and (asked.lowest or 0) > (asked.highest or 0):
        yield _("“%(question)s”: the lowest number is higher than the highest.")
    if asked.maximum is not None and asked.minimum > asked.maximum:
        yield _("“%(question)s” asks for more recommendations than there is room for.")


def _conditions(asked: Field, earlier: dict[str, Field]) -> Iterator[str]:
    for condition in (asked.shown_if, asked.required_if):
        if condition is None:
            continue
        above = earlier.get(condition.field)
        if above is None or above.kind not in WITH_ONE_ANSWER:
            yield _("“%(question)s” hangs on a question that does not come before it.")
        elif not set(condition.values) <= {key for key, _words in answers_to(above)}:
            yield _("“%(question)s” hangs on an answer that can no longer be given.")
    above = earlier.get(asked.shown_if.field) if asked.shown_if else None
    if above is not None and ORDER.index(asked.readers) < ORDER.index(above.readers):
        yield _(
            "“%(question)s” is shown because of an answer that fewer people read. "
            "Let fewer people read it too."
        )


def answers_to(asked: Field) -> list[tuple[str, str]]:
    """The answers among which a condition can choose; none for texts, numbers, dates and files."""
    if asked.kind == Kind.SCALE:
        found = [(str(point), str(point)) for point in POINTS]
        return [*found, (CANNOT_JUDGE, _("I cannot judge this"))] if asked.cannot_judge else found
    if asked.kind == Kind.CHECKBOX:
        return [("yes", _("ticked"))]
    return [(option.key, str(option.label)) for option in asked.options]


def hangs_on(schema: Schema, key: str) -> list[Field]:
    """The fields with a condition on this one."""

    def names(condition: Condition | None) -> bool:
        return condition is not None and condition.field == key

    return [one for one in schema.fields() if names(one.shown_if) or names(one.required_if)]
