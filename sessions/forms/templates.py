"""The rhythm of a round, in days before and after the sitting."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from programme.models import Programme
from sessions.blueprint import Blueprint, Offset, StepOffsets
from sessions.models import Season, StepKind, Unit
from sessions.models.round import STEP_ORDER
from sessions.models.template import FARTHEST

WAYS = {
    "calendar-before": _("days before the sitting"),
    "working-before": _("working days before the sitting"),
    "calendar-after": _("days after the sitting"),
    "working-after": _("working days after the sitting"),
}
PARTS = {"days": _("How many"), "way": _("Counted as"), "time": _("At")}
WHEN = {
    "opens": _("%(step)s opens: %(part)s"),
    "due": _("%(step)s is due: %(part)s"),
    "closes": _("%(step)s closes: %(part)s"),
}
MOMENTS = [
    ("opens", STEP_ORDER[0], "opens"),
    *((f"{kind}_{when}", kind, when) for kind in STEP_ORDER for when in ("due", "closes")),
]


class TemplateForm(forms.Form):
    """A name, a season, and for every step how long before or after the sitting."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Without a name it is the usual rhythm of its season."),
    )
    season = forms.ChoiceField(label=_("Round"), choices=Season.choices)

    def __init__(self, *args: Any, blueprint: Blueprint, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(blueprint) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for moment, kind, when in MOMENTS:
            self._add_moment(moment, kind, when)
        for kind in STEP_ORDER:
            words = _("%(step)s: working days that it needs at least") % {"step": _name(kind)}
            self.fields[f"{kind}_minimum"] = forms.IntegerField(
                label=words, min_value=0, max_value=FARTHEST
            )

    def _add_moment(self, moment: str, kind: StepKind, when: str) -> None:
        """Three boxes; their labels name the step too, for the list of what is wrong."""
        labels = {
            part: WHEN[when] % {"step": _name(kind), "part": str(words).lower()}
            for part, words in PARTS.items()
        }
        self.fields[f"{moment}_days"] = forms.IntegerField(
            label=labels["days"], min_value=0, max_value=FARTHEST
        )
        self.fields[f"{moment}_way"] = forms.ChoiceField(
            label=labels["way"], choices=list(WAYS.items())
        )
        self.fields[f"{moment}_time"] = forms.TimeField(
            label=labels["time"], widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        )

    def blueprint(self) -> Blueprint:
        """What was filled in."""
        steps = tuple(
            StepOffsets(
                kind,
                self._offset(f"{kind}_due"),
                self._offset(f"{kind}_closes"),
                self.cleaned_data[f"{kind}_minimum"],
            )
            for kind in STEP_ORDER
        )
        return Blueprint(self._offset("opens"), steps)

    def _offset(self, moment: str) -> Offset:
        unit, _dash, side = self.cleaned_data[f"{moment}_way"].partition("-")
        days = self.cleaned_data[f"{moment}_days"]
        at: time = self.cleaned_data[f"{moment}_time"]
        sign = -1 if side == "before" else 1
        return Offset(sign * days, Unit(unit), at.replace(second=0, microsecond=0))

    def opens(self) -> list[tuple[Any, BoundField]]:
        """When the first step opens: short labels with their boxes."""
        return self._boxes("opens")

    def rows(self) -> Iterator[tuple[StepKind, list[Any], list[Any], BoundField]]:
        """For the page: each step with due, closes and how long it had better be."""
        for kind in STEP_ORDER:
            due, closes = self._boxes(f"{kind}_due"), self._boxes(f"{kind}_closes")
            yield kind, due, closes, self[f"{kind}_minimum"]

    def _boxes(self, moment: str) -> list[tuple[Any, BoundField]]:
        return [(label, self[f"{moment}_{part}"]) for part, label in PARTS.items()]


class NewTemplateForm(TemplateForm):
    """A new template: for which programme as well, where there are several."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())

    def __init__(self, *args: Any, programmes: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Programme.objects.filter(pk__in=programmes)
        self.fields["programme"].queryset = rows  # type: ignore[attr-defined]  # a model choice field
        if len(programmes) == 1:
            self.fields["programme"].initial = next(iter(programmes))


def _name(kind: StepKind) -> str:
    return capfirst(str(StepKind(kind).label))


def _initial(blueprint: Blueprint) -> dict[str, Any]:
    found = _of("opens", blueprint.opens)
    for step in blueprint.steps:
        found |= _of(f"{step.kind}_due", step.due) | _of(f"{step.kind}_closes", step.closes)
        found[f"{step.kind}_minimum"] = step.minimum
    return found


def _of(moment: str, offset: Offset) -> dict[str, Any]:
    side = "before" if offset.days < 0 else "after"
    return {
        f"{moment}_days": abs(offset.days),
        f"{moment}_way": f"{offset.unit}-{side}",
        f"{moment}_time": offset.at,
    }
