"""Changing a proposal by hand, and applying it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.matching.given import Pair
from sessions.moves import Move
from sessions.queries.gathering import Gathered


class MoveForm(forms.Form):
    """Who goes where, perhaps in exchange for somebody. Its lists are those of the proposal."""

    who = forms.ChoiceField(label=_("Reviewer"))
    to = forms.ChoiceField(label=_("Goes to"))
    back = forms.ChoiceField(
        label=_("In exchange for"),
        help_text=_("Somebody of that plan, who comes in this place."),
        required=False,
    )

    def __init__(self, *args: Any, gathered: Gathered, pairs: frozenset[Pair], **more: Any) -> None:
        super().__init__(*args, **more)
        seats = sorted(
            pairs, key=lambda pair: (gathered.region(pair[0]), gathered.name(pair[1]), pair)
        )
        seated = [
            (f"{plan}-{key}", _seat(gathered, plan, key))
            for plan, key in seats
            if (plan, key) not in gathered.asked
        ]
        busy = {key for _plan, key in pairs}
        loose = [
            (f"0-{key}", _("%(name)s (no plan yet)") % {"name": one.person})
            for key, one in gathered.readers.items()
            if key not in busy
        ]
        more_plans = [
            (f"0-{key}", _("%(name)s (one plan more)") % {"name": gathered.name(key)})
            for key in sorted(busy, key=lambda key: (gathered.name(key), key))
        ]
        self.fields["who"].choices = [*seated, *loose, *more_plans]  # type: ignore[attr-defined]  # a choice field
        plans = [(str(pk), _plan(gathered, pk)) for pk in gathered.plans]
        self.fields["to"].choices = [*plans, ("0", _("no plan"))]  # type: ignore[attr-defined]  # a choice field
        self.fields["back"].choices = [("", _("nobody")), *seated]  # type: ignore[attr-defined]  # a choice field

    @property
    def move(self) -> Move:
        """What was chosen."""
        given = self.cleaned_data
        source, person = (int(part) for part in given["who"].split("-"))
        target = int(given["to"])
        back = int(given["back"].split("-")[1]) if given["back"] else None
        return Move(person, source or None, target or None, back)

    def clean(self) -> dict[str, Any]:
        """Who comes in exchange is at the plan that the other goes to."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("back") and given["back"].split("-")[0] != given.get("to"):
            self.add_error("back", _("Choose somebody of the plan that the reviewer goes to."))
        return given


def _seat(gathered: Gathered, plan: int, key: int) -> str:
    words = _("%(name)s, now at %(plan)s")
    return words % {"name": gathered.name(key), "plan": _plan(gathered, plan)}


def _plan(gathered: Gathered, pk: int) -> str:
    plan = gathered.plans[pk]
    return f"{plan.dossier.region.name}: {plan.dossier.title}"


class RevisionForm(forms.Form):
    """Which state of the proposal the reader looked at."""

    revision = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
