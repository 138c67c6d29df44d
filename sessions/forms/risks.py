"""Which risk is meant, and until when it is put aside."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from sessions.errors import AsideNeedsALaterDay


class RiskForm(forms.Form):
    """Which risk: hidden in every button of the list."""

    round = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    kind = forms.CharField(max_length=40, widget=forms.HiddenInput)
    subject = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    @property
    def key(self) -> tuple[int, str, int]:
        """Round, kind and subject, after validation."""
        data = self.cleaned_data
        return data["round"], data["kind"], data["subject"]


class AsideForm(RiskForm):
    """Until when a risk is put aside, and why."""

    until = forms.DateField(
        label=_("Put aside until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Why this can wait"),
        help_text=_("Other facilitators of this edition read it."),
        max_length=240,
    )

    def clean_until(self) -> date:
        """A day that comes."""
        until: date = self.cleaned_data["until"]
        if until <= today():
            raise forms.ValidationError(str(AsideNeedsALaterDay()))
        return until

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "aside-%s")
        super().__init__(*args, **kwargs)
