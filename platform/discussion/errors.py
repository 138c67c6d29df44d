"""What a thread refuses, in words, each with the status of its answer."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class Refused(DomainError):
    """Something that a thread refuses."""

    status = 403
    sentence = _("You may not do this here.")


class NotVisible(Refused):
    """There is no such thing, or not for this reader."""

    status = 404
    sentence = _("This does not exist, or you may not see it.")


class NotUnderstood(Refused):
    """A command that says something impossible."""

    status = 400
    sentence = _("This request could not be understood.")


class KeyUsedOtherwise(Refused):
    """The key of a command was used before for something else."""

    status = 409
    sentence = _(
        "This was sent before with other words. Load the page again and send it once more."
    )


class ThreadClosed(Refused):
    """Nothing can be added."""

    status = 409
    sentence = _("This conversation is closed.")


class AlreadySo(Refused):
    """Somebody was first, or nothing would change."""

    status = 409
    sentence = _("This was already done.")


class TooFast(Refused):
    """More commands than a person can type."""

    status = 429
    sentence = _("You sent a lot in a short time. Wait a minute and send it again.")
