"""What proposals of who reviews what refuse, in sentences that say what to do next."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NothingToMatch(DomainError):
    """A matching needs plans and people."""

    sentence = _(
        "There is nothing to match yet: put plans in the round and invite reviewers first."
    )


class StillRunning(DomainError):
    """A proposal that is being made is neither changed nor applied."""

    sentence = _("This proposal is still being made. Look again in a moment.")


class ChangedMeanwhile(DomainError):
    """Somebody else changed the proposal since the page was opened."""

    sentence = _("Somebody else changed this proposal meanwhile. Look at it and try again.")


class RulesInTheWay(DomainError):
    """A change or a proposal breaks a rule; the sentence says which."""

    sentence = _("This breaks a rule of the matching.")


class NoSuchMove(DomainError):
    """A move that does nothing, or is about somebody who is not there."""

    sentence = _("Choose a reviewer and another plan than the present one.")


class AskedAlready(DomainError):
    """Who was asked stays until a facilitator takes the question back."""

    sentence = _(
        "This reviewer was asked for this plan already. Take that back first, on the page of the reviewer."
    )


class NothingToApply(DomainError):
    """The proposal is what is planned already."""

    sentence = _("This is what is planned already. There is nothing to apply.")


class ThingsChanged(DomainError):
    """The round is not what it was when the proposal was made."""

    sentence = _("Something changed since this proposal was made. Propose again.")


class AlreadyRuled(DomainError):
    """A rule of this kind about these people is there."""

    sentence = _("There is a rule about this already. Remove it first.")


class NotLoosened(DomainError):
    """What would help is not there any more, or has to be done elsewhere."""

    sentence = _("This rule cannot be loosened here any more. Look at the settings.")
