"""Proposing moments, and saying which suit."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sessions.forms.fields import MomentField
from sessions.models import PollMoment, Suits
from sessions.queries.sittings import when_in_words

MOST = 8


class PollForm(forms.Form):
    """Up to eight moments, how long the sitting takes, and until when one can answer."""

    until = MomentField(label=_("Answer before"))
    minutes = forms.IntegerField(label=_("Minutes that it takes"), min_value=5, max_value=720)

    def __init__(self, *args: Any, moments: Sequence[datetime] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST + 1):
            initial = moments[number - 1] if number <= len(moments) else None
            self.fields[f"moment_{number}"] = MomentField(
                label=_("Moment %(number)d") % {"number": number}, required=False, initial=initial
            )

    def moments(self) -> list[BoundField]:
        """The boxes of the moments."""
        return [self[f"moment_{number}"] for number in range(1, MOST + 1)]

    def clean(self) -> dict[str, Any]:
        """At least one moment."""
        cleaned = super().clean() or {}
        if not self.errors and not self.chosen(cleaned):
            self.add_error("moment_1", _("Propose at least one moment."))
        return cleaned

    def chosen(self, values: dict[str, Any] | None = None) -> list[tuple[datetime, datetime]]:
        """Start and end of each moment, each once."""
        given = self.cleaned_data if values is None else values
        long = timedelta(minutes=given.get("minutes") or 0)
        boxes = (given.get(f"moment_{number}") for number in range(1, MOST + 1))
        starts = {start for start in boxes if start is not None}
        return [(start, start + long) for start in sorted(starts)]


class PollAnswerForm(forms.Form):
    """Yes, if need be, or no to each moment."""

    def __init__(
        self, *args: Any, moments: Sequence[PollMoment], known: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for moment in moments:
            self.fields[f"answer_{moment.pk}"] = forms.ChoiceField(
                label=when_in_words(moment.starts_at, moment.ends_at),
                choices=Suits.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=known.get(moment.pk),
            )

    def answers(self) -> dict[int, Suits]:
        """What was said, by the id of the moment."""
        return {
            int(name.removeprefix("answer_")): Suits(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class ChooseForm(forms.Form):
    """The moment that it becomes."""

    moment = forms.ModelChoiceField(queryset=PollMoment.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, moments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moment"].queryset = moments  # type: ignore[attr-defined]  # a model choice field
