"""What sittings refuse, in sentences that say what to do next."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from notifications.inbound.registry import Outdated


class SittingIsOver(DomainError):
    """A sitting that was opened, ended or cancelled is not planned anew."""

    sentence = _("This sitting has begun or was cancelled. It can no longer be changed.")


class SittingEndsFirst(DomainError):
    """The end lies after the start."""

    sentence = _("The sitting ends before it starts. Choose a later end.")


class LinkNotSafe(DomainError):
    """A video link is opened by everybody, so it begins with https."""

    sentence = _("Give a video link that begins with https://.")


class NotInThisRound(DomainError):
    """A sitting is about a plan or a region of its own round."""

    sentence = _("This plan or region does not belong to this round.")


class AgendaIsFixed(DomainError):
    """Notes hang on the steps, so they stay once the session was opened."""

    sentence = _("The session was opened: the agenda stays as it is. You can still give more time.")


class NobodyToInvite(DomainError):
    """Only people who have a part in the edition are invited."""

    sentence = _("This person has no part in this edition. Invite them to the edition first.")


class NotInvited(DomainError):
    """Only who is invited answers."""

    sentence = _("You are not invited to this sitting.")


class AnsweredSince(Outdated):
    """An answer that was on its way for long does not undo a newer one."""

    sentence = _("You gave another answer since. That one stands.")


class AnswersOlderInvitation(Outdated):
    """Who said yes to another moment did not say yes to this one."""

    sentence = _(
        "The sitting was changed after the invitation that your calendar answered. Look at the newest invitation and answer that one."
    )


class NotYourTask(DomainError):
    """The role at the sitting does not include this."""

    sentence = _("Your role at this sitting does not include this. Ask the facilitator.")


class NotRun(DomainError):
    """Only facilitators run a sitting."""

    sentence = _("Only facilitators of this edition run a sitting.")


class PollIsClosed(DomainError):
    """After the choice, or after the last day, a poll takes no answers."""

    sentence = _("This date poll is closed. Ask a facilitator if you cannot come.")


class NoMoments(DomainError):
    """A poll without moments asks nothing."""

    sentence = _("Propose at least one moment that is still to come.")


class RoomNotOpen(DomainError):
    """Steps and notes need an open session."""

    sentence = _("The session is not open. A facilitator opens it.")


class NoMomentYet(DomainError):
    """A sitting without a moment cannot be opened."""

    sentence = _("Choose a moment and an agenda first. Then the session can be opened.")


class NoSuchPassage(DomainError):
    """The plan has no such paragraph."""

    sentence = _("This passage is not in the plan. Choose another.")


class WrittenMeanwhile(DomainError):
    """Somebody else saved the same text since it was opened."""

    sentence = _("Somebody else changed this text meanwhile. Yours is still here: compare both.")


class SaysNothing(DomainError):
    """An empty text is no note."""

    sentence = _("Write something first.")


class MinutesAreFinal(DomainError):
    """After they are final minutes do not change."""

    sentence = _("The minutes are final. What still is to be said can stand in a conversation.")


class AlreadySettled(DomainError):
    """A correction is settled once."""

    sentence = _("This correction was settled already.")


class SayWhy(DomainError):
    """Who declines says why."""

    sentence = _("Say why the minutes stay as they are.")


class AlreadyEvaluated(DomainError):
    """One answer a person."""

    sentence = _("You answered already. Thank you.")


class NotThere(DomainError):
    """Who took part answers."""

    sentence = _("Only who took part in the sitting answers, once it is over.")
