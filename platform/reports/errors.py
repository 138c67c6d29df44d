"""What the rules of exports refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TooMany(DomainError):
    """Somebody asks for more files than a worker should make at once."""

    sentence = _("You asked for many files in a short time. Wait a few minutes and ask again.")


class NotReady(DomainError):
    """The file is still being made."""

    sentence = _("This file is still being made. Wait a moment.")


class Gone(DomainError):
    """The file was kept for a while and is removed."""

    sentence = _("This file was removed after its last day. Make it again.")


class NotMade(DomainError):
    """The worker could not make the file."""

    sentence = _(
        "This file could not be made. Make it again; if it fails once more, tell a facilitator."
    )


class RightsShrank(DomainError):
    """The file holds something that its maker may no longer read."""

    sentence = _(
        "Since this file was made, something in it is no longer yours to read. Make it again: then it holds what you may read now."
    )
