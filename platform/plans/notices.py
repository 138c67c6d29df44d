"""The notices that plans send."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Context, Kind, register
from people.models import Person
from plans.models import Dossier, Version


def _version_url(version_id: int, context: Context) -> str:  # noqa: ARG001 -- the shape of Kind
    """The plan; the reader finds the newest version there."""
    return reverse("plans:dossier-detail", args=[context["dossier"]])


def _knows_of(person: Person, version_id: int, context: Context) -> bool:  # noqa: ARG001 -- the same
    """Whether the person may still know of the plan."""
    return Dossier.objects.visible_to(person).filter(versions=version_id).exists()


def _reads(person: Person, version_id: int, context: Context) -> bool:  # noqa: ARG001 -- the same
    """Whether the person may still read the version."""
    return Version.objects.visible_to(person).filter(pk=version_id).exists()


SUBMITTED = register(
    Kind(
        key="plans.submitted",
        title=_("A region submitted its plan"),
        line=_("%(region)s submitted version %(number)s of “%(title)s”"),
        why=_("because you facilitate this edition"),
        action=_("Read the plan"),
        url=_version_url,
        alive=_knows_of,
    )
)

OWN_SUBMITTED = register(
    Kind(
        key="plans.own_submitted",
        title=_("Your region's plan was submitted"),
        line=_("Version %(number)s of your plan “%(title)s” was submitted"),
        why=_("because you are in the team of this region"),
        action=_("Read the plan"),
        url=_version_url,
        alive=_reads,
    )
)
