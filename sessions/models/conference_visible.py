"""Who sees which conference, and what hangs on one: never wider than the conference itself."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from people.levels import Level
from people.models import Person
from people.queries import Visitor, standing

if TYPE_CHECKING:
    from sessions.models import (  # noqa: F401 -- named in strings
        Conference,
        ConferenceAction,
        ConferenceReply,
        LiveQuestion,
        QuickPoll,
        WallCard,
    )

Row = TypeVar("Row", bound=models.Model)


class ConferenceQuerySet(models.QuerySet["Conference"]):
    """Conferences by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """Those that one runs; published ones for participants, and for the network where they are open to it."""
        here = standing(person)
        network = Q(level=Level.NETWORK, edition_id__in=here.reads("network"))
        participants = Q(edition_id__in=here.reads("participants"))
        return self.filter(
            Q(edition_id__in=here.facilitates)
            | (Q(published_at__isnull=False) & (network | participants))
        )


def conferences_of(person: Visitor) -> Any:
    """The ids of the conferences that somebody sees, for a subquery."""
    from sessions.models.conference import Conference  # noqa: PLC0415 -- circular import

    return Conference.objects.visible_to(person).values("pk")


def run_by(person: Visitor) -> Q:
    """What hangs on a conference that somebody runs."""
    return Q(conference__edition_id__in=standing(person).facilitates)


class OnConferenceQuerySet(models.QuerySet[Row]):
    """What everybody sees who sees the conference."""

    def visible_to(self, person: Visitor) -> Self:
        """As far as the conference."""
        return self.filter(conference__in=conferences_of(person))


class ModeratedQuerySet(OnConferenceQuerySet[Row]):
    """What people put in the room, and a facilitator may take out of it."""

    def shown(self) -> Self:
        """What stands in the room."""
        return self.filter(hidden_at=None)

    def visible_to(self, person: Visitor) -> Self:
        """What was taken out stays in sight of who wrote it and of who runs the conference."""
        own = Q(author=person) if isinstance(person, Person) else Q(pk__in=[])
        return super().visible_to(person).filter(Q(hidden_at=None) | own | run_by(person))


class QuickPollQuerySet(OnConferenceQuerySet["QuickPoll"]):
    """Quick polls by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """A question that is being prepared is seen by who runs the conference alone."""
        return super().visible_to(person).filter(~Q(state="draft") | run_by(person))


class ConferenceReplyQuerySet(OnConferenceQuerySet["ConferenceReply"]):
    """Who comes, by who may know that."""

    def visible_to(self, person: Visitor) -> Self:
        """One's own, and all for who runs it; participants know who else comes, not who does not, or why."""
        own = Q(person=person) if isinstance(person, Person) else Q(pk__in=[])
        fellows = Q(
            answer="coming", conference__edition_id__in=standing(person).reads("participants")
        )
        return super().visible_to(person).filter(own | run_by(person) | fellows)
