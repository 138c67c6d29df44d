"""Inviting, answering, and noting who was there."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from people.models import Person
from sessions.models import Attendance, SittingRole
from sessions.queries.invitees import Invitee


class InviteForm(forms.Form):
    """Who is asked, and in which role; the likely ones are ticked."""

    def __init__(self, *args: Any, candidates: Sequence[Invitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            name = str(one.person)
            self.fields[f"ask_{one.person.pk}"] = forms.BooleanField(
                label=name, required=False, initial=one.likely
            )
            self.fields[f"role_{one.person.pk}"] = forms.ChoiceField(
                label=_("Role of %(name)s") % {"name": name},
                choices=SittingRole.choices,
                initial=one.role,
            )

    def rows(self) -> list[tuple[Invitee, BoundField, BoundField]]:
        """For the page: each person with box and role."""
        return [
            (one, self[f"ask_{one.person.pk}"], self[f"role_{one.person.pk}"])
            for one in self.candidates
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody is asked."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"ask_{one.person.pk}") for one in self.candidates):
            self.add_error(None, _("Choose at least one person."))
        return cleaned

    def chosen(self) -> dict[Person, SittingRole]:
        """Who is asked as what."""
        return {
            one.person: SittingRole(self.cleaned_data[f"role_{one.person.pk}"])
            for one in self.candidates
            if self.cleaned_data.get(f"ask_{one.person.pk}")
        }


class ComeForm(forms.Form):
    """Whether one comes."""

    note = forms.CharField(
        label=_("A word with it"),
        help_text=_("Who takes part in the sitting reads it."),
        required=False,
        max_length=240,
    )


class SeatForm(forms.Form):
    """The role of somebody at the sitting."""

    role = forms.ChoiceField(label=_("Role"), choices=SittingRole.choices)


class PresenceForm(forms.Form):
    """Who was there."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [  # type: ignore[attr-defined]  # a choice field
            (row.person_id, str(row.person)) for row in people
        ]
