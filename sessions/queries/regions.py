"""Which regions take part in an edition."""

from django.db.models import Q, QuerySet

from people.models import REGION_ROLES_SET, Membership, Region
from programme.models import Participation, ParticipationStatus


def participating_regions(edition_id: int) -> QuerySet[Region]:
    """Regions that are participants of the edition, or have a team in it."""
    joined = Participation.objects.filter(
        edition=edition_id, status=ParticipationStatus.PARTICIPANT
    ).exclude(region=None)
    teams = Membership.objects.active().filter(edition=edition_id, role__in=REGION_ROLES_SET)
    return Region.objects.filter(
        Q(pk__in=joined.values("region_id")) | Q(pk__in=teams.values("region_id"))
    )
