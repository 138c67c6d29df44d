"""The only way in."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import clock
from core.clock import is_past, local, today
from people.models.membership import REGION_ROLES, Role
from people.models.organisation import Organisation, Sector
from people.models.person import Language, Person
from people.models.region import Region
from people.models.visible import InvitationQuerySet


class InvitationState(models.TextChoices):
    """What can still be done with an invitation."""

    OPEN = "open", _("waiting")
    EXPIRED = "expired", _("expired")
    ACCEPTED = "accepted", _("accepted")
    REVOKED = "revoked", _("revoked")


class Invitation(models.Model):
    """A mail link for one address to take one role, once, before it expires."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DUTCH
    )
    edition = models.ForeignKey(
        "programme.Edition", on_delete=models.PROTECT, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, blank=True)
    role_until = models.DateField(_("role ends on"), null=True, blank=True)
    # Only the hash is kept: who reads the database cannot walk in.
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_revoked"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="people_invitation_email_is_in_small_letters",
                condition=Q(email=Lower("email")),
            ),
            models.CheckConstraint(
                name="people_invitation_role_is_known", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="people_invitation_to_a_region_names_it",
                condition=~Q(role__in=REGION_ROLES) | Q(region__isnull=False),
            ),
            models.CheckConstraint(
                name="people_invitation_is_accepted_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="people_invitation_is_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="people_invitation_is_not_both_accepted_and_revoked",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="people_invitation_expires_after_it_was_made",
                condition=Q(expires_at__gt=F("created_at")),
            ),
            models.UniqueConstraint(
                fields=["email", "edition", "role"],
                condition=Q(region=None, accepted_at=None, revoked_at=None),
                name="people_invitation_waits_once",
            ),
            models.UniqueConstraint(
                fields=["email", "edition", "role", "region"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="people_invitation_to_a_region_waits_once",
            ),
            models.CheckConstraint(
                name="people_invitation_of_an_extra_friend_ends",
                condition=~Q(role=Role.EXTRA_FRIEND) | Q(role_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_on(self) -> datetime.date:
        """The last day on which the link works."""
        return local(self.expires_at).date()

    @property
    def state(self) -> InvitationState:
        """What can still be done with it: nothing, once it was accepted or revoked."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        ended = self.role_until is not None and self.role_until < today()
        return (
            InvitationState.EXPIRED if ended or is_past(self.expires_at) else InvitationState.OPEN
        )
