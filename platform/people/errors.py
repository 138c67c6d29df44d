"""What the rules about people refuse, with what to do next."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class InvitationUnusable(DomainError):
    """The invitation cannot be accepted."""

    sentence = _("This invitation cannot be used. Ask whoever invited you for a new one.")


class InvitationExpired(InvitationUnusable):
    """It waited too long, or the role that it gives has ended."""

    sentence = _("This invitation has expired. Ask whoever invited you to send it again.")


class InvitationUsed(InvitationUnusable):
    """Somebody accepted it before."""

    sentence = _("This invitation was already accepted. You can log in with its address.")


class InvitationRevoked(InvitationUnusable):
    """It was withdrawn by who sent it."""

    sentence = _("This invitation was withdrawn. Ask whoever invited you why.")


class InvitationForSomebodyElse(InvitationUnusable):
    """The person who is logged in has another address."""

    sentence = _("This invitation is for another address. Log out, and open the link again.")


class AlreadyInvited(DomainError):
    """The same invitation is still waiting."""

    sentence = _(
        "This address already has an invitation for this role. You can send that one again."
    )


class NotYoursToInvite(DomainError):
    """The inviter may not give this role here, or not any more."""

    sentence = _("You may not invite people for this role.")


class LastFacilitator(DomainError):
    """Somebody must run the edition."""

    sentence = _("This is the last facilitator of the edition. Invite another one first.")


class AlreadyEnded(DomainError):
    """The membership has ended before."""

    sentence = _("This membership has already ended.")


class RegionChanged(DomainError):
    """Somebody else saved the profile in the meantime."""

    sentence = _("Somebody else changed this profile while you were writing. Both texts are below.")
