"""Answers as they are kept, and as a person reads them."""

import datetime
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.controls.parts import Control, Shape
from reviews.schema import FieldReaders

WHO_READS = {
    FieldReaders.ROUND: gettext_lazy(
        "you, the region, the reviewers of this plan and the programme team"
    ),
    FieldReaders.REGION: gettext_lazy("you, the region and the programme team"),
    FieldReaders.PROGRAMME: gettext_lazy("you and the programme team"),
}


def normal(control: Control, value: object) -> object:
    """One answer as it is kept: points and numbers as such, ticks as True, dates as text, None for nothing."""
    if control.shape == Shape.SCALE and isinstance(value, str) and value.isdecimal():
        return int(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if control.shape == Shape.LINE and isinstance(value, str):
        value = " ".join(value.splitlines())  # what a text file or a program sent over two lines
    if control.shape == Shape.NUMBER and value == 0:
        return 0
    if control.shape == Shape.CHECKBOX:
        return bool(value) or None
    return value or None


def measured(control: Control, value: object) -> str:
    """A number with its unit or a date as a person reads it; of a file nothing but that it is there."""
    if control.shape == Shape.FILE:
        return _("a file")
    if control.shape == Shape.DATE and isinstance(value, str):
        return date_format(datetime.date.fromisoformat(value), "j F Y")
    number = localize(value) if isinstance(value, int | float) else str(value)
    return f"{number} {control.unit}".strip()
