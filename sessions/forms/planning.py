"""Planning a round: from a template around a sitting, and moving what is planned."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from programme.models import Edition
from sessions.models import RoundTemplate, Season, StepKind
from sessions.shifting import Reach

FIRST, LAST = date(2000, 1, 1), date(2199, 1, 1)


def _day(**given: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
        **given,
    )


class PlanForm(forms.Form):
    """The edition, June or September, the day of the sitting and the rhythm: enough for all dates."""

    edition = forms.ModelChoiceField(label=_("Edition"), queryset=Edition.objects.none())
    season = forms.ChoiceField(label=_("Round"), choices=Season.choices)
    template = forms.ModelChoiceField(
        label=_("Template"),
        queryset=RoundTemplate.objects.none(),
        required=False,
        empty_label=_("The usual rhythm of the season"),
    )
    sitting = _day(
        label=_("Day of the sitting"), help_text=_("All other moments are counted from it.")
    )

    def __init__(
        self,
        *args: Any,
        editions: Iterable[int],
        templates: Sequence[RoundTemplate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.templates = list(templates)
        runs = Edition.objects.filter(pk__in=set(editions)).select_related("programme")
        edition, template = self.fields["edition"], self.fields["template"]
        edition.queryset = runs  # type: ignore[attr-defined]  # a model choice field
        template.queryset = RoundTemplate.objects.filter(  # type: ignore[attr-defined]  # the same
            pk__in=[row.pk for row in self.templates]
        )
        if len(edition.choices) == 2:  # type: ignore[attr-defined]  # with the blank
            edition.initial = runs[0].pk

    def chosen_template(self) -> RoundTemplate | None:
        """The template that was chosen, else the usual one of the edition's programme and season."""
        given: RoundTemplate | None = self.cleaned_data.get("template")
        if given is not None:
            return next(row for row in self.templates if row.pk == given.pk)
        edition: Edition | None = self.cleaned_data.get("edition")
        usual = (row for row in self.templates if self._is_usual(row, edition))
        return next(usual, None)

    def _is_usual(self, row: RoundTemplate, edition: Edition | None) -> bool:
        here = edition is not None and row.programme_id == edition.programme_id
        return not row.name and row.season == self.cleaned_data.get("season") and here


class MoveForm(forms.Form):
    """Another day of the sitting for the whole round, or another day on which one step is due."""

    reach = forms.ChoiceField(
        label=_("What moves"), choices=Reach.choices, widget=forms.RadioSelect, initial=Reach.ROUND
    )
    kind = forms.ChoiceField(
        label=_("Step"),
        choices=StepKind.choices,
        required=False,
        help_text=_("Not needed for the whole round: that moves with its sitting."),
    )
    day = _day(
        label=_("New day"),
        help_text=_("On which the step is due; for the whole round the day of the sitting."),
    )
    again = forms.BooleanField(
        label=_("Count the other moments from the template again"),
        help_text=_(
            "Only for the whole round. Working days and holidays are counted anew, and changes"
            " that you made by hand are lost."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One step moves by its name; counting again is for the whole round."""
        cleaned = super().clean() or {}
        reach = cleaned.get("reach")
        if reach and reach != Reach.ROUND:
            if not cleaned.get("kind"):
                self.add_error("kind", _("Choose the step that moves."))
            if cleaned.get("again"):
                self.add_error("again", _("Only the whole round is counted from its template."))
        return cleaned

    @property
    def kind_moved(self) -> StepKind:
        """The step whose due day is given: the sitting, for the whole round."""
        if self.cleaned_data["reach"] == Reach.ROUND:
            return StepKind.SITTING
        return StepKind(self.cleaned_data["kind"])

    @property
    def new_day(self) -> date:
        """The day that was chosen."""
        day: date = self.cleaned_data["day"]
        return day
