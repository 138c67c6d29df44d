"""What a region answers to advice, and the words of advice that was merged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from reviews.models import ResponseKind


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
