"""What a form must be before it can be published; each fault in a sentence."""

from django.utils.translation import gettext as _

from reviews.schema.parts import (
    OF_THE_REVIEW,
    WITH_ONE_ANSWER,
    WITH_OPTIONS,
    Field,
    FieldReaders,
    Kind,
    Schema,
)
from reviews.schema.raw import SchemaError


def check_field(asked: Field) -> None:
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
