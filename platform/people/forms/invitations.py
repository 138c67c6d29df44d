"""Inviting somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from people.models import Invitation, Person, Region, Role, Sector
from people.models.membership import REGION_ROLES_SET
from people.queries import standing

MAY_NAME_A_REGION = REGION_ROLES_SET | {Role.OBSERVER, Role.EXECUTIVE}
FIELDS = [
    "edition",
    "email",
    "name",
    "role",
    "region",
    "organisation",
    "sector",
    "role_until",
    "language",
]


class InvitationForm(forms.ModelForm[Invitation]):
    """Who, for which role, where, until when; only what this inviter may give is offered."""

    class Meta:
        model = Invitation
        fields = FIELDS
        widgets = {"role_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "edition": _("Edition"),
            "email": _("E-mail address"),
            "region": _("Region"),
            "organisation": _("Organisation"),
            "role_until": _("Up to and including"),
        }
        help_texts = {
            "email": _("The invitation works for this address alone."),
            "region": _("Needed for a region's lead and members."),
            "sector": _("The side of the triple helix for which this person speaks."),
            "role_until": _("Needed for an additional critical friend."),
            "language": _("The language of the mail."),
        }

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name_the_empty_choices()
        here = standing(by)
        everywhere = by.is_superuser or here.may("people.administer")
        if not everywhere:
            self._limit(
                Role.ADMINISTRATOR,
                editions={*here.facilitates, *(led for led, _region in here.leads)},
            )
        if not everywhere and not here.facilitates:
            self._limit_to_team({region for _edition, region in here.leads})
        self._leave_out_the_only_edition()

    def _name_the_empty_choices(self) -> None:
        self.fields["region"].empty_label = _("No region")  # type: ignore[attr-defined]  # a model field
        self.fields["organisation"].empty_label = _("No organisation")  # type: ignore[attr-defined]  # a model field
        self.fields["sector"].choices = [("", _("Not named")), *Sector.choices]  # type: ignore[attr-defined]  # a choice field

    def _limit(self, *without: str, editions: set[int]) -> None:
        self.fields["role"].choices = [pair for pair in Role.choices if pair[0] not in without]  # type: ignore[attr-defined]  # a choice field
        edition = self.fields["edition"]
        edition.queryset = edition.queryset.filter(pk__in=editions)  # type: ignore[attr-defined]  # a model field

    def _limit_to_team(self, regions: set[int]) -> None:
        self.fields["role"].choices = [pair for pair in Role.choices if pair[0] in REGION_ROLES_SET]  # type: ignore[attr-defined]  # a choice field
        self.fields["region"].queryset = Region.objects.filter(pk__in=regions)  # type: ignore[attr-defined]  # a model field
        self.fields["region"].required = True
        del self.fields["role_until"]

    def _leave_out_the_only_edition(self) -> None:
        editions = list(self.fields["edition"].queryset[:2])  # type: ignore[attr-defined]  # a model field
        if len(editions) == 1:
            del self.fields["edition"]
            self.only_edition = editions[0]

    def clean(self) -> dict[str, Any]:
        """A role and its place belong together."""
        data = super().clean() or {}
        role, region, until = data.get("role"), data.get("region"), data.get("role_until")
        if role in REGION_ROLES_SET and not region:
            self.add_error("region", _("Choose the region of this team."))
        if role and region and role not in MAY_NAME_A_REGION:
            self.add_error("region", _("This role has no region. Leave it empty."))
        if role == Role.EXTRA_FRIEND and not until:
            self.add_error(
                "role_until",
                _("Say until when; an additional critical friend helps for a limited time."),
            )
        if until and until < today():
            self.add_error("role_until", _("Choose a day that is still to come."))
        return data

    def invitation(self) -> dict[str, Any]:
        """What the action asks for."""
        edition = self.cleaned_data.get("edition") or self.only_edition
        return {**self.cleaned_data, "edition": edition}

    def validate_unique(self) -> None:
        """Nothing here: the action looks for one that waits, and says so."""

    def validate_constraints(self) -> None:
        """Nothing here: what the database promises is said at the field by `clean`."""
