"""The dates of a round."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from programme.models import Edition
from sessions.forms.fields import MomentField
from sessions.models import Season, StepKind
from sessions.models.round import STEP_ORDER
from sessions.schedule import Fault, Moments, faults

PARTS = {"opens_at": _("opens"), "due_at": _("is due"), "closes_at": _("closes")}


FIRST, LAST = date(2000, 1, 1), date(2199, 1, 1)


class SittingForm(forms.Form):
    """From the day of the sitting the other dates are suggested."""

    sitting = forms.DateField(
        label=_("Day of the sitting"),
        help_text=_("The other dates are suggested from it: plans open six weeks before."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
    )


class StepsForm(forms.Form):
    """Open, due and close of every step; what follows what is checked as a whole."""

    def __init__(self, *args: Any, steps: Sequence[Moments] = (), **kwargs: Any) -> None:
        initial = {f"{step.kind}_{part}": getattr(step, part) for step in steps for part in PARTS}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for kind in STEP_ORDER:
            for part, label in PARTS.items():
                name = _("%(step)s: %(part)s") % {"step": kind.label.capitalize(), "part": label}
                self.fields[f"{kind}_{part}"] = MomentField(label=name)

    def clean(self) -> dict[str, Any]:
        """Put what does not follow at the field that is out of place."""
        cleaned = super().clean() or {}
        if not self.errors:
            self.show(faults(self.moments(cleaned)))
        return cleaned

    def show(self, found: Iterable[Fault]) -> None:
        """Put faults at their fields."""
        for fault in found:
            self.add_error(f"{fault.kind}_{fault.field}", fault.sentence)

    def moments(self, values: dict[str, Any] | None = None) -> list[Moments]:
        """What was filled in, in the order of the steps."""
        given = self.cleaned_data if values is None else values
        return [Moments(kind, *(given[f"{kind}_{part}"] for part in PARTS)) for kind in STEP_ORDER]

    def rows(self) -> list[tuple[StepKind, list[BoundField]]]:
        """For the page: each step with its three fields."""
        return [(kind, [self[f"{kind}_{part}"] for part in PARTS]) for kind in STEP_ORDER]


class RoundForm(StepsForm):
    """A new round: the edition, June or September, and its steps."""

    edition = forms.ModelChoiceField(label=_("Edition"), queryset=Edition.objects.none())
    season = forms.ChoiceField(label=_("Round"), choices=Season.choices)

    def __init__(self, *args: Any, editions: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runs = Edition.objects.filter(pk__in=set(editions)).select_related("programme")
        field = self.fields["edition"]
        field.queryset = runs  # type: ignore[attr-defined]  # a model choice field
        if len(self.fields["edition"].choices) == 2:  # type: ignore[attr-defined]  # with the blank
            field.initial = runs[0].pk
