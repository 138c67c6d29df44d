"""Writes about the programme."""

from typing import Any

from django.db import transaction

from audit.actions import changed, record
from people.models import Person
from programme.models import Step

STEP_FIELDS = ("planned_start", "planned_end", "actual_start", "actual_end", "owner", "state")


@transaction.atomic
def change_step(*, step: Step, values: dict[str, Any], by: Person) -> Step:
    """Keep the dates, the owner and the state of a step."""
    step = Step.objects.select_for_update(of=("self",)).select_related("owner").get(pk=step.pk)
    changes = changed(step, {field: values[field] for field in STEP_FIELDS})
    if not changes:
        return step
    for field in changes:
        setattr(step, field, values[field])
    step.full_clean()
    step.save(update_fields=list(changes))
    record("step.changed", by=by, target=step, changes=changes)
    return step
