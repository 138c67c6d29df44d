"""One rung of the reminder ladder."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sessions.models import ReminderRule, Side, StepKind


class ReminderRuleForm(forms.ModelForm[ReminderRule]):
    """When somebody is reminded of a step, and what happens when it does not help."""

    class Meta:
        model = ReminderRule
        fields = [
            "kind",
            "days",
            "unit",
            "side",
            "at",
            "audience",
            "times",
            "every",
            "then_facilitator",
        ]
        labels = {
            "kind": _("Step"),
            "days": _("How many"),
            "unit": _("Counted in"),
            "side": _("When"),
            "at": _("At"),
            "audience": _("Who is reminded"),
            "times": _("At most so many times"),
            "every": _("With so many days between"),
            "then_facilitator": _("After that tell the facilitators"),
        }
        help_texts = {
            "times": _("Only after it was due; before it everybody is reminded once by a rule."),
        }
        widgets = {"at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", StepKind.choices), ("side", Side.choices)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Before it is due a rule speaks once: the other boxes need not be right."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("side") == Side.BEFORE:
            for name in ("times", "every"):
                self.errors.pop(name, None)
            cleaned |= {"times": 1, "every": 1, "then_facilitator": False}
        return cleaned

    def values(self) -> dict[str, Any]:
        """What was filled in."""
        return dict(self.cleaned_data)

    def _post_clean(self) -> None:
        """The limits are those of the row, tried on another one, so that a refusal changes nothing."""
        try:
            ReminderRule(**self.cleaned_data).clean_fields(exclude={"round", *self.errors})
        except ValidationError as error:
            self.add_error(None, error)
