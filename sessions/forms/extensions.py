"""More time for one region or one reviewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person, Region
from sessions.forms.fields import MomentField
from sessions.models import Assignment, Round, RoundStep
from sessions.queries.regions import participating_regions


class ExtensionForm(forms.Form):
    """Which step, for whom, until when and why."""

    step = forms.ModelChoiceField(
        label=_("Step"), queryset=RoundStep.objects.none(), empty_label=_("Choose a step")
    )
    region = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("No region"),
    )
    person = forms.ModelChoiceField(
        label=_("Or one reviewer"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("No reviewer"),
    )
    due_at = MomentField(label=_("Due"))
    closes_at = MomentField(label=_("Closes"))
    reason = forms.CharField(
        label=_("Reason"), help_text=_("Whoever gets the time reads it."), max_length=240
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:  # noqa: A002 -- the noun
        super().__init__(*args, **kwargs)
        asked = Assignment.objects.active().filter(round_plan__round=round)
        choices = {
            "step": round.steps.all(),
            "region": participating_regions(round.edition_id),
            "person": Person.objects.filter(pk__in=asked.values("person_id")),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # model choice fields

    def clean(self) -> dict[str, Any]:
        """A region or a reviewer, not both."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("region")) == bool(cleaned.get("person")):
            self.add_error("region", _("Choose a region or a reviewer, one of the two."))
        return cleaned
