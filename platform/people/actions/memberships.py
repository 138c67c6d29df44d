"""Ending a role."""

from datetime import timedelta

from django.db import transaction

from audit.actions import record
from core.clock import today
from people.errors import AlreadyEnded, LastFacilitator
from people.hooks import rights_changed
from people.models import Membership, Person, Role
from people.queries import facilitators_of


@transaction.atomic
def end_membership(*, membership: Membership, by: Person) -> Membership:
    """Take a role away from now on; what the person wrote stays. Raises AlreadyEnded, LastFacilitator.

    The last day is yesterday, because the last day itself still counts.
    """
    held = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=membership.pk)
    )
    last = today() - timedelta(days=1)
    if held.until_date and held.until_date <= last:
        raise AlreadyEnded
    if held.role == Role.FACILITATOR and facilitators_of(held.edition_id).count() == 1:
        raise LastFacilitator
    changes = {"until_date": (held.until_date, last)}
    held.until_date, held.from_date = last, min(held.from_date, last)
    held.save(update_fields=["until_date", "from_date"])
    record("membership.ended", by=by, target=held, changes=changes, region_id=held.region_id)
    rights_changed(held.person)
    return held
