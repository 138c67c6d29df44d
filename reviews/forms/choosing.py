"""Which form a round uses, and with which a new form begins."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reviews.building.papers import LARGEST, Paper, read_file
from reviews.errors import BadFile
from reviews.models import FormVersion
from sessions.models import Season


class RoundFormsForm(forms.Form):
    """Which form each audience fills in."""

    def __init__(
        self,
        audiences: list[tuple[str, str]],
        versions: list[FormVersion],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(version.pk): version for version in versions}
        choices = [("", _("the newest form of the season"))] + [
            (key, str(row)) for key, row in self.versions.items()
        ]
        for audience, label in audiences:
            self.fields[audience] = forms.ChoiceField(label=label, choices=choices, required=False)

    def chosen(self) -> dict[str, FormVersion | None]:
        """Audience to form version; None for the default."""
        return {name: self.versions.get(self.cleaned_data[name]) for name in self.fields}


class NewFormForm(forms.Form):
    """A new form: its name, its season, and what it begins with."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    season = forms.ChoiceField(label=_("Season"), choices=Season.choices)

    def __init__(self, versions: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("an empty form")), *versions]
        self.fields["copy"] = forms.ChoiceField(
            label=_("Begin with"), choices=choices, required=False
        )


class ImportForm(forms.Form):
    """A form as a file."""

    file = forms.FileField(
        label=_("File with a form"),
        help_text=_("A JSON file that was exported from a form."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, targets: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("a new form")), *targets]
        self.fields["into"] = forms.ChoiceField(
            label=_("What becomes of it?"), choices=choices, required=False
        )

    def clean_file(self) -> Paper:
        """The form in the file."""
        sent: UploadedFile = self.cleaned_data["file"]
        if sent.size is None or sent.size > LARGEST:
            raise forms.ValidationError(_("This file is too large for a form."))
        try:
            return read_file(sent.read())
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
