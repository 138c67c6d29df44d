"""Addresses that mail does not reach."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person


class DeadAddress(models.Model):
    """One address that mail does not reach; who changes the own address leaves it behind."""

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=240, blank=True)
    found_at = models.DateTimeField(default=clock.now, editable=False)
    # Who said so; nobody when it was the other side's mail server.
    found_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("address that mail does not reach")
        verbose_name_plural = _("addresses that mail does not reach")
        constraints = [
            models.CheckConstraint(
                name="notifications_deadaddress_is_in_small_letters",
                condition=Q(address=Lower("address")),
            )
        ]

    def __str__(self) -> str:
        return self.address
