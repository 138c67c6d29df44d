"""What left the site: a mail server that keeps each mail with the moment of the story at which it came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from core import clock
from tests.notifications.office.server import MailServer


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived."""

    at: datetime
    to: str
    letter: EmailMessage

    @property
    def who(self) -> str:
        """Its reader, as the demo calls the account."""
        return self.to.removesuffix("@demo.example")

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.letter["Subject"])

    @property
    def text(self) -> str:
        """The words for who reads no HTML."""
        body = self.letter.get_body(("plain",))
        return str(body.get_content()) if body else ""

    @property
    def calendar(self) -> str:
        """The calendar file that came along, or nothing."""
        parts = (part for part in self.letter.walk() if part.get_content_type() == "text/calendar")
        return next((str(part.get_content()) for part in parts), "")

    @property
    def line(self) -> str:
        """When it came, to whom, and what it is about."""
        return f"{clock.local(self.at):%d-%m %H:%M}  {self.who:<17} {self.subject}"


class Outbox(MailServer):
    """Takes what the site sends; `now` tells the moment of the story."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.mails: list[Mail] = []
        self._now = now
        super().__init__()

    def take(self, to: str, raw: bytes) -> None:
        """Keep all of it."""
        super().take(to, raw)
        letter = message_from_bytes(raw.replace(b"\r\n..", b"\r\n.")[:-5], policy=default)
        self.mails.append(Mail(self._now(), to, letter))

    def of(self, who: str) -> list[Mail]:
        """What one person got, the oldest first."""
        return [mail for mail in self.mails if mail.who == who]
