"""Writing a region's profile."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from people.actions.regions import GoalLine, goal_lines
from people.models import Region

LONGEST_NAME = 80
DNA = {
    "history": _("History"),
    "culture": _("Culture"),
    "location": _("Location"),
    "economic_structure": _("Economic structure"),
    "social_structure": _("Social structure"),
    "physical_structure": _("Physical structure"),
    "human_capital": _("Human capital"),
}


class NamesField(forms.CharField):
    """Names, one on a line; kept as a list without doubles."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Read lines as a list."""
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        long = [name for name in names if len(name) > LONGEST_NAME]
        if long:
            raise ValidationError(_("One name a line, at most 80 letters."))
        return names


class RegionForm(forms.ModelForm[Region]):
    """Motto, ambition, the seven strands of DNA, and the municipalities."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    ambition = TextField(label=_("Ambition"), required=False, max_words=300, rows=4)
    municipalities = NamesField(
        label=_("Municipalities"),
        required=False,
        max_length=8000,
        help_text=_("One name on a line."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Region
        fields = ["motto", "ambition", *DNA]

    field_order = ["motto", "ambition", "municipalities", *DNA]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in DNA.items():
            self.fields[name] = TextField(label=label, required=False, max_words=300, rows=4)
        self.fields["motto"].label = _("Motto")
        self.order_fields(self.field_order)
        self.initial["revision"] = self.instance.revision
        self.initial["municipalities"] = [row.name for row in self.instance.municipalities.all()]


class GoalForm(forms.Form):
    """One goal: what, how much, in which unit, by when, and where that stands."""

    text = forms.CharField(label=_("Goal"), max_length=240)
    value = forms.DecimalField(
        label=_("Value"), required=False, max_digits=18, decimal_places=4, localize=True
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=60)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)
    source = forms.CharField(label=_("Source"), max_length=240)


class BaseGoalFormSet(forms.BaseFormSet[GoalForm]):
    """The goals of one region; an empty row is no goal."""

    def lines(self) -> list[GoalLine]:
        """What was written, in its order."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        fields = ("text", "value", "unit", "year", "source")
        return [
            GoalLine(**{field: row[field] for field in fields})
            for row in kept
            if not row.get("DELETE")
        ]


GoalFormSet = cast(
    type[BaseGoalFormSet],
    forms.formset_factory(
        GoalForm, formset=BaseGoalFormSet, extra=2, max_num=20, validate_max=True, can_delete=True
    ),
)


def goal_formset(region: Region, data: Any = None) -> BaseGoalFormSet:
    """The form rows for a region's goals, two of them empty."""
    initial = [vars(line) for line in goal_lines(region)]
    return GoalFormSet(data, initial=initial, prefix="goals")
