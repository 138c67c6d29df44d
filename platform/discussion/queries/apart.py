"""Threads that people write apart, and whether they read each other by now."""

from discussion.models import Reveal
from discussion.models.visible import ThreadQuerySet


def is_revealed(kind: str, target_id: int) -> bool:
    """Whether who wrote apart on this thing reads each other now."""
    return Reveal.objects.filter(target_kind=kind, target_id=target_id).exists()


def unrevealed(threads: ThreadQuerySet, kind: str) -> list[int]:
    """The things of this kind on which somebody writes apart, and that were not revealed."""
    done = Reveal.objects.filter(target_kind=kind).values("target_id")
    rows = threads.filter(target_kind=kind, audience__isnull=False).exclude(target_id__in=done)
    return sorted(set(rows.values_list("target_id", flat=True)))
