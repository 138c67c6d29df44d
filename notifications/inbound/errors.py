"""Why a mail is not posted, in words for who sent it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.models import Reason

SENTENCES: dict[Reason, str | Promise] = {
    Reason.UNKNOWN: _(
        "The address that you mailed to is not known here. Answer the newest mail about the conversation, or write on its page."
    ),
    Reason.EXPIRED: _(
        "The mail that you answered is too old to be answered by mail. Write on the page of the conversation."
    ),
    Reason.REVOKED: _(
        "The address that you mailed to was withdrawn. Write on the page of the conversation."
    ),
    Reason.SENDER: _(
        "You mailed from an address that does not belong to the person who got our mail. Log in and write on the page of the conversation, or mail from the address at which you get our mail."
    ),
    Reason.FORGED: _(
        "Mail servers could not tell whether this mail is really from you. Write on the page of the conversation."
    ),
    Reason.AWAY: _("Your account is closed, so you can no longer write here."),
    Reason.EMPTY: _(
        "No text of your own was found in your mail. Write it above the line in our mail, or on the page of the conversation."
    ),
    Reason.TOO_LONG: _(
        "Your text is too long: a post holds at most 20,000 characters. Shorten it, or write it in two posts."
    ),
    Reason.TOO_BIG: _(
        "Your mail is too big. Send the text without attachments, and add files on the page."
    ),
    Reason.WORDS: _(
        "At this address only the buttons of your calendar program are read: yes, no or maybe. Write on the page."
    ),
    Reason.UNCLEAR: _(
        "The answer of your calendar says neither yes nor no nor maybe for you yourself. Answer on the page."
    ),
    Reason.PROPOSAL: _(
        "A calendar program cannot propose another time here. Propose another time on the page: say there that you cannot come, and when you can."
    ),
    Reason.UNREADABLE: _(
        "Your mail could not be read here. Write on the page of the conversation."
    ),
    Reason.ERROR: _(
        "Something went wrong here, more than once. Write on the page of the conversation; an administrator sees that this happened."
    ),
}


# The same, to a calendar program that answered an invitation.
OF_CALENDARS: dict[Reason, str | Promise] = {
    Reason.UNKNOWN: _(
        "The address that your calendar answered to is not known here. Answer on the page of the appointment."
    ),
    Reason.EXPIRED: _("The invitation that you answered is too old."),
    Reason.REVOKED: _("The address that your calendar answered to was withdrawn."),
    Reason.SENDER: _(
        "Your calendar answered from an address that does not belong to the person who was invited. Log in and answer on the page."
    ),
    Reason.FORGED: _("Mail servers could not tell whether this answer is really from you."),
    Reason.UNREADABLE: _("The answer of your calendar could not be read here."),
    Reason.ERROR: _(
        "Something went wrong here, more than once; an administrator sees that this happened."
    ),
}


class NotPosted(Exception):
    """A mail that is refused, for a reason that its sender is told."""

    def __init__(self, reason: Reason, sentence: str = "") -> None:
        self.reason = reason
        self._sentence = sentence
        super().__init__(reason)

    def sentence(self, *, of_calendar: bool = False) -> str:
        """What its sender is told."""
        words = OF_CALENDARS.get(self.reason) if of_calendar else None
        return self._sentence or str(words or SENTENCES[self.reason])


class LeftAlone(Exception):
    """A mail that no person wrote: nobody is told."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)
