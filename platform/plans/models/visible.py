"""Who sees which dossier, version and file. Rounds add their readers from above (`plans.hooks`)."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.levels import Level, at_least
from people.queries import Visitor, standing
from plans import hooks
from plans.hooks import register_readers

if TYPE_CHECKING:
    from plans.models import Attachment, Dossier, Version  # noqa: F401 -- named in strings

__all__ = ["AttachmentQuerySet", "DossierQuerySet", "VersionQuerySet", "register_readers"]

NOTHING = Q(pk__in=[])


def in_team(person: Visitor, prefix: str = "") -> Q:
    """Dossiers of the person's own teams; `prefix` is the way to the dossier."""
    found = NOTHING
    for edition, region in standing(person).teams:
        found |= Q(**{f"{prefix}edition_id": edition, f"{prefix}region_id": region})
    return found


def by_layer(person: Visitor, prefix: str = "") -> list[tuple[Level, Q]]:
    """By level, the dossiers that the person reads because of a role, or because all may."""
    here = standing(person)
    layers = [
        (Level.SESSION, here.facilitates),
        (Level.PARTICIPANTS, here.reads("participants")),
        (Level.NETWORK, here.reads("network")),
    ]
    shared = [
        (level, Q(**{f"{prefix}level__in": at_least(level), f"{prefix}edition_id__in": editions}))
        for level, editions in layers
        if editions
    ]
    return [*shared, (Level.PUBLIC, Q(**{f"{prefix}level": Level.PUBLIC}))]


def by_task(person: Visitor, path: str, prefix: str = "") -> Q:
    """Versions that the person reads for a task; `path` leads to the version's id."""
    found = NOTHING
    for readers in hooks.readers:
        found |= Q(**{f"{path}__in": readers(person)})
    return found & Q(**{f"{prefix}level__in": at_least(Level.SESSION)})


def has_versions(condition: Q | None = None) -> Exists:
    """Whether a dossier has a version, of those that a condition names."""
    from plans.models.version import Version  # noqa: PLC0415 -- circular import

    return Exists(Version.objects.filter(condition or Q(), dossier=OuterRef("pk")))


def any_of(conditions: list[Q]) -> Q:
    """One of these."""
    found = NOTHING
    for condition in conditions:
        found |= condition
    return found


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers by who may know of them; the working text is the team's alone."""

    def visible_to(self, person: Visitor) -> Self:
        """The team's own; all of the edition for facilitators; others' once submitted and shared."""
        shared = any_of([condition for _level, condition in by_layer(person)])
        return self.filter(
            in_team(person)
            | Q(edition_id__in=standing(person).facilitates)
            | (shared & has_versions())
            | has_versions(by_task(person, "pk", "dossier__"))
        )

    def of_team(self, person: Visitor) -> Self:
        """Those whose working text the person may read."""
        return self.filter(in_team(person))


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by who may read them."""

    def visible_to(self, person: Visitor) -> Self:
        """The team's own, those shared at a level that the person reads, and those of a task."""
        shared = any_of([condition for _level, condition in by_layer(person, "dossier__")])
        return self.filter(
            in_team(person, "dossier__") | shared | by_task(person, "pk", "dossier__")
        )


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Files by who may have them, and by whether the working copy still holds them."""

    def present(self) -> Self:
        """Those of the working copy."""
        return self.filter(removed_at=None)

    def visible_to(self, person: Visitor) -> Self:
        """The team's own, and those of a version that the person reads."""
        from plans.models.version import Version  # noqa: PLC0415 -- circular import

        frozen = Version.objects.visible_to(person).filter(attachments__attachment=OuterRef("pk"))
        return self.filter(in_team(person, "dossier__") | Exists(frozen))
