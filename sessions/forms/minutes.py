"""Minutes, corrections and how it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import MarkdownField, TextField
from sessions.actions.evaluations import Judgement
from sessions.forms.room import SeenForm
from sessions.forms.sittings import KeyForm
from sessions.models import CorrectionState


class MinutesForm(SeenForm):
    """The text of the minutes."""

    body = MarkdownField(label=pgettext_lazy("of a sitting", "Minutes"), rows=24)


class CorrectionForm(KeyForm):
    """What should be said otherwise."""

    body = TextField(
        label=_("What should be said otherwise?"),
        help_text=_("Name the part, and give the words as you want them."),
        rows=4,
        max_length=4000,
    )


class SettleForm(forms.Form):
    """What becomes of a correction."""

    state = forms.ChoiceField(
        choices=[
            (state, state.label) for state in CorrectionState if state != CorrectionState.OPEN
        ],
        widget=forms.HiddenInput,
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("Needed when the minutes stay as they are."),
        required=False,
        max_length=400,
    )


NUMBERS = [(1, _("1: not at all")), (2, "2"), (3, "3"), (4, "4"), (5, _("5: very much"))]


def _scale(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=NUMBERS, coerce=int, widget=forms.RadioSelect
    )


class EvaluationForm(forms.Form):
    """Four questions."""

    useful = _scale(_("Was it useful for the region?"))
    safe = _scale(_("Was it safe enough to be open?"))
    guarded = _scale(_("Were time and roles well guarded?"))
    otherwise = TextField(
        label=_("One thing that should be otherwise next time"),
        rows=3,
        required=False,
        max_length=2000,
    )

    def judgement(self) -> Judgement:
        """What was filled in."""
        return Judgement(**self.cleaned_data)
