"""What people send when they write together, answer each other, and say what helped."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import MarkdownField, TextField
from people.models import Person, Sector
from reviews.forms import RevisionForm
from reviews.models import OutcomeKind, Stance

LINE = 240


class InviteForm(forms.Form):
    """Whom to ask to write along, and for which helix partner."""

    sector = forms.ChoiceField(
        label=_("Signs for"),
        choices=[("", _("the side of their organisation")), *Sector.choices],
        required=False,
    )

    def __init__(self, circle: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in circle}
        names = [
            (pk, f"{person.name} · {person.organisation or ''}".strip(" ·"))
            for pk, person in self.people.items()
        ]
        self.fields["person"] = forms.TypedChoiceField(
            label=_("Who?"), coerce=int, choices=[("", "—"), *names]
        )

    def person_chosen(self) -> Person:
        """Who was chosen."""
        return self.people[self.cleaned_data["person"]]

    def sector_chosen(self) -> Sector | None:
        """For which side, when that was said."""
        value = self.cleaned_data["sector"]
        return Sector(value) if value else None


class MinorityForm(RevisionForm):
    """How one co-writer sees it differently."""

    minority = MarkdownField(label=_("My own view"), required=False, rows=6, max_words=300)


class OpinionForm(forms.Form):
    """Whether a co-reviewer agrees with an answer, in a word and one line."""

    stance = forms.ChoiceField(
        label=_("Do you agree?"), choices=Stance.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(label=_("In one line"), max_length=LINE, required=False)


class OutcomeForm(RevisionForm):
    """What the region did with the answers to a question."""

    kind = forms.ChoiceField(
        label=_("What did you do with the answers?"),
        choices=OutcomeKind.choices,
        widget=forms.RadioSelect,
    )
    text = TextField(
        label=_("In short"),
        help_text=_("What you did with it. Needed when you used it in part or not."),
        required=False,
        rows=3,
        max_words=120,
    )

    def clean(self) -> dict[str, Any]:
        """All but used gives a reason."""
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind")
        if kind and kind != OutcomeKind.USED and not data.get("text", "").strip():
            self.add_error("text", _("Say why, so that who answered can learn from it."))
        return data


class FeedbackForm(RevisionForm):
    """What of a review helped, in one line."""

    helped = forms.CharField(
        label=_("What helped you?"), max_length=LINE, help_text=_("One line, to the reviewer.")
    )
