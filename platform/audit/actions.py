"""Writing the log: in the transaction of the change itself."""

import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db import models

from audit.context import current
from audit.models import Entry
from core.clock import now
from core.requests import current_request_id

Changes = dict[str, tuple[Any, Any]]  # field -> (old, new)


def record(
    verb: str,
    *,
    by: models.Model | None,
    target: models.Model,
    changes: Changes | None = None,
    region_id: int | None = None,
) -> Entry:
    """Append one entry: `record("review.submitted", by=person, target=review)`.

    To be called inside the action's transaction. `changes` maps a field to its old and new value;
    each is kept with its type. Long texts are kept as they are: the log is the history.
    """
    context = current()
    return Entry.objects.create(
        at=now(),
        verb=verb,
        how=context.how,
        actor_id=by.pk if by else None,
        acting_as_id=context.acting_as_id,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        region_id=region_id,
        changes={field: _typed(old, new) for field, (old, new) in (changes or {}).items()},
        request_id=current_request_id(),
    )


def changed(instance: models.Model, new: dict[str, Any]) -> Changes:
    """The fields among `new` that differ from what the instance holds now."""
    return {
        field: (getattr(instance, field), value)
        for field, value in new.items()
        if getattr(instance, field) != value
    }


def _typed(old: Any, new: Any) -> dict[str, Any]:
    value = new if new is not None else old
    value = value.value if isinstance(value, Enum) else value
    return {"type": type(value).__name__, "old": _plain(old), "new": _plain(new)}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool | dict):
        return value
    return str(value)
