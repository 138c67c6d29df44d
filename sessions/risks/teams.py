"""The teams of an edition's regions, and when each was heard last."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, Max, Value
from django.db.models.expressions import Combinable

from audit.models import Entry
from discussion.models import Post
from people.models import REGION_ROLES_SET, Membership
from plans.models import Section, Version

NOBODY = Value(0, IntegerField())
NO_MOMENT = Value(None, DateTimeField())


@dataclass(frozen=True)
class Teams:
    """Who is in the team of each region, when somebody last wrote in a plan of it, and who did something when."""

    people: dict[int, set[int]] = field(default_factory=dict)
    written: dict[int, datetime] = field(default_factory=dict)  # by region, whenever it was
    heard: dict[int, datetime] = field(default_factory=dict)  # by person, since the round began

    def of(self, region_id: int) -> set[int]:
        """The ids of who is in the team of a region."""
        return self.people.get(region_id, set())


def teams_of(edition_id: int, begin: datetime) -> Teams:
    """All of it in one statement: each source gives a region, a person and a moment."""
    held = Membership.objects.active().filter(edition=edition_id, role__in=REGION_ROLES_SET)
    people = held.values("person_id")
    sections = Section.objects.filter(dossier__edition=edition_id)
    versions = Version.objects.filter(dossier__edition=edition_id)
    entries = Entry.objects.filter(actor_id__in=people, at__gte=begin)
    posts = Post.objects.filter(author__in=people, created_at__gte=begin)
    texts = Section.objects.filter(saved_by__in=people, saved_at__gte=begin)
    # The first names the columns, so it has all of them.
    return _sorted_out(
        _told(sections, "written", Max("saved_at"), region=F("dossier__region_id")).union(
            _told(versions, "written", Max("submitted_at"), region=F("dossier__region_id")),
            _told(entries, "heard", Max("at"), person=F("actor_id")),
            _told(posts, "heard", Max("created_at"), person=F("author_id")),
            _told(texts, "heard", Max("saved_at"), person=F("saved_by_id")),
            _told(held, "team", NO_MOMENT, region=F("region_id"), person=F("person_id")),
            all=True,
        )
    )


def _told(
    rows: Any,
    fact: str,
    at: Combinable | Max,
    *,
    region: Combinable = NOBODY,
    person: Combinable = NOBODY,
) -> Any:
    """The same four columns of each, so that one statement reads them all."""
    told = {"fact": Value(fact, CharField()), "of_region": region, "of_person": person}
    found = rows.order_by().annotate(**told).values(*told).annotate(last=at)
    return found.values_list(*told, "last")


def _sorted_out(rows: Iterable[tuple[str, int | None, int | None, datetime | None]]) -> Teams:
    found = Teams()
    for fact, region, person, at in rows:
        if fact == "team":
            found.people.setdefault(region or 0, set()).add(person or 0)
        elif at is not None:
            known, key = (found.written, region) if fact == "written" else (found.heard, person)
            known[key or 0] = max(at, known.get(key or 0, at))
    return found
