"""On what a question hangs, in words and as the browser weighs it."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews.controls import Shape, Sheet
from reviews.schema import Condition


@dataclass(frozen=True)
class When:
    """A condition on another answer."""

    key: str
    values: str  # JSON list; empty for any answer
    words: str


def shown_when(sheet: Sheet, condition: Condition | None) -> When | None:
    """When a question is asked at all."""
    return _when(
        sheet,
        condition,
        _("Only if you answer “%(question)s”."),
        _("Only if you tick “%(question)s”."),
        _("Only if you answer “%(question)s” with: %(answer)s."),
    )


def needed_when(sheet: Sheet, condition: Condition | None) -> When | None:
    """When a question must be answered."""
    return _when(
        sheet,
        condition,
        _("Needed if you answer “%(question)s”."),
        _("Needed if you tick “%(question)s”."),
        _("Needed if you answer “%(question)s” with: %(answer)s."),
    )


def _when(
    sheet: Sheet, condition: Condition | None, answered: str, ticked: str, chosen: str
) -> When | None:
    control = sheet.control(condition.field) if condition else None
    if condition is None or control is None:
        return None
    labels = dict(control.options)
    answers = [labels.get(value, value) for value in condition.values]
    said = chosen if condition.values else answered
    if control.shape == Shape.CHECKBOX:
        said = ticked
    words = said % {"question": control.label, "answer": _(" or ").join(answers)}
    return When(condition.field, json.dumps(list(condition.values)), words)
