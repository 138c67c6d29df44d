"""What people send: the review, the region's answer, commitments, progress, evidence."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import ACCEPT, CheckedFile, UploadRefused, check_upload
from core.forms import TextField
from people.levels import Level
from reviews.controls import Control, Shape, Sheet, normal
from reviews.models import EvidenceKind, FormVersion, ProgressState, ResponseKind

TEXT_FILE_BYTES = 1_000_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SHARED_LEVELS = [
    (Level.REGION, Level.REGION.label),
    (Level.SESSION, Level.SESSION.label),
    (Level.PARTICIPANTS, Level.PARTICIPANTS.label),
    (Level.NETWORK, Level.NETWORK.label),
]


FIGURE = {"amount": _("Give the figure."), "unit": _("Say of what.")}


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


class PassageForm(forms.Form):
    """A passage of the plan, and the answer in which it is cited."""

    key = forms.CharField(max_length=60)
    version = forms.IntegerField(min_value=1)
    part = forms.CharField(max_length=40)
    paragraph = forms.IntegerField(min_value=1, max_value=32_000)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    quote = forms.CharField(strip=False)

    def clean_quote(self) -> str:
        """A browser sends line breaks in its own way."""
        quote: str = self.cleaned_data["quote"]
        return quote.replace("\r\n", "\n")


class TextFileForm(forms.Form):
    """A text form that was filled in elsewhere."""

    file = forms.FileField(
        label=_("Your text form"),
        help_text=_("The file that you downloaded here, filled in and saved as text (UTF-8)."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def clean_file(self) -> str:
        """The text, when it is one."""
        sent = self.cleaned_data["file"]
        if sent.size > TEXT_FILE_BYTES:
            raise forms.ValidationError(_("This file is too large for a text form."))
        data: bytes = sent.read()
        try:
            return data.decode("utf-16" if data[:2] in UTF_16 else "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("This is no text in UTF-8. Save the file as text with UTF-8 and try again.")
            ) from error


class RevisionForm(forms.Form):
    """With what is sent: the revision that the writer had before the eyes."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def seen(self) -> int:
        """The revision; zero when there was nothing yet."""
        return self.cleaned_data.get("revision") or 0


class ResponseForm(RevisionForm):
    """The region's answer to one recommendation."""

    kind = forms.ChoiceField(
        label=_("What do you do with it?"), choices=ResponseKind.choices, widget=forms.RadioSelect
    )
    reason = TextField(
        label=_("Reason"), help_text=_("Needed unless you adopt it."), required=False, rows=5
    )
    proposal_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """All but adopted gives a reason."""
        data: dict[str, Any] = super().clean() or {}
        if (
            data.get("kind")
            and data["kind"] != ResponseKind.ADOPTED
            and not data.get("reason", "").strip()
        ):
            self.add_error("reason", _("Give the reason, so that the reviewer can learn from it."))
        return data


class ProposalForm(ResponseForm):
    """What the team would answer; the reason may still come."""

    def clean(self) -> dict[str, Any]:
        """Nothing is lacking in a proposal."""
        return self.cleaned_data


class MergeForm(forms.Form):
    """The words of advice that was merged."""

    title = forms.CharField(label=_("Recommendation"), max_length=160)
    source = TextField(
        label=_("What and why"),
        help_text=_("Say what all of them say. What only one says stays with that one."),
        rows=8,
    )


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
        """A link has an address, a file a file."""
        data: dict[str, Any] = super().clean() or {}
        if (
            data.get("kind") == EvidenceKind.LINK
            and not data.get("url")
            and "url" not in self.errors
        ):
            self.add_error("url", _("Give the address of the page."))
        if (
            data.get("kind") == EvidenceKind.FILE
            and not data.get("file")
            and "file" not in self.errors
        ):
            self.add_error("file", _("Choose a file."))
        if data.get("kind") == EvidenceKind.NUMBER:
            for name, words in FIGURE.items():
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, words)
        return data


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
