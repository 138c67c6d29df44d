"""What a password must be, in our own words."""

from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Refuses a short password; a sentence is easier to keep than a word with signs."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 -- Django's signature
        """Refuse fewer characters than asked."""
        if len(password) < self.min_length:
            words = _(
                "Use at least %(count)d characters. A few words in a row are easy to remember."
            )
            raise ValidationError(words % {"count": self.min_length}, code="password_too_short")

    def get_help_text(self) -> str:
        """Say it beforehand."""
        words = _("At least %(count)d characters. A few words in a row are easy to remember.")
        return words % {"count": self.min_length}
