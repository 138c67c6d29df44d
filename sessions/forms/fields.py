"""A moment as the clocks in Amsterdam show it."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from core import clock

AS_TYPED = "%d-%m-%Y %H:%M"


class MomentField(forms.DateTimeField):
    """A date and time in Amsterdam, on nights that the clock changes too.

    A time that the clock skips, or that comes twice, is refused: a deadline has one meaning.
    """

    default_error_messages = {
        "invalid": _("Give a date and a time, as in 2017-06-22 17:00."),
        "skipped": _(
            "The clock goes forward that night: this time does not exist. Choose another."
        ),
        "twice": _("The clock goes back that night: this time comes twice. Choose another."),
    }
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """The moment, aware; seconds are left out."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        naive = _read(text)
        if naive is None or naive.tzinfo is not None or not 2000 <= naive.year < 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self._in_amsterdam(naive.replace(second=0, microsecond=0))

    def _in_amsterdam(self, naive: datetime) -> datetime:
        moment = naive.replace(tzinfo=clock.AMSTERDAM)
        if clock.local(moment.astimezone(UTC)).replace(tzinfo=None) != naive:
            raise ValidationError(self.error_messages["skipped"], code="skipped")
        if moment.replace(fold=1).utcoffset() != moment.utcoffset():
            raise ValidationError(self.error_messages["twice"], code="twice")
        return moment

    def prepare_value(self, value: Any) -> Any:
        """What the box shows."""
        return clock.local(value).replace(tzinfo=None) if isinstance(value, datetime) else value


def _read(text: str) -> datetime | None:
    """What a browser sends, or day, month and year as people type them where it has no calendar."""
    with suppress(ValueError):
        if found := parse_datetime(text) if ":" in text else None:
            return found
    with suppress(ValueError):
        return datetime.strptime(text, AS_TYPED)  # noqa: DTZ007 -- Amsterdam's clock; made aware there
    return None
