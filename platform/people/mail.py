"""Account mail leaves through whoever registered here: people stand below the outbox."""

from typing import Protocol

from people.models import Person


class Sender(Protocol):
    """Puts one mail in the outbox; a worker sends it after the commit."""

    def __call__(
        self, address: str, *, subject: str, text: str, html: str = "", person: Person | None = None
    ) -> object: ...


_senders: list[Sender] = []


def register_sender(sender: Sender) -> None:
    """Say who sends account mail; the last one counts. Called from an app's ready()."""
    _senders[:] = [sender]


def send(
    address: str, *, subject: str, text: str, html: str = "", person: Person | None = None
) -> None:
    """Send one mail with its words; nobody registered is a fault of the start, not of the reader."""
    if not _senders:
        raise RuntimeError("No sender of account mail is registered.")
    _senders[0](address, subject=subject, text=text, html=html, person=person)
