"""A part of a programme, with who speaks."""

from datetime import time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.clock import local
from core.forms import RowsField, TextField
from people.models import Person
from plans.forms import LineField
from sessions.actions.conference_programme import SpeakerName
from sessions.models import Conference, ItemKind, ProgrammeItem
from sessions.models.conference_programme import LONGEST

MOST_SPEAKERS = 12


class ItemForm(forms.Form):
    """When, how long, what, where and by whom."""

    title = LineField(label=_("Title"), max_length=160)
    starts = forms.TimeField(
        label=_("Starts"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST, initial=30)
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices, initial=ItemKind.PLENARY)
    room = LineField(label=_("Room"), max_length=80, required=False)
    about = TextField(label=_("Explanation"), required=False, max_length=1000, rows=3)
    people = RowsField(
        label=_("Speakers who have an account"), queryset=Person.objects.none(), required=False
    )
    others = TextField(
        label=_("Other speakers"),
        required=False,
        max_length=2000,
        rows=3,
        help_text=_("One on each line: name, organisation."),
    )

    def __init__(
        self,
        *args: Any,
        conference: Conference,
        people: QuerySet[Person],
        item: ProgrammeItem | None = None,
        **kwargs: Any,
    ) -> None:
        self.conference = conference
        kwargs["initial"] = _initial(item) if item else {}
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people.order_by("name")  # type: ignore[attr-defined]  # a model choice field

    def clean_others(self) -> list[SpeakerName]:
        """A name and an organisation for each line."""
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(lines) > MOST_SPEAKERS:
            raise ValidationError(_("Name at most twelve speakers."))
        found = []
        for line in lines:
            name, _comma, organisation = (part.strip() for part in line.partition(","))
            if not name or len(name) > 120 or len(organisation) > 160:
                raise ValidationError(
                    _("Write a name, a comma and an organisation: %(line)s") % {"line": line[:60]}
                )
            found.append(SpeakerName(name=name, organisation=organisation))
        return found

    def clean_starts(self) -> time:
        """Not before the conference itself: on its first day."""
        starts: time = self.cleaned_data["starts"]
        if self._after(starts) < 0:
            raise ValidationError(_("This is before the start of the work conference."))
        return starts

    def fields_given(self) -> dict[str, Any]:
        """What was filled in, by the names of the model."""
        names = ("title", "minutes", "kind", "room", "about")
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"starts_after": self._after(self.cleaned_data["starts"])}

    def speakers(self) -> list[SpeakerName]:
        """Who speaks: people with an account first."""
        known = [SpeakerName(person=person) for person in self.cleaned_data["people"]]
        return [*known, *self.cleaned_data["others"]]

    def _after(self, starts: time) -> int:
        begin = local(self.conference.starts_at)
        there = begin.replace(hour=starts.hour, minute=starts.minute, second=0, microsecond=0)
        return int((there - begin) / timedelta(minutes=1))


def _initial(item: ProgrammeItem) -> dict[str, Any]:
    speakers = list(item.speakers.all())
    named = [
        f"{row.name}, {row.organisation}" if row.organisation else row.name
        for row in speakers
        if row.person_id is None
    ]
    return {
        "title": item.title,
        "starts": local(item.starts_at).time(),
        "minutes": item.minutes,
        "kind": item.kind,
        "room": item.room,
        "about": item.about,
        "people": [row.person_id for row in speakers if row.person_id],
        "others": "\n".join(named),
    }
