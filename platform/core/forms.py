"""Form fields for people's own texts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import MAX_LENGTH, clean_source, word_count


class RowsField(forms.ModelMultipleChoiceField):
    """Rows by their number; a number that no database can hold is as unknown as any other."""

    def clean(self, value: Any) -> Any:
        """The chosen rows."""
        try:
            return super().clean(value)
        except OverflowError as error:
            params = {"value": ", ".join(str(one)[:20] for one in value)}
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params=params) from error


@deconstructible
class MaxWords:
    """Refuses a text of more than `limit` words, and says how many there are."""

    message = ngettext_lazy(
        "Use at most %(limit)d word. You have %(count)d now.",
        "Use at most %(limit)d words. You have %(count)d now.",
        "limit",
    )
    code = "max_words"

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        count = word_count(value)
        if count > self.limit:
            raise ValidationError(
                self.message, code=self.code, params={"limit": self.limit, "count": count}
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaxWords) and other.limit == self.limit

    def __hash__(self) -> int:
        return hash((MaxWords, self.limit))


class TextField(forms.CharField):
    """A plain text of several lines: newlines made equal, NUL and control characters gone.

    `max_words` adds a limit in words, and `data-max-words` so that the page can count along.
    """

    widget = forms.Textarea

    def __init__(self, *, max_words: int | None = None, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        kwargs.setdefault("strip", False)
        self.max_words = max_words
        self.rows = rows
        super().__init__(**kwargs)
        if max_words is not None:
            self.validators.append(MaxWords(max_words))

    def to_python(self, value: Any) -> str:
        """The cleaned text, so that limits count what will be kept."""
        return clean_source(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """`rows`, and the limit in words for the counter."""
        attrs = {**super().widget_attrs(widget), "rows": str(self.rows)}
        if self.max_words is not None:
            attrs["data-max-words"] = str(self.max_words)
        return attrs


class MarkdownField(TextField):
    """A text in Markdown. The page finds it by `data-markdown` and adds toolbar and preview."""

    hint = _("You can use **bold**, *italic*, lists, tables and links.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", self.hint)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Marks the box for the toolbar."""
        return {**super().widget_attrs(widget), "data-markdown": ""}
