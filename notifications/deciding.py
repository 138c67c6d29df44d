"""Whether mails still matter, and with which words they go: decided at the moment that they are sent.

What decides is read once for a whole batch; one mail is a batch of one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from core.asked import Asked
from core.clock import now
from notifications import kinds
from notifications.actions.told import note_told
from notifications.channels import Channel
from notifications.digest_letters import DigestLetter, digest_letter_of
from notifications.hours import quiet_until
from notifications.inbound.offers import Offers, offers_for
from notifications.letters import Letter, Words, letter_of, words_for
from notifications.models import Delivery, DeliveryState, Notice
from notifications.queries import (
    channel_of,
    chosen_by,
    dead_among,
    hours_in,
    known_hours_of,
)
from notifications.queries.choices import Chosen
from notifications.queries.digests import Wish, news_of
from notifications.waiting import work_of_each
from people.models import Person
from people.queries import together

DEAD = "address"  # stands where else the trouble of a mail server stands


@dataclass(frozen=True)
class Verdict:
    """Send it (TODO), wait until then, or do not send it any more: dropped, or failed with why."""

    state: DeliveryState = DeliveryState.TODO
    until: datetime | None = None
    error: str = ""


SEND = Verdict()
DROP = Verdict(DeliveryState.DROPPED)


def decide(mails: Collection[Delivery]) -> dict[int, Verdict]:
    """Look once more at what was queued, and choose its words: as many queries for one mail as for many.

    The mails come with notice, digest, batch, person and the person's hours.
    """
    early = {mail.pk: verdict for mail in mails if (verdict := _by_itself(mail))}
    left = [mail for mail in mails if mail.pk not in early]
    if not left:
        return early
    people = _one_each(left)
    with together(people):
        return early | _decide(left, people)


def _by_itself(mail: Delivery) -> Verdict | None:
    """What the row itself says, if that is enough."""
    if mail.notice is None and mail.digest is None:
        return _of_words(mail)
    if mail.person is None or not mail.person.is_active:
        return DROP
    if mail.notice and (mail.notice.read_at is not None or kinds.get(mail.notice.kind) is None):
        return DROP
    return None


def _of_words(mail: Delivery) -> Verdict:
    """A log-in code, an invitation or a calendar file has its words already; nothing is looked at again."""
    if not mail.subject:
        return DROP
    if mail.batch and mail.batch.note:  # not kept: another try sets it above once again
        mail.text = f"{mail.batch.note}\n\n{mail.text}"
    return SEND


def _one_each(mails: Collection[Delivery]) -> list[Person]:
    """The readers, each once: one row for the mail and for what it tells."""
    people = {mail.person.pk: mail.person for mail in mails if mail.person}
    for mail in mails:
        for told in (mail.notice, mail.digest):
            if told is not None and told.person_id in people:
                told.person = people[told.person_id]
    return list(people.values())


def _decide(mails: list[Delivery], people: list[Person]) -> dict[int, Verdict]:
    chosen = chosen_by([person.pk for person in people])
    found = {
        mail.pk: verdict
        for mail in mails
        if mail.notice and (verdict := _not_now(mail.notice, chosen))
    }
    left = [mail for mail in mails if mail.pk not in found]
    letters = _Letters(left, chosen)
    verdicts = {mail.pk: _put(mail, letters.of(mail), letters.dead) for mail in left}
    note_told(
        {
            mail.digest: letters.told[mail.pk]
            for mail in left
            if mail.digest and mail.handed_at is None and mail.pk in letters.told
        }
    )
    return found | verdicts


def _not_now(notice: Notice, chosen: dict[int, Chosen]) -> Verdict | None:
    """Whether its reader does not want it by mail any more, or not at this hour."""
    kind = kinds.get(notice.kind)
    if kind is None or channel_of(kind, chosen.get(notice.person_id, {})) != Channel.NOW:
        return DROP
    quiet = quiet_until(hours_in(known_hours_of(notice.person)), now()) if kind.waits else None
    return Verdict(until=quiet) if quiet else None


class _Letters:
    """Everything that is read for the letters of these mails, and then each letter."""

    def __init__(self, mails: list[Delivery], chosen: dict[int, Chosen]) -> None:
        self._wishes = {mail.pk: wish for mail in mails if (wish := _wish(mail, chosen))}
        wished = [wish for wish in self._wishes.values() if wish.hours.digests]
        self._news = news_of(wished)
        single = [mail.notice for mail in mails if mail.notice]
        told = [notice for notices in self._news.values() for notice in notices]
        batches = {mail.batch_id for mail in mails if mail.notice and mail.batch_id}
        self._read: Words = words_for(single, told, batches=batches, digests=bool(wished))
        self._work: dict[int, list[Asked]] = work_of_each([one.digest.person for one in wished])
        alive = self._read.known.alive
        self._offers: Offers = offers_for(
            [mail for mail in mails if mail.notice and mail.notice_id in alive]
        )
        self.dead = dead_among(mail.person.email for mail in mails if mail.person)
        self.told: dict[int, list[int]] = {}

    def of(self, mail: Delivery) -> Letter | None:
        """The letter of this mail; nothing when there is nothing to tell any more."""
        if mail.notice:
            offer = self._offers.of(mail)
            return letter_of(mail.notice, self._read, batch=mail.batch, offer=offer)
        made = self._digest(self._wishes[mail.pk])
        if made is None:
            return None
        self.told[mail.pk] = made.told
        return made.letter

    def _digest(self, wish: Wish) -> DigestLetter | None:
        news = self._news.get(wish.digest.pk, [])
        work = self._work.get(wish.digest.person_id, [])
        return digest_letter_of(wish, news, self._read, work)


def _wish(mail: Delivery, chosen: dict[int, Chosen]) -> Wish | None:
    """A digest that perhaps left already tells the same notices again, and no others.

    Mail programs may show only the first of two mails with one Message-ID.
    """
    digest = mail.digest
    if digest is None:
        return None
    hours = known_hours_of(digest.person)
    return Wish(digest, hours, chosen.get(digest.person_id, {}), again=mail.handed_at is not None)


def _put(mail: Delivery, letter: Letter | None, dead: set[str]) -> Verdict:
    """The words into the mail, and the address of today."""
    if letter is None or mail.person is None:
        return DROP
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    mail.headers = letter.headers
    mail.address = mail.person.email
    if mail.address.strip().lower() in dead:
        return Verdict(DeliveryState.FAILED, error=DEAD)
    return SEND
