"""The dates of a round."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import clock
from programme.models import Edition
from sessions.checking import check, find_repair
from sessions.forms.fields import MomentField
from sessions.models import RoundTemplate, Season, StepKind
from sessions.models.round import STEP_ORDER
from sessions.queries.planning import setting_of_new
from sessions.queries.templates import blueprint_of
from sessions.schedule import Fault, Moments, faults

PARTS = {"opens_at": _("opens"), "due_at": _("is due"), "closes_at": _("closes")}


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

    edition = forms.ModelChoiceField(
        label=_("Edition"), queryset=Edition.objects.none(), widget=forms.HiddenInput
    )
    season = forms.ChoiceField(label=_("Round"), choices=Season.choices, widget=forms.HiddenInput)
    template = forms.ModelChoiceField(
        queryset=RoundTemplate.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        editions: Iterable[int],
        templates: Sequence[RoundTemplate] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.templates = list(templates)
        runs = Edition.objects.filter(pk__in=set(editions)).select_related("programme")
        field = self.fields["edition"]
        field.queryset = runs  # type: ignore[attr-defined]  # a model choice field
        self.fields["template"].queryset = RoundTemplate.objects.filter(  # type: ignore[attr-defined]  # the same
            pk__in=[row.pk for row in self.templates]
        )
        if len(self.fields["edition"].choices) == 2:  # type: ignore[attr-defined]  # with the blank
            field.initial = runs[0].pk

    def moments_now(self) -> list[Moments]:
        """What stands in the boxes, when all of them hold a moment; whether they follow or not."""
        if not self.is_bound:
            return []
        names = [f"{kind}_{part}" for kind in STEP_ORDER for part in PARTS]
        self.is_valid()
        try:
            given = {name: self.fields[name].clean(self[name].data) for name in names}
        except forms.ValidationError:
            return []
        return self.moments(given)

    def about(self) -> tuple[Edition | None, Season, RoundTemplate | None]:
        """The edition, season and template that the dates are held against, as far as chosen."""
        edition, season = self._raw("edition"), self._raw("season")
        known = season if season in Season.values else Season.JUNE
        return edition if isinstance(edition, Edition) else None, Season(known), self._template()

    def _raw(self, name: str) -> Any:
        if not self.is_bound:
            return self.initial.get(name)
        try:
            return self.fields[name].clean(self[name].data)
        except forms.ValidationError:
            return None

    def _template(self) -> RoundTemplate | None:
        """The chosen one, with its steps."""
        chosen = self._raw("template")
        pk = getattr(chosen, "pk", None)
        return next((row for row in self.templates if row.pk == pk), None)

    def with_repair(self, sent: QueryDict, key: str) -> Self:
        """The same form with one moment replaced by what the check proposed; nothing is saved."""
        edition, season, template = self.about()
        setting = setting_of_new(edition, season, blueprint_of(template))
        repair = (
            find_repair(check(self.moments_now(), setting), key) if self.moments_now() else None
        )
        data = sent.copy()
        data.pop("repair", None)
        if repair is not None:
            name = f"{repair.kind}_{repair.field}"
            data[name] = clock.local(repair.moment).strftime("%Y-%m-%dT%H:%M")
        return type(self)(
            data,
            editions=self.fields["edition"].queryset.values_list("pk", flat=True),  # type: ignore[attr-defined]  # a model choice field
            templates=self.templates,
        )
