"""Declaring what stands between a person and a region."""

from django.db import transaction

from audit.actions import record
from notifications.actions import notify
from people.models import Person, Region
from people.queries import facilitators_of
from sessions.models import Assignment, Conflict, ConflictKind
from sessions.notices import CONFLICT


@transaction.atomic
def declare_conflict(
    *, person: Person, region: Region, kind: ConflictKind, by: Person, note: str = ""
) -> Conflict:
    """Write down a conflict; facilitators hear of it when a review of that region is running."""
    made, fresh = Conflict.objects.get_or_create(
        person=person,
        region=region,
        kind=kind,
        defaults={"note": note.strip(), "declared_by": by},
    )
    if fresh:
        changes = {"person": (None, person.pk), "kind": (None, kind)}
        record("conflict.declared", by=by, target=made, changes=changes, region_id=region.pk)
        _tell(made, by)
    return made


@transaction.atomic
def remove_conflict(*, conflict: Conflict, by: Person) -> None:
    """Take a declaration back when the tie is no longer there."""
    held = Conflict.objects.select_for_update().filter(pk=conflict.pk).first()
    if held is None:
        return
    changes = {"person": (held.person_id, None), "kind": (held.kind, None)}
    record("conflict.removed", by=by, target=held, changes=changes, region_id=held.region_id)
    held.delete()


def _tell(made: Conflict, by: Person) -> None:
    running = Assignment.objects.active().filter(
        person=made.person, round_plan__dossier__region=made.region
    )
    editions = set(running.values_list("round_plan__round__edition_id", flat=True))
    context = {"reviewer": str(made.person), "region": made.region.name}
    for edition_id in editions:
        notify(facilitators_of(edition_id), CONFLICT, about=made, by=by, context=context)
