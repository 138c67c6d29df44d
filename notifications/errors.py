"""What can go wrong with notices, in words for whoever did it."""

from django.utils.translation import gettext_lazy as _


class AsksSomething(Exception):
    """Somebody would no longer hear of what is asked of them."""

    sentence = _("This asks something of you, so it always stands in your inbox.")


class NotToBeSentAgain(Exception):
    """The mail arrived after all, waits already, or holds a code that is of no use any more."""

    sentence = _("This mail is not to be sent again: look at the list, it may have left already.")


class AlreadyDecided(Exception):
    """Somebody else released or cancelled the held mail meanwhile."""

    sentence = _("This mail does not wait any more: it was sent or cancelled meanwhile.")


class WordsChanged(Exception):
    """Somebody else wrote other words for this letter meanwhile."""

    sentence = _(
        "Somebody else changed this letter meanwhile. Yours stands below: compare, and save again."
    )
