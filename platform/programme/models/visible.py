"""Who sees an edition and what belongs to it."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from people.models import Person
from people.queries import Visitor, standing

if TYPE_CHECKING:
    from programme.models import Edition, Participation, Step  # noqa: F401 -- name the rows of the sets below


def administers(person: Visitor) -> bool:
    """Looks after the technique, so sees that every edition exists."""
    is_superuser = isinstance(person, Person) and person.is_superuser
    return is_superuser or standing(person).may("people.administer")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by who has a part in them."""

    def visible_to(self, person: Visitor) -> Self:
        """Those in which the person holds a role; all for an administrator."""
        return self if administers(person) else self.filter(pk__in=standing(person).editions())


class StepQuerySet(models.QuerySet["Step"]):
    """Steps by who sees their edition."""

    def visible_to(self, person: Visitor) -> Self:
        """The steps of the editions in which the person holds a role."""
        return (
            self if administers(person) else self.filter(edition_id__in=standing(person).editions())
        )


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """Who takes part is for everybody in the edition; who was only spoken with, for participants."""
        from programme.models.participation import TAKES_PART  # noqa: PLC0415 -- circular import

        if administers(person):
            return self
        here = standing(person)
        return self.filter(
            Q(edition_id__in=here.editions(), status__in=TAKES_PART)
            | Q(edition_id__in=here.reads("participants"))
        )
