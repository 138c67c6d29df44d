"""Planning, moving and cancelling a sitting."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from people.models import Person, Region
from people.queries import facilitators_of
from sessions.actions.sittings import When
from sessions.agenda import TEMPLATES
from sessions.forms.fields import MomentField
from sessions.models import AgendaTemplate, Round, RoundPlan
from sessions.queries.regions import participating_regions

IS_SAFE = URLValidator(schemes=["https"], message=_("Give a link that begins with https://."))


class KeyForm(forms.Form):
    """A form with a number of its own, so that it counts once however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4


class WhenForm(forms.Form):
    """Moment and place; without an end the sitting takes as long as its agenda."""

    starts_at = MomentField(
        label=_("Starts"),
        required=False,
        help_text=_("Amsterdam time. Leave it empty when you still want to ask which date suits."),
    )
    ends_at = MomentField(
        label=_("Ends"), required=False, help_text=_("Empty: as long as the agenda takes.")
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    link = forms.CharField(
        label=_("Video link"),
        required=False,
        max_length=400,
        validators=[IS_SAFE],
        help_text=_("Begins with https://. Only who is invited sees it."),
    )

    def __init__(self, *args: Any, minutes: int = 90, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes = minutes

    def clean(self) -> dict[str, Any]:
        """The end lies after the start."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Give the start too, or leave both empty."))
        if starts and not ends and "ends_at" not in self.errors:
            cleaned["ends_at"] = starts + timedelta(minutes=self.length(cleaned))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The sitting ends before it starts. Choose a later end."))
        return cleaned

    def length(self, cleaned: dict[str, Any]) -> int:  # noqa: ARG002 -- a subclass looks
        """Minutes that the sitting takes when no end was given."""
        return max(self.minutes, 1)

    def when(self) -> When:
        """What was filled in."""
        return When(
            *(self.cleaned_data[name] for name in ("starts_at", "ends_at", "place", "link"))
        )


class MoveSittingForm(WhenForm):
    """Another moment, place or name for a sitting."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=160,
        help_text=_("Empty: the name of the region."),
    )
    field_order = ["title", "starts_at", "ends_at", "place", "link"]


class PlanSittingForm(MoveSittingForm, KeyForm):
    """A new sitting in a round: about which plan, with which agenda, led by whom."""

    about = forms.ChoiceField(label=_("About"))
    template = forms.ChoiceField(
        label=_("Agenda"),
        choices=AgendaTemplate.choices,
        initial=AgendaTemplate.NINETY,
        help_text=_("You can change its steps afterwards."),
    )
    facilitator = forms.ModelChoiceField(
        label=_("Facilitator"), queryset=Person.objects.none(), empty_label=None
    )
    field_order = [
        "about", "template", "facilitator", "title", "starts_at", "ends_at", "place", "link",
    ]  # fmt: skip

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:  # noqa: A002 -- the noun
        super().__init__(*args, **kwargs)
        self.plans = {f"plan-{plan.pk}": plan for plan in _plans(round)}
        tied = {plan.dossier.region_id for plan in self.plans.values()}
        regions = participating_regions(round.edition_id).exclude(pk__in=tied)
        self.regions = {f"region-{region.pk}": region for region in regions}
        choices: list[tuple[Any, Any]] = [
            (key, f"{plan.dossier.region} · {plan.dossier.title}")
            for key, plan in self.plans.items()
        ]
        others = [(key, str(region)) for key, region in self.regions.items()]
        if others:
            choices.append((_("Regions without a plan in this round"), others))
        self.fields["about"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["facilitator"].queryset = facilitators_of(round.edition_id)  # type: ignore[attr-defined]  # a model choice field

    def length(self, cleaned: dict[str, Any]) -> int:
        """That of the agenda that was chosen."""
        lines = TEMPLATES.get(cleaned.get("template", ""), ())
        return sum(line.minutes for line in lines) or self.minutes

    def thing(self) -> RoundPlan | Region:
        """The plan or the region that was chosen."""
        chosen = self.cleaned_data["about"]
        return self.plans.get(chosen) or self.regions[chosen]


class CancelForm(forms.Form):
    """Why a sitting does not take place."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody who is invited reads it."),
        required=False,
        max_length=240,
    )


def _plans(round_: Round) -> Iterable[RoundPlan]:
    return round_.plans.select_related("dossier__region")
