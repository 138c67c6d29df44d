"""What a reviewer says before the matching."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Region
from people.models.person import Language
from plans.models import Dossier
from sessions.models import Liked
from sessions.models.matching import MOST_PLACES
from sessions.queries.wishes import WishPage


class WishesForm(forms.Form):
    """Here or away, how many plans, in which languages, and which ones gladly."""

    away = forms.BooleanField(label=_("I cannot review in this round"), required=False)
    most = forms.IntegerField(
        label=_("Plans that I can review, at most"),
        help_text=_("Empty: as many as the facilitators ask of everybody."),
        min_value=0,
        max_value=MOST_PLACES,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that I read"),
        help_text=_("None chosen: all."),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, page: WishPage, **more: Any) -> None:
        terms = page.terms
        initial = {
            "away": terms.away if terms else False,
            "most": terms.most if terms else None,
            "languages": page.languages,
        }
        super().__init__(*args, **{**more, "initial": initial})
        self.lines = page.lines
        for line in page.lines:
            name = line.dossier.title if line.dossier else _("a plan of this region")
            self.fields[line.key] = forms.ChoiceField(
                label=f"{line.region.name}: {name}",
                choices=Liked.choices,
                initial=line.liked,
                widget=forms.RadioSelect,
            )

    @property
    def wishes(self) -> list[Any]:
        """The fields of plans and regions, for the page."""
        return [self[line.key] for line in self.lines]

    @property
    def likings(self) -> dict[tuple[Region, Dossier | None], Liked]:
        """What was said that was not so before."""
        return {
            (line.region, line.dossier): Liked(self.cleaned_data[line.key])
            for line in self.lines
            if self.cleaned_data[line.key] != line.liked
        }


class AccessForm(forms.Form):
    """Until when an additional friend reads the plan."""

    access_until = forms.DateField(
        label=_("Access up to and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
