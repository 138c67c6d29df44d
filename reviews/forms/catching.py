"""The words of advice that was caught in a sitting, and why it is dropped."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import RowsField, TextField
from people.models import Person
from programme.models import Element
from reviews.actions.catching import Wording
from reviews.forms.answering import RevisionForm
from reviews.models import Addressee, AdviceKind, Effect, Recommendation, Term
from reviews.queries.caught import possible_givers

NOTHING = [("", "–")]
PLAIN = ("title", "source", "kind", "addressees", "term", "effect", "effort", "offer")


class CaughtForm(RevisionForm):
    """A draft of a sitting; to confirm it, it must be whole."""

    giver = forms.ModelChoiceField(
        label=_("Who gave it?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Not known yet"),
        help_text=_("Somebody who was at the table and is not of the region."),
    )
    title = forms.CharField(label=_("Recommendation"), max_length=160)
    source = TextField(label=_("What and why"), rows=6, required=False)
    addressees = forms.MultipleChoiceField(
        label=_("For whom?"),
        choices=Addressee.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of advice"), choices=[*NOTHING, *AdviceKind.choices], required=False
    )
    elements = RowsField(
        label=_("Elements"),
        queryset=Element.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    term = forms.ChoiceField(label=_("Term"), choices=[*NOTHING, *Term.choices], required=False)
    effect = forms.ChoiceField(
        label=_("Expected effect"), choices=[*NOTHING, *Effect.choices], required=False
    )
    effort = forms.ChoiceField(
        label=_("Effort"), choices=[*NOTHING, *Effect.choices], required=False
    )
    offer = forms.CharField(label=_("I can help with"), max_length=240, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        advice: Recommendation,
        names: bool,
        confirms: bool = False,
    ) -> None:
        super().__init__(data, initial=_initial(advice))
        self.confirms = confirms
        rows = Element.objects.filter(programme=advice.round_plan.round.edition.programme_id)
        self.fields["elements"].queryset = rows  # type: ignore[attr-defined]  # a field of rows
        if names:
            self.fields["giver"].queryset = possible_givers(advice)  # type: ignore[attr-defined]  # the same
        else:
            del self.fields["giver"]

    def clean(self) -> dict[str, Any]:
        """What is given says what and why, for whom, and by whom."""
        data: dict[str, Any] = super().clean() or {}
        if self.confirms:
            lacking = {
                "giver": _("Say who gave this advice."),
                "source": _("Write what it is and why."),
                "addressees": _("Say for whom it is meant."),
            }
            for name, sentence in lacking.items():
                if name in self.fields and name not in self.errors and not data.get(name):
                    self.add_error(name, sentence)
        return data

    def wording(self) -> Wording:
        """What was written."""
        data = self.cleaned_data
        plain = {name: data[name] for name in PLAIN}
        return Wording(**plain, elements=list(data["elements"]), giver=data.get("giver"))


def _initial(advice: Recommendation) -> dict[str, Any]:
    plain = {name: getattr(advice, name) for name in PLAIN}
    return plain | {
        "revision": advice.revision,
        "elements": list(advice.elements.all()),
        "giver": advice.author_id if advice.names_its_giver else None,
    }


class DropForm(forms.Form):
    """Why caught advice does not become advice."""

    reason = forms.CharField(label=_("Why is it not advice?"), max_length=240)
