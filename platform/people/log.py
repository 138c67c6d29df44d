"""What the log may tell about people and regions."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.reading import register_labels, register_verbs
from people.models import Invitation, Membership, Organisation, Person, Region

VERBS = {
    "person.added": _("added a person"),
    "person.signed_up": _("made an account"),
    "person.logged_in": _("logged in"),
    "person.logged_out": _("logged out"),
    "person.password_set": _("chose a password"),
    "person.profile_changed": _("changed a profile"),
    "person.sessions_ended": _("logged out elsewhere"),
    "person.email_changed": _("changed the address"),
    "person.second_factor_added": _("added a second factor"),
    "person.second_factor_removed": _("removed a second factor"),
    "person.account_connected": _("connected the organisation's account"),
    "person.account_disconnected": _("removed the connection with the organisation's account"),
    "invitation.sent": _("sent an invitation"),
    "invitation.sent_again": _("sent an invitation again"),
    "invitation.revoked": _("withdrew an invitation"),
    "invitation.accepted": _("accepted an invitation"),
    "person.changed": _("changed a person"),
    "membership.added": _("gave a role"),
    "membership.changed": _("changed a role"),
    "membership.ended": _("ended a role"),
    "region.added": _("added a region"),
    "organisation.added": _("added an organisation"),
    "region.changed": _("changed a region's profile"),
    "organisation.changed": _("changed an organisation"),
}


def labels_of(model: type[models.Model]) -> Callable[[Any, set[str]], dict[str, str]]:
    """Names of the rows of one model that a reader may see, by `visible_to`."""

    def labels(reader: Any, ids: set[str]) -> dict[str, str]:
        rows = model._default_manager.visible_to(reader).filter(pk__in=ids)  # type: ignore[attr-defined]  # each has it
        related = [field.name for field in model._meta.fields if field.name == "person"]
        return {str(row.pk): str(row) for row in rows.select_related(*related)}

    return labels


def register() -> None:
    """Tell the log about this app; called when the apps are ready."""
    for model in (Person, Region, Membership, Invitation, Organisation):
        register_labels(model._meta.label_lower, labels_of(model))
    register_verbs(VERBS)


def names_of(ids: set[int]) -> dict[int, str]:
    """The names of persons, by id."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
