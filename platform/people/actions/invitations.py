"""Inviting people, and what becomes of an invitation."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from audit.actions import record
from core.clock import now, today
from core.keys import fingerprint, new_token
from people import errors
from people.hooks import rights_changed
from people.letters import mail_from_template
from people.models import Invitation, InvitationState, Membership, Person
from people.rules import may_invite

VALID_DAYS = 21
REFUSALS: dict[InvitationState, type[errors.InvitationUnusable]] = {
    InvitationState.EXPIRED: errors.InvitationExpired,
    InvitationState.ACCEPTED: errors.InvitationUsed,
    InvitationState.REVOKED: errors.InvitationRevoked,
}
TOLD = ("email", "role", "region", "edition", "organisation", "role_until")


@transaction.atomic
def invite(*, by: Person, **fields: Any) -> Invitation:
    """Write an invitation and mail its link. Raises NotYoursToInvite, AlreadyInvited."""
    token = new_token()
    invitation = Invitation(
        created_by=by,
        token_hash=fingerprint(token),
        expires_at=now() + timedelta(days=VALID_DAYS),
        **{**fields, "email": fields["email"].strip().lower()},
    )
    if not may_invite(by, invitation):
        raise errors.NotYoursToInvite
    _refuse_a_second(invitation)
    invitation.full_clean(exclude=["token_hash"])
    invitation.save()
    changes = {field: (None, getattr(invitation, field)) for field in TOLD}
    record(
        "invitation.sent", by=by, target=invitation, changes=changes, region_id=invitation.region_id
    )
    _mail(invitation, token)
    return invitation


def _refuse_a_second(invitation: Invitation) -> None:
    """One that waits is enough; one that expired makes place."""
    same = {field: getattr(invitation, field) for field in ("email", "edition", "role", "region")}
    for waiting in Invitation.objects.open().select_for_update().filter(**same):
        if waiting.state == InvitationState.OPEN:
            raise errors.AlreadyInvited
        _revoke(waiting, invitation.created_by)


def _revoke(invitation: Invitation, by: Person) -> None:
    invitation.revoked_at, invitation.revoked_by = now(), by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    changes = {"revoked_at": (None, invitation.revoked_at)}
    record(
        "invitation.revoked",
        by=by,
        target=invitation,
        changes=changes,
        region_id=invitation.region_id,
    )


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("edition", "region")
    return rows.get(pk=invitation.pk)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """Withdraw an invitation that nobody accepted; its link no longer works."""
    invitation = _locked(invitation)
    if not may_invite(by, invitation):
        raise errors.NotYoursToInvite
    if invitation.state in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
        raise REFUSALS[invitation.state]
    _revoke(invitation, by)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """Mail a new link that lives as long as a new invitation; the old link no longer works."""
    invitation = _locked(invitation)
    if not may_invite(by, invitation):
        raise errors.NotYoursToInvite
    if invitation.state in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
        raise REFUSALS[invitation.state]
    if invitation.role_until and invitation.role_until < today():
        raise errors.InvitationExpired
    token, before = new_token(), invitation.expires_at
    invitation.token_hash = fingerprint(token)
    invitation.expires_at = now() + timedelta(days=VALID_DAYS)
    invitation.save(update_fields=["token_hash", "expires_at"])
    changes = {"expires_at": (before, invitation.expires_at)}
    record(
        "invitation.sent_again",
        by=by,
        target=invitation,
        changes=changes,
        region_id=invitation.region_id,
    )
    _mail(invitation, token)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: Person) -> Membership:
    """Take the role that the invitation gives. Raises a kind of InvitationUnusable."""
    invitation = _locked(invitation)
    if invitation.state != InvitationState.OPEN:
        raise REFUSALS[invitation.state]
    if by.email != invitation.email or not by.is_active:
        raise errors.InvitationForSomebodyElse
    invitation.accepted_at, invitation.accepted_by = now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    membership = _give_role(invitation, by)
    changes = {"accepted_at": (None, invitation.accepted_at), "membership": (None, membership)}
    record(
        "invitation.accepted",
        by=by,
        target=invitation,
        changes=changes,
        region_id=invitation.region_id,
    )
    rights_changed(by)
    return membership


def _give_role(invitation: Invitation, person: Person) -> Membership:
    """A new membership, or the former one again: a role is held once."""
    held = Membership.objects.select_for_update().filter(
        person=person, edition=invitation.edition, role=invitation.role, region=invitation.region
    ).first()  # fmt: skip
    membership = held or Membership(
        person=person, edition=invitation.edition, role=invitation.role, region=invitation.region
    )
    ended = held is not None and held.until_date is not None and held.until_date < today()
    if held is None or ended:
        membership.from_date, membership.until_date = today(), invitation.role_until
    elif held.until_date is not None:
        longer = invitation.role_until is None or invitation.role_until > held.until_date
        membership.until_date = invitation.role_until if longer else held.until_date
    membership.organisation = invitation.organisation or membership.organisation
    membership.sector = invitation.sector or membership.sector
    membership.full_clean()
    membership.save()
    return membership


def _mail(invitation: Invitation, token: str) -> None:
    url = settings.BASE_URL + reverse("people:invitation-accept", args=[token])
    context = {"invitation": invitation, "url": url, "days": VALID_DAYS}
    mail_from_template(
        "people/email/invitation", invitation.email, context, language=invitation.language
    )
