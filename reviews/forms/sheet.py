"""The inputs of a review."""

from collections.abc import Collection
from typing import Any

from django import forms

from core.files import ACCEPT
from core.forms import TextField
from reviews.controls import Control, Shape, Sheet, normal


class SheetForm(forms.Form):
    """The inputs of a review. It reads and cleans; whether a review is complete is asked elsewhere."""

    use_required_attribute = False  # a draft may be kept at any moment

    def __init__(
        self, sheet: Sheet, *args: Any, only: Collection[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.controls = [c for c in sheet.controls() if only is None or c.key in only]
        for control in self.controls:
            self.fields[control.key] = _field(control)
            # A limit in the browser cuts off what is pasted without a word; here it is said.
            self.fields[control.key].widget.attrs.pop("maxlength", None)

    def full_clean(self) -> None:
        """Nothing is required of a draft; the marks at the fields stay."""
        self._require(required=False)
        super().full_clean()
        self._require(required=True)

    def _require(self, *, required: bool) -> None:
        for control in self.controls:
            self.fields[control.key].required = required and control.required

    def values(self) -> dict[str, Any]:
        """What was sent, as it is kept: texts, keys, lists, points; None for nothing.

        Files are not among them: they are sent on their own.
        """
        return {
            control.key: normal(control, self.cleaned_data[control.key])
            for control in self.controls
            if control.shape != Shape.FILE
        }


class NumberField(forms.DecimalField):
    """A number, with a point or a comma."""

    def to_python(self, value: Any) -> Any:
        """A comma is a decimal sign, as the Dutch write it."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def _field(control: Control) -> forms.Field:
    words: dict[str, Any] = {
        "label": control.label,
        "help_text": control.help,
        "required": control.required,
    }
    match control.shape:
        case Shape.LINE:
            return forms.CharField(max_length=control.length or 1000, **words)
        case Shape.TEXT:
            text = TextField(rows=4, **words)
            text.widget.attrs["data-own-words"] = ""  # quotes do not count
            return text
        case Shape.CHECKBOX:
            return forms.BooleanField(**words)
        case Shape.NUMBER | Shape.DATE | Shape.FILE:
            return _measure(control.shape, words)
        case _:
            return _choice(control, words)


def _measure(shape: Shape, words: dict[str, Any]) -> forms.Field:
    if shape == Shape.NUMBER:
        return NumberField(max_digits=15, decimal_places=4, **words)
    if shape == Shape.DATE:
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=day, **words)
    return forms.FileField(widget=forms.FileInput(attrs={"accept": ACCEPT}), **words)


def _choice(control: Control, words: dict[str, Any]) -> forms.Field:
    if control.shape == Shape.CHECKBOXES:
        return forms.MultipleChoiceField(
            choices=control.options, widget=forms.CheckboxSelectMultiple, **words
        )
    if control.shape == Shape.SELECT:
        return forms.ChoiceField(choices=[("", "—"), *control.options], **words)
    return forms.ChoiceField(choices=control.options, widget=forms.RadioSelect, **words)
