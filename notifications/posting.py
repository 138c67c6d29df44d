"""One way out for mail, kept open for many: what leaves, and when that is sure."""

import contextlib
import smtplib
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from notifications.calendar_part import attach_calendar
from notifications.inbound.invitations import addressed
from notifications.models import Delivery

Note = Callable[[], None]
NO_SUCH_MAILBOX = {550, 551, 553}


class _Noted:
    """A note, and whether it was made."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self.done = False

    def __call__(self) -> None:
        self._note()
        self.done = True


class Post:
    """A connection that is opened for the first mail, and anew after trouble."""

    def __init__(self) -> None:
        self._connection: Any = None

    def hand_over(self, delivery: Delivery, note: Note) -> None:
        """Send one mail; `note` is called at the last moment at which it has surely not left.

        When `note` raises, the mail does not leave. A connection that the other side closed since the
        last mail is opened again, once.
        """
        noted = _Noted(note)
        kept_open = self._connection is not None
        try:
            self._try(delivery, noted)
        except smtplib.SMTPServerDisconnected:
            if noted.done or not kept_open:
                raise
            self._try(delivery, noted)

    def _try(self, delivery: Delivery, note: Note) -> None:
        connection = self._open()
        try:
            if hasattr(connection, "before_last_line"):
                connection.before_last_line = note
            else:  # a file or a list: there is no later moment to know
                note()
            connection.send_messages([_mail_of(delivery)])
        except BaseException:
            self.close()
            raise

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = get_connection()
        if hasattr(self._connection, "before_last_line"):
            self._connection.open()  # kept open for the next one
        return self._connection

    def close(self) -> None:
        """Say goodbye; the next mail opens another connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.close()


@contextlib.contextmanager
def post() -> Iterator[Post]:
    """A way out for some mails."""
    opened = Post()
    try:
        yield opened
    finally:
        opened.close()


def _mail_of(delivery: Delivery) -> EmailMultiAlternatives:
    calendar, answers_to = addressed(delivery)
    reply = {"Reply-To": answers_to} if answers_to else {}
    mail = EmailMultiAlternatives(
        delivery.subject,
        delivery.text,
        settings.DEFAULT_FROM_EMAIL,
        [delivery.address],
        headers={**delivery.headers, **reply, "Message-ID": message_id_of(delivery)},
    )
    if delivery.html:
        mail.attach_alternative(delivery.html, "text/html")
    if calendar:
        attach_calendar(mail, calendar)
    return mail


def message_id_of(delivery: Delivery) -> str:
    """The name that a mail keeps for ever, so that mail programs show it once."""
    host = settings.BASE_URL.split("//")[-1].split(":")[0]
    return f"<{delivery.message_id}@{host}>"


def surely_stayed(error: BaseException) -> bool:
    """Whether the other side said that it did not take the mail: a silence says nothing."""
    return isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)


def refusal(error: BaseException) -> str:
    """Why this mailbox takes no mail, in the other side's words; nothing when it may later."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return ""
    said = [
        f"{code} {words.decode(errors='replace')}"
        for code, words in error.recipients.values()
        if code in NO_SUCH_MAILBOX
    ]
    return "; ".join(said)
