"""Choosing reviewers and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RowsField
from people.models import Person, Region
from plans.models import VersionQuestion
from sessions.models import Capacity, ConflictKind, RoundPlan


class CandidateForm(forms.Form):
    """One candidate chosen from the list; a conflict asks for a reason."""

    person = forms.ModelChoiceField(queryset=Person.objects.all(), widget=forms.HiddenInput)
    capacity = forms.ChoiceField(choices=Capacity.choices, widget=forms.HiddenInput)
    from_region = forms.ModelChoiceField(
        queryset=Region.objects.all(), required=False, widget=forms.HiddenInput
    )
    access_until = forms.DateField(
        label=_("Access up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    conflict_note = forms.CharField(
        label=_("Why it is possible all the same"), required=False, max_length=240
    )


class ExtraFriendForm(forms.Form):
    """An additional critical friend, by e-mail address, for a limited time."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Of somebody who has an account already.")
    )
    access_until = forms.DateField(
        label=_("Access up to and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    conflict_note = forms.CharField(
        label=_("Why it is possible all the same"),
        help_text=_("Only when there is a conflict."),
        required=False,
        max_length=240,
    )
    questions = RowsField(
        label=_("For which question of the region"),
        help_text=_("The invitation says so. None chosen: for the whole plan."),
        queryset=VersionQuestion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: RoundPlan, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = VersionQuestion.objects.filter(version=plan.version_id)
        self.fields["questions"].queryset = asked.order_by("position")  # type: ignore[attr-defined]  # a model choice field

    def clean_email(self) -> Person:
        """The person with this address."""
        person = Person.objects.filter(
            email=self.cleaned_data["email"].strip().lower(), is_active=True
        ).first()
        if person is None:
            raise forms.ValidationError(
                _("Nobody with this address has an account. Invite this person first."),
                code="unknown",
            )
        return person


class AnswerForm(forms.Form):
    """A no: why, if one wants to say so."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only the facilitators read it."),
        required=False,
        max_length=240,
    )
    conflict = forms.ChoiceField(
        label=_("Is there a conflict with this region?"),
        help_text=_("It is kept, so that you are not asked again."),
        required=False,
        choices=[("", _("No")), *ConflictKind.choices],
    )

    def clean_conflict(self) -> ConflictKind | None:
        """The kind of conflict, if there is one."""
        value: Any = self.cleaned_data["conflict"]
        return ConflictKind(value) if value else None


class NoteForm(forms.Form):
    """Why a review is possible in spite of a conflict."""

    conflict_note = forms.CharField(
        label=_("Why it is possible all the same"), required=False, max_length=240
    )


class WithdrawForm(forms.Form):
    """Why a review is no longer asked."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The reviewer reads it."),
        required=False,
        max_length=240,
    )
