"""Changing the planning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programme.models import Step, StepState


def day() -> forms.DateInput:
    """A box for a day, that each browser helps to fill in."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StepForm(forms.ModelForm[Step]):
    """When a step is planned, when it really was, who owns it, how far it is."""

    class Meta:
        model = Step
        fields = ["state", "planned_start", "planned_end", "actual_start", "actual_end", "owner"]
        widgets = {
            name: day() for name in ("planned_start", "planned_end", "actual_start", "actual_end")
        }
        labels = {
            "state": _("State"),
            "planned_start": _("Planned start"),
            "planned_end": _("Planned end"),
            "actual_start": _("Actual start"),
            "actual_end": _("Actual end"),
            "owner": _("Owner"),
        }

    def clean(self) -> dict[str, Any]:
        """Dates follow each other, and the state agrees with them."""
        data = super().clean() or {}
        self._in_order("planned_start", "planned_end")
        self._in_order("actual_start", "actual_end")
        state = data.get("state")
        if state == StepState.PLANNED and data.get("actual_start"):
            self.add_error("state", _("The step has started, so it is no longer only planned."))
        if state in {StepState.RUNNING, StepState.DONE} and not data.get("actual_start"):
            self.add_error("actual_start", _("Say when the step started."))
        if state == StepState.DONE and not data.get("actual_end"):
            self.add_error("actual_end", _("Say when the step ended."))
        if state == StepState.RUNNING and data.get("actual_end"):
            self.add_error("state", _("The step has ended, so it is done."))
        return data

    def _in_order(self, first: str, last: str) -> None:
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if end and not start and first == "actual_start":
            self.add_error(first, _("Say when the step started."))
        elif start and end and end < start:
            self.add_error(last, _("The end lies before the start."))

    def validate_constraints(self) -> None:
        """Nothing here: `clean` says the same at the field."""
