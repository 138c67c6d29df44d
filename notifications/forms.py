"""Which notices also come by mail."""

from typing import Any

from django import forms

from notifications.queries import Choice


class PreferencesForm(forms.Form):
    """A box for each kind of notice."""

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for choice in choices:
            self.fields[_field(choice.kind.key)] = forms.BooleanField(
                label=str(choice.kind.title),
                help_text=str(choice.kind.why),
                required=False,
                initial=choice.mail,
            )

    def chosen(self) -> dict[str, bool]:
        """Kind to yes or no, after validation."""
        return {
            choice.kind.key: self.cleaned_data[_field(choice.kind.key)] for choice in self.choices
        }


def _field(key: str) -> str:
    return key.replace(".", "__")
