"""A day with several regions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.queries import facilitators_of
from sessions.actions.days import DayPlan
from sessions.forms.fields import MomentField
from sessions.forms.sittings import IS_SAFE, KeyForm
from sessions.models import Round, Sitting, SittingDay, SittingState


class DayForm(KeyForm):
    """When the day begins, how long its breaks are, and which sittings follow each other."""

    title = forms.CharField(label=_("Title"), required=False, max_length=160)
    starts_at = MomentField(label=_("Starts"), help_text=_("Amsterdam time."))
    opening_minutes = forms.IntegerField(label=_("Minutes of opening"), min_value=0, max_value=240)
    break_minutes = forms.IntegerField(label=_("Minutes of each break"), min_value=0, max_value=240)
    closing_minutes = forms.IntegerField(label=_("Minutes of closing"), min_value=0, max_value=240)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    link = forms.CharField(
        label=_("Video link"), required=False, max_length=400, validators=[IS_SAFE]
    )
    facilitator = forms.ModelChoiceField(
        label=_("Facilitator"), queryset=Person.objects.none(), empty_label=None
    )

    def __init__(
        self,
        *args: Any,
        round: Round,  # noqa: A002 -- the noun
        day: SittingDay | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = facilitators_of(round.edition_id)  # type: ignore[attr-defined]  # a model choice field
        if day:
            del self.fields["facilitator"]
        free = Q(day=None, state=SittingState.PLANNED)
        rows = Sitting.objects.filter(free | Q(day=day) if day else free, round=round)
        self.sittings = list(
            rows.select_related("round_plan__dossier__region", "region").order_by(
                "day_position", "pk"
            )
        )
        for one in self.sittings:
            self.fields[f"place_{one.pk}"] = forms.IntegerField(
                label=str(one), min_value=1, max_value=20, required=False, initial=one.day_position
            )

    def places(self) -> list[BoundField]:
        """The box with the place of each sitting."""
        return [self[f"place_{one.pk}"] for one in self.sittings]

    def clean(self) -> dict[str, Any]:
        """At least one sitting, each at a place of its own."""
        cleaned = super().clean() or {}
        given = [cleaned.get(f"place_{one.pk}") for one in self.sittings]
        places = [place for place in given if place]
        if not self.errors and not places:
            self.add_error(None, _("Give at least one sitting a place in the day."))
        if len(set(places)) != len(places):
            self.add_error(None, _("Two sittings have the same place. Give each its own number."))
        return cleaned

    def plan(self) -> DayPlan:
        """What was filled in."""
        names = (
            "starts_at", "opening_minutes", "break_minutes", "closing_minutes", "title", "place",
            "link",
        )  # fmt: skip
        return DayPlan(*(self.cleaned_data[name] for name in names))

    def chosen(self) -> list[Sitting]:
        """The sittings in the order of their places."""
        given = [(self.cleaned_data.get(f"place_{one.pk}"), one) for one in self.sittings]
        placed = [(place, one) for place, one in given if place]
        return [one for _place, one in sorted(placed, key=lambda pair: pair[0])]
