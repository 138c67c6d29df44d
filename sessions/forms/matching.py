"""What a matching goes by: numbers, plans, reviewers, pairs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.models.person import Language
from sessions.models import Continuity, RoundPlan, RulingKind
from sessions.models.matching import MOST_PLACES
from sessions.queries.numbers import Numbers


def _number(
    label: Any, *, least: int = 0, required: bool = True, hint: Any = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=MOST_PLACES, required=required, help_text=hint
    )


class MatchingForm(forms.Form):
    """The numbers of a round; what stands in it from the start is sensible."""

    wanted = _number(_("Reviewers a plan"), least=1, hint=_("In all; a plan never gets more."))
    least_business = _number(_("From business, at least"))
    least_knowledge = _number(_("From knowledge, at least"))
    least_government = _number(_("From government, at least"))
    least_peer = _number(_("From another region, at least"))
    load_least = _number(_("Plans a reviewer, at least"))
    load_most = _number(_("Plans a reviewer, at most"))
    continuity = forms.ChoiceField(
        label=_("Who reviewed a region in the round before"),
        choices=Continuity.choices,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """At least is not more than at most; the sides fit in the number of reviewers."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("load_least", 0) > given.get("load_most", MOST_PLACES):
            self.add_error("load_least", _("This is more than the most. Lower it."))
        sides = sum(
            given.get(f"least_{side}") or 0
            for side in ("business", "knowledge", "government", "peer")
        )
        if "wanted" in given and sides > given["wanted"]:
            words = _("The sides together ask for %(sides)d reviewers. Make this number as high.")
            self.add_error("wanted", words % {"sides": sides})
        return given

    @property
    def numbers(self) -> Numbers:
        """What was filled in."""
        return Numbers(**self.cleaned_data)


class TermsForm(forms.Form):
    """What one reviewer can do in a round, as a facilitator knows it."""

    away = forms.BooleanField(label=_("Away in this round"), required=False)
    least = _number(_("Plans, at least"), required=False)
    most = _number(_("Plans, at most"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Reads"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """At least is not more than at most."""
        given: dict[str, Any] = super().clean() or {}
        least, most = given.get("least"), given.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("least", _("This is more than the most. Lower it."))
        return given


class PlanWishForm(forms.Form):
    """Where one plan differs from the round; empty means as the round."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("Not said")), *Language.choices], required=False
    )
    wanted = _number(_("Reviewers"), least=1, required=False)
    least_business = _number(_("Business"), required=False)
    least_knowledge = _number(_("Knowledge"), required=False)
    least_government = _number(_("Government"), required=False)
    least_peer = _number(_("Peer region"), required=False)


class PersonField(forms.ModelChoiceField):
    """One of those who can be matched, by name and place."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and organisation."""
        return f"{obj} ({obj.organisation})" if obj.organisation else str(obj)


class PlanField(forms.ModelChoiceField):
    """One of the plans of a round, by region and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Region and title."""
        return f"{obj.dossier.region.name}: {obj.dossier.title}"


class RulingForm(forms.Form):
    """A pair that is certain, or certainly not."""

    person = PersonField(
        label=_("Reviewer"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )
    kind = forms.ChoiceField(
        label=_("Reviews it"), choices=RulingKind.choices, initial=RulingKind.PINNED
    )
    plan = PlanField(
        label=_("Plan"), queryset=RoundPlan.objects.none(), empty_label=_("Choose a plan")
    )
    note = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when a pair with a conflict is certain all the same."),
        required=False,
        max_length=240,
    )

    def __init__(self, *args: Any, people: Any, plans: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a model choice field
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]  # a model choice field


class ApartForm(forms.Form):
    """Two who do not meet at one plan."""

    one = PersonField(
        label=_("Reviewer"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )
    other = PersonField(
        label=_("Does not meet"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )
    note = forms.CharField(label=_("Reason"), required=False, max_length=240)

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["one"].queryset = people  # type: ignore[attr-defined]  # a model choice field
        self.fields["other"].queryset = people  # type: ignore[attr-defined]  # a model choice field

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("one") is not None and given.get("one") == given.get("other"):
            self.add_error("other", _("Choose two different people."))
        return given
