"""How things are called in calendars, and since when they are as they are."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max

from audit.models import Entry as LogEntry


@dataclass(frozen=True)
class Changed:
    """How often something was changed, and when last."""

    times: int
    at: datetime | None


def uid_of(name: str) -> str:
    """The name that an entry keeps for ever, at this site."""
    return f"{name}@{urlsplit(settings.BASE_URL).hostname}"


def changes_of(target_type: str, ids: list[int], *verbs: str) -> dict[int, Changed]:
    """How often each of these things was written, by the log, which never forgets one: one query.

    Or only how often these things were done to it.
    """
    rows = LogEntry.objects.filter(target_type=target_type, target_id__in=[str(pk) for pk in ids])
    rows = rows.filter(verb__in=verbs) if verbs else rows
    counts = rows.order_by().values_list("target_id").annotate(Count("pk"), Max("at"))
    return {int(pk): Changed(times, at) for pk, times, at in counts}
