"""The notices that plans send."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.channels import Channel
from notifications.kinds import Context, Kind, Rows, register, register_group
from people.models import Person
from plans.models import Dossier, Version


def _version_url(version_id: int, context: Context) -> str:  # noqa: ARG001 -- the shape of Kind
    """The plan; the reader finds the newest version there."""
    return reverse("plans:dossier-detail", args=[context["dossier"]])


def _known(person: Person) -> Rows:
    """Those versions whose plan the person may know of."""
    plans = Dossier.objects.visible_to(person)
    return Version.objects.filter(dossier__in=plans)


def _readable(person: Person) -> Rows:
    """Those versions that the person may read."""
    return Version.objects.visible_to(person)


register_group("plans", _("Plans"))
SUBMITTED = register(
    Kind(
        key="plans.submitted",
        title=_("A region submitted its plan"),
        line=_("%(region)s submitted version %(number)s of “%(title)s”"),
        why=_("because you facilitate this edition"),
        action=_("Read the plan"),
        url=_version_url,
        seen=_known,
        channel=Channel.DAILY,
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
        seen=_readable,
    )
)
