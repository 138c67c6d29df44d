"""Declaring a conflict."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import Person, Region
from sessions.models import ConflictKind


class ConflictForm(forms.Form):
    """What ties somebody to a region; facilitators may fill it in for others."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=Person.objects.none())
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.none(), empty_label=_("Choose a region")
    )
    kind = forms.ChoiceField(label=_("Kind of conflict"), choices=ConflictKind.choices)
    note = forms.CharField(label=_("Explanation"), required=False, max_length=240)

    def __init__(
        self,
        *args: Any,
        person: Person,
        others: QuerySet[Person],
        regions: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.filter(pk__in=regions)  # type: ignore[attr-defined]  # a model choice field
        if others.exists():
            everybody = others | Person.objects.filter(pk=person.pk)
            self.fields["person"].queryset = everybody.distinct()  # type: ignore[attr-defined]  # a model choice field
            self.fields["person"].initial = person.pk
        else:
            del self.fields["person"]
