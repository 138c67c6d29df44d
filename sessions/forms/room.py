"""What is done and written in a room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from people.models import Person
from sessions.forms.sittings import KeyForm
from sessions.models import AgendaItem, NoteKind, SilentKind, Sitting

COMMANDS = ("open", "step", "pause", "resume", "extend", "speaker", "passage", "end")


class RunForm(forms.Form):
    """One command of who runs the room."""

    what = forms.ChoiceField(choices=[(one, one) for one in COMMANDS], widget=forms.HiddenInput)
    item = forms.ModelChoiceField(
        queryset=AgendaItem.objects.none(), required=False, widget=forms.HiddenInput
    )
    minutes = forms.IntegerField(
        label=_("Minutes more"), required=False, min_value=1, max_value=120
    )
    seconds = forms.IntegerField(
        required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput
    )
    person = forms.ModelChoiceField(
        label=_("Who has the floor"), queryset=Person.objects.none(), required=False
    )
    passage = forms.CharField(label=_("Passage that all see"), required=False, max_length=60)

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = sitting.items.all()  # type: ignore[attr-defined]  # a model choice field
        self.fields["person"].queryset = table_of(sitting)  # type: ignore[attr-defined]  # a model choice field

    def clean(self) -> dict[str, Any]:
        """A step needs its step, more time its minutes."""
        cleaned = super().clean() or {}
        needed = {"step": "item", "extend": "minutes"}.get(cleaned.get("what", ""))
        if needed and not cleaned.get(needed):
            self.add_error(needed, _("Choose one."))
        return cleaned


class NoteAddForm(KeyForm):
    """A note or an agreement under a step."""

    item = forms.ModelChoiceField(
        label=_("Step"), queryset=AgendaItem.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=NoteKind.choices, initial=NoteKind.NOTE)
    body = TextField(label=_("Text of the note"), rows=3, max_length=4000)
    field_order = ["body", "kind", "item", "key"]

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="note_%s", **kwargs)
        self.fields["item"].queryset = sitting.items.all()  # type: ignore[attr-defined]  # a model choice field


class SeenForm(forms.Form):
    """What stood on the screen when somebody wrote."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class NoteEditForm(SeenForm):
    """Other words for a note."""

    body = TextField(label=_("Text of the note"), rows=4, max_length=4000)


class CatchForm(KeyForm):
    """Advice as it was spoken."""

    title = forms.CharField(label=_("Recommendation"), max_length=160)
    body = TextField(label=_("What and why"), rows=2, required=False, max_length=4000)
    given_by = forms.ModelChoiceField(
        label=_("Said by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody by name"),
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="catch_%s", **kwargs)
        self.fields["given_by"].queryset = table_of(sitting)  # type: ignore[attr-defined]  # a model choice field


class CaughtEditForm(CatchForm, SeenForm):
    """Other words for caught advice."""


class SilentForm(forms.Form):
    """The three boxes of the silent step."""

    strong = TextField(label=SilentKind.STRONG.label, rows=4, required=False, max_length=4000)
    concern = TextField(label=SilentKind.CONCERN.label, rows=4, required=False, max_length=4000)
    what_if = TextField(label=SilentKind.WHAT_IF.label, rows=4, required=False, max_length=4000)
    seen_strong = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    seen_concern = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    seen_what_if = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "silent_%s"} | kwargs)


def table_of(sitting: Sitting) -> Any:
    """Who sits at the table: who is invited, and who leads."""
    rows = sitting.attendances.standing().values("person_id")
    return (
        Person.objects.filter(pk__in=rows) | Person.objects.filter(pk=sitting.facilitator_id)
    ).order_by("name", "pk")
