"""What facilitators fill in about a conference, and what the invited answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from plans.forms import LineField
from programme.models import Edition
from sessions.forms.fields import MomentField
from sessions.models import (
    Conference,
    ConferenceLevel,
    ConferenceNumber,
    ConferenceReply,
    Shown,
)

FIELDS = (
    "number",
    "title_nl",
    "title_en",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "summary",
    "level",
)


class ConferenceForm(forms.Form):
    """The words, the day, the place and who it is for."""

    number = forms.TypedChoiceField(
        label=_("Which one"), choices=ConferenceNumber.choices, coerce=int
    )
    title_nl = LineField(label=_("Title in Dutch"), max_length=160)
    title_en = LineField(label=_("Title in English"), max_length=160)
    starts_at = MomentField(label=_("Starts"), help_text=_("Amsterdam time."))
    ends_at = MomentField(label=_("Ends"))
    place = LineField(
        label=_("Place"), max_length=200, required=False, help_text=_("Name and address.")
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        assume_scheme="https",
        help_text=_("For who joins from elsewhere."),
    )
    summary = TextField(
        label=_("What it is about"),
        required=False,
        max_length=2000,
        rows=5,
        help_text=_("A few sentences: what do you want to have reached at the end of the day?"),
    )
    level = forms.ChoiceField(
        label=_("Who it is for"),
        choices=ConferenceLevel.choices,
        widget=forms.RadioSelect,
        initial=ConferenceLevel.PARTICIPANTS,
        help_text=_("The network: additional critical friends, observers, executives."),
    )

    def __init__(self, *args: Any, conference: Conference | None = None, **kwargs: Any) -> None:
        if conference is not None:
            kwargs["initial"] = {name: getattr(conference, name) for name in FIELDS}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A day that ends after it starts, on the same day."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Choose an end after the start."))
        elif starts and ends and (ends - starts).total_seconds() > 3 * 24 * 3600:
            self.add_error("ends_at", _("A work conference takes at most three days."))
        return cleaned

    def fields_given(self) -> dict[str, Any]:
        """What was filled in, by the names of the model."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class NewConferenceForm(ConferenceForm):
    """The same, with the edition."""

    edition = forms.ModelChoiceField(label=_("Edition"), queryset=Edition.objects.none())

    field_order = ["edition"]

    def __init__(self, *args: Any, editions: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runs = Edition.objects.filter(pk__in=set(editions)).select_related("programme")
        field = self.fields["edition"]
        field.queryset = runs  # type: ignore[attr-defined]  # a model choice field
        if len(field.choices) == 2:  # type: ignore[attr-defined]  # with the blank
            field.initial = runs[0].pk


class ConferenceReplyForm(forms.Form):
    """Whether somebody comes."""

    answer = forms.ChoiceField(
        label=_("Do you come?"), choices=ConferenceReply.Answer.choices, widget=forms.RadioSelect
    )
    note = LineField(
        label=_("Note for the facilitators"),
        max_length=240,
        required=False,
        help_text=_("What they should know, such as what you eat or when you arrive."),
    )


class ScreenForm(forms.Form):
    """What the screen in the room shows."""

    shown = forms.ChoiceField(label=_("Screen in the room"), choices=Shown.choices)
