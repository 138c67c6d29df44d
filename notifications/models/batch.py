"""Mails that wait until somebody looked at them."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Membership, Person, Role
from people.queries import Visitor, standing
from people.rules import administers

if TYPE_CHECKING:
    from notifications.models import Batch as _Batch  # noqa: F401 -- names the rows of the set below


LONG = timedelta(hours=20)  # as good as a day: what was held yesterday is noticed this morning


class BatchState(models.TextChoices):
    """How far a held sending is."""

    HELD = "held", _("held")
    RELEASED = "released", _("released")
    CANCELLED = "cancelled", _("cancelled")


class BatchQuerySet(models.QuerySet["_Batch"]):
    """Held sendings by who may release them."""

    def visible_to(self, person: Visitor) -> Self:
        """Whoever held it, and who runs an edition together with that person; administrators all."""
        if administers(person):
            return self
        if not isinstance(person, Person) or not (editions := standing(person).facilitates):
            return self.none()
        together = Membership.objects.active().filter(edition__in=editions, role=Role.FACILITATOR)
        return self.filter(Q(held_by=person) | Q(held_by__in=together.values("person_id")))

    def waiting(self) -> Self:
        """Those in which a mail waits for a decision."""
        from notifications.models.delivery import Delivery, DeliveryState  # noqa: PLC0415 -- circular import

        mails = Delivery.objects.filter(batch=OuterRef("pk"), state=DeliveryState.HELD)
        return self.filter(Exists(mails), state=BatchState.HELD)

    def asking(self, person: Visitor) -> Self:
        """Those that ask something of this person: the own at once, those of others after a day."""
        mine = Q(held_by=person if isinstance(person, Person) else None)
        return self.visible_to(person).waiting().filter(mine | Q(held_at__lt=clock.now() - LONG))


class Batch(models.Model):
    """The mails of one deed that wait until they are released: who gets them, and a word above them."""

    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="batches")
    # Of the first mail in it: what the sending is mainly about.
    kind = models.CharField(max_length=60, blank=True)
    held_at = models.DateTimeField(default=clock.now, editable=False)
    note = models.TextField(_("a word above every letter"), max_length=2000, blank=True)
    state = models.CharField(max_length=9, choices=BatchState, default=BatchState.HELD)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("held mail")
        verbose_name_plural = _("held mail")
        constraints = [
            models.CheckConstraint(
                name="notifications_batch_state_is_known",
                condition=Q(state__in=BatchState.values),
            ),
            models.CheckConstraint(
                name="notifications_batch_decided_has_a_moment_and_a_name",
                condition=Q(state=BatchState.HELD, decided_at=None, decided_by=None)
                | (
                    ~Q(state=BatchState.HELD)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_by} · {self.held_at:%Y-%m-%d %H:%M}"
