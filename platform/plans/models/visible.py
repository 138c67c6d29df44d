"""Who sees which dossier and which version. Rounds add their readers from above."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.levels import Level, at_least
from people.queries import Visitor, standing

if TYPE_CHECKING:
    from plans.models import Dossier, Version

# Each gives the ids of versions that somebody reads because of a task, such as a review.
Readers = Callable[[Visitor], "models.QuerySet"]
_readers: list[Readers] = []


def register_readers(readers: Readers) -> None:
    """Let an app above say which versions a person reads: a function from person to version ids."""
    if readers not in _readers:
        _readers.append(readers)


def _in_team(person: Visitor, prefix: str) -> Q:
    found = Q(pk__in=[])
    for edition, region in standing(person).teams:
        found |= Q(**{f"{prefix}edition_id": edition, f"{prefix}region_id": region})
    return found


def _by_level(person: Visitor, prefix: str) -> Q:
    here = standing(person)
    level, edition = f"{prefix}level__in", f"{prefix}edition_id__in"
    return (
        Q(**{level: at_least(Level.SESSION), edition: here.facilitates})
        | Q(**{level: at_least(Level.PARTICIPANTS), edition: here.reads("participants")})
        | Q(**{level: at_least(Level.NETWORK), edition: here.reads("network")})
        | Q(**{level: [Level.PUBLIC]})
    )


def _by_task(person: Visitor, path: str, prefix: str) -> Q:
    found = Q(pk__in=[])
    for readers in _readers:
        found |= Q(**{f"{path}__in": readers(person)})
    return found & Q(**{f"{prefix}level__in": at_least(Level.SESSION)})


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers by who may know of them; the working text is the team's alone."""

    def visible_to(self, person: Visitor) -> Self:
        """The team's own; all of the edition for facilitators; others' once submitted and shared."""
        from plans.models.version import Version  # noqa: PLC0415 -- circular import

        versions = Version.objects.filter(dossier=OuterRef("pk"))
        by_task = Exists(versions.filter(_by_task(person, "pk", "dossier__")))
        return self.filter(
            _in_team(person, "")
            | Q(edition_id__in=standing(person).facilitates)
            | (_by_level(person, "") & Exists(versions))
            | by_task
        )


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by who may read them."""

    def visible_to(self, person: Visitor) -> Self:
        """The team's own, those shared at a level that the person reads, and those of a task."""
        return self.filter(
            _in_team(person, "dossier__") | _by_level(person, "dossier__") | _by_task(person, "pk", "dossier__")
        )
