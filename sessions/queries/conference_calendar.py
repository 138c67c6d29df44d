"""Conferences as they stand in a calendar: from when they are announced, for everybody who sees them."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from people.models import Person
from sessions.calendar.entries import Entry
from sessions.models import Conference
from sessions.queries.calendar_names import Changed, changes_of, uid_of

CHANGES = (
    "conference.published",
    "conference.changed",
)  # and not who answers, or what happens there


def conferences_in_calendar(person: Person) -> QuerySet[Conference]:
    """Those that were announced, and that the person sees."""
    rows = Conference.objects.visible_to(person).filter(published_at__isnull=False)
    return rows.select_related("edition__programme")


def entries_of_conferences(rows: Iterable[Conference]) -> list[Entry]:
    """Each from its begin to its end, in the language of now."""
    conferences = list(rows)
    changed = changes_of("work_sessions.conference", [row.pk for row in conferences], *CHANGES)
    return [_entry(row, changed.get(row.pk, Changed(0, None))) for row in conferences]


def _entry(conference: Conference, changed: Changed) -> Entry:
    url = settings.BASE_URL + reverse("conferences:conference-detail", args=[conference.pk])
    return Entry(
        uid=uid_of(f"conference-{conference.pk}"),
        title=conference.title,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        changed_at=changed.at or conference.published_at or conference.created_at,
        sequence=conference.revision,
        text="\n".join(line for line in (str(conference.edition), conference.link, url) if line),
        place=conference.place or conference.link,
        url=url,
    )
