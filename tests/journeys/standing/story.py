"""What the steps of the story share: the site, its people, the clock, and what they made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from core.clock import AMSTERDAM
from tests.journeys.browsers import Visitor
from tests.journeys.standing.people import People
from tests.journeys.standing.site import StandingSite

YEAR = 2031


def on(text: str) -> datetime:
    """`30-05 09:00` on the clocks of Amsterdam, in the year of the story."""
    return datetime.strptime(f"{text} {YEAR}", "%d-%m %H:%M %Y").replace(tzinfo=AMSTERDAM)


@dataclass
class Story:
    """One round, and everybody in it."""

    site: StandingSite
    people: People
    # Addresses that somebody came to, by name: "round", the plans of "Zuid-Limburg" and so on.
    places: dict[str, str] = field(default_factory=dict)

    def at(self, text: str) -> None:
        """Let it be this day and hour, with all that the site does by itself until then."""
        self.site.move_to(on(text))

    def done(self) -> None:
        """Let mails leave that were written just now."""
        self.site.settle()

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Nobody is told of what is done in here."""
        self.done()
        before = [mail.line for mail in self.site.outbox.mails]
        yield
        self.done()
        assert [mail.line for mail in self.site.outbox.mails] == before

    @property
    def facilitator(self) -> Visitor:
        """Who runs the round."""
        return self.people("facilitator")

    def keep(self, name: str, visitor: Visitor) -> str:
        """Remember where somebody is."""
        self.places[name] = visitor.page.url.removeprefix(visitor.address).split("?")[0]
        return self.places[name]
