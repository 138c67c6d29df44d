"""What a region answered before it changed its answer, as the log keeps it."""

from dataclasses import dataclass
from datetime import datetime

from audit.models import Entry
from core.text import render
from people.models import Person
from reviews.models import Recommendation, ResponseKind


@dataclass(frozen=True)
class Before:
    """What the region answered earlier, before it changed its answer."""

    at: datetime
    by: str
    kind: str
    html: str


def earlier_answers(advice: Recommendation) -> list[Before]:
    """What the answer said before, from the log; asked only when it was changed."""
    response = getattr(advice, "response", None)
    if response is None or response.revision < 2:
        return []
    entries = Entry.objects.filter(
        target_type="reviews.recommendation",
        target_id=str(advice.pk),
        verb="recommendation.answered",
    ).order_by("pk")
    rows = list(entries)
    names = Person.objects.in_bulk({row.actor_id for row in rows if row.actor_id})
    said = {"kind": "", "reason": ""}
    found = []
    for row in rows:
        said |= {field: change["new"] or "" for field, change in row.changes.items()}
        by = names.get(row.actor_id or 0)
        kind = ResponseKind(said["kind"]).label if said["kind"] in ResponseKind.values else ""
        html = render(said["reason"]).html if said["reason"] else ""
        found.append(Before(row.at, by.name if by else "", str(kind), html))
    return found[:-1]
