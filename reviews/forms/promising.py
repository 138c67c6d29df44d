"""What is promised, how it goes, and what shows that it was done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import ACCEPT, CheckedFile, UploadRefused, check_upload
from core.forms import TextField
from people.levels import Level
from reviews.forms.answering import RevisionForm
from reviews.models import EvidenceKind, ProgressState

SHARED_LEVELS = [
    (Level.REGION, Level.REGION.label),
    (Level.SESSION, Level.SESSION.label),
    (Level.PARTICIPANTS, Level.PARTICIPANTS.label),
    (Level.NETWORK, Level.NETWORK.label),
]


# What each kind of evidence asks beside its words: what to say when it is missing, and how it is empty.
MADE_OF: dict[str, dict[str, tuple[Any, Any]]] = {
    EvidenceKind.LINK: {"url": (_("Give the address of the page."), "")},
    EvidenceKind.FILE: {"file": (_("Choose a file."), None)},
    EvidenceKind.NUMBER: {"amount": (_("Give the figure."), None), "unit": (_("Say of what."), "")},
}


class CommitmentForm(RevisionForm):
    """What is promised."""

    what = forms.CharField(label=_("What will you do?"), max_length=240)
    owner = forms.CharField(
        label=_("Who does it?"), help_text=_("A person and an organisation."), max_length=160
    )
    due_on = forms.DateField(
        label=_("When is it done?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    result = forms.CharField(
        label=_("How does one see that it is done?"),
        help_text=_("A result that can be measured."),
        max_length=300,
    )
    help_needed = forms.CharField(
        label=_("Which help do you need?"), max_length=300, required=False
    )


class ProgressForm(RevisionForm):
    """How a commitment goes."""

    state = forms.ChoiceField(
        label=_("How is it going?"), choices=ProgressState.choices, widget=forms.RadioSelect
    )
    explanation = TextField(
        label=_("Explanation"),
        help_text=_("Needed when it needs attention or was stopped."),
        required=False,
        rows=4,
    )

    def clean(self) -> dict[str, Any]:
        """What worries is explained."""
        data: dict[str, Any] = super().clean() or {}
        worries = data.get("state") in (ProgressState.NEEDS_ATTENTION, ProgressState.STOPPED)
        if worries and not data.get("explanation", "").strip():
            self.add_error("explanation", _("Explain what is the matter."))
        return data


class EvidenceForm(forms.Form):
    """What shows that something was done."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=EvidenceKind.choices, widget=forms.RadioSelect, initial="link"
    )
    text = forms.CharField(label=_("What does it show?"), max_length=300)
    url = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("File"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPT})
    )
    amount = forms.DecimalField(
        label=_("Figure"),
        help_text=_("Of a figure: how much, as in 12 or 3.5."),
        max_digits=16,
        decimal_places=4,
        required=False,
        localize=True,
    )
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("Of what: entrepreneurs, euros, percent."),
        max_length=60,
        required=False,
    )
    dated = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Who sees this?"), choices=SHARED_LEVELS, initial=Level.SESSION
    )

    def clean_file(self) -> CheckedFile | None:
        """The file as it may be stored."""
        sent = self.cleaned_data.get("file")
        if not sent:
            return None
        try:
            return check_upload(sent)
        except UploadRefused as error:
            raise forms.ValidationError(str(error.sentence)) from error

    def clean(self) -> dict[str, Any]:
        """Each kind asks for what it is made of; what belongs to another kind is not on the page."""
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind")
        for other, asked in MADE_OF.items():
            for name, (words, nothing) in asked.items():
                if other != kind:
                    self.errors.pop(name, None)
                    data[name] = nothing
                elif data.get(name) in (None, "", False) and name not in self.errors:
                    self.add_error(name, words)
        return data
