"""What is said to somebody whose file may not come in."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class UploadRefused(DomainError):
    """A file that may not be stored."""

    sentence = _("This file cannot be added.")


class WrongContent(UploadRefused):
    """The content is not what the name says."""

    sentence = _(
        "The content of this file is not what its name says, or it is damaged. "
        "Open it, save it again, and add the new file."
    )
