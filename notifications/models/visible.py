"""Whose mails one looks after."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from people.models import Invitation, Membership, Person
from people.queries import Visitor, standing
from people.rules import administers

if TYPE_CHECKING:
    from notifications.models import Delivery  # noqa: F401 -- names the rows of the set below


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Mails by who looks after them: that they arrive, not what they say."""

    def looked_after_by(self, person: Visitor) -> Self:
        """An administrator's are all; a facilitator's those to people and invited of the own editions."""
        if administers(person):
            return self
        if not isinstance(person, Person) or not (editions := standing(person).facilitates):
            return self.none()
        people = Membership.objects.filter(edition__in=editions).values("person_id")
        invited = Invitation.objects.filter(edition__in=editions).values("email")
        return self.filter(Q(person__in=people) | Q(person=None, address__in=invited))

    def undelivered(self) -> Self:
        """Those that were given up, or came back."""
        from notifications.models.delivery import DeliveryState  # noqa: PLC0415 -- circular import

        return self.filter(state__in=[DeliveryState.FAILED, DeliveryState.BOUNCED])
