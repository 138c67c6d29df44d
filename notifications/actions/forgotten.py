"""Held mail that nobody released: whoever held it hears of it every day."""

from core.clock import now, today
from notifications.actions.telling import notify
from notifications.models import Batch
from notifications.models.batch import LONG
from notifications.notices import HELD


def tell_forgotten() -> int:
    """Tell who held mail since yesterday or longer, once a day; how many."""
    rows = Batch.objects.waiting().filter(held_at__lt=now() - LONG)
    told = 0
    for batch in rows.select_related("held_by"):
        cause = f"{batch.pk}:{today().isoformat()}"
        told += len(notify([batch.held_by], HELD, about=batch, key=cause))
    return told
