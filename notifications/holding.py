"""Holding mail back: mail of one deed that goes to many people waits until somebody looked at it.

There is one door. Every notice that is mailed, and every mail for a calendar, passes `Deed.hold` on
its way to the outbox, whatever app it comes from; no action asks for it. What is held is mail: the
notices themselves stand in the inboxes at once, because whoever opens the product should see what is so.

Not held, on purpose:
- what nobody's deed causes: reminders of the ladder, digests, and everything else that a schedule does.
  Their rules were looked at when they were written ("every mail that the round will cause"), and nobody
  sits at the screen to release them;
- conversations (`Kind.holds` is False): who wrote a post saw its words, and it is answered meanwhile;
- mail about an account: a log-in code or an invitation is waited for;
- deeds of somebody who may not hold mail, and of commands.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from audit.actions import record
from notifications.models import Batch, BatchState, Delivery, DeliveryState
from notifications.queries.limit import most_people
from people.models import Person

Who = Callable[[], object]


class Deed:
    """One thing that somebody does, with all mail that it causes: one request, or less."""

    def __init__(self, who: Who, *, always: bool = False) -> None:
        self._who = who
        self._always = always
        self._mails: dict[
            UUID, str
        ] = {}  # by a name of our own: a number is given again after an undo
        self.batch: Batch | None = None

    def hold(self, mails: Sequence[Delivery], kind: str) -> None:
        """Make these new mails wait, when they and those before them are many; before they are written.

        To be called in the action's own transaction. Those before them that did not leave yet wait too.
        """
        if not mails or not (self._waits() or self._always or self._is_large(mails)):
            return
        batch = self.batch = self.batch or self._open(kind)
        for mail in mails:
            mail.batch, mail.state = batch, DeliveryState.HELD

    def wrote(self, mails: Sequence[Delivery]) -> None:
        """Remember what was written, to be held too when more follows."""
        self._mails |= {mail.message_id: mail.address for mail in mails}

    def _waits(self) -> bool:
        """Whether the sending still waits: it may be undone, or released while the deed goes on."""
        if self.batch:
            rows = Batch.objects.select_for_update().filter(state=BatchState.HELD)
            self.batch = rows.filter(pk=self.batch.pk).first()
        return self.batch is not None

    def _is_large(self, mails: Sequence[Delivery]) -> bool:
        new = {mail.address for mail in mails}
        count = len(new | set(self._mails.values()))
        if count < 2 or not self._may() or count <= self._most:
            return False
        # Counted again: what was undone meanwhile, or is no longer needed, goes to nobody.
        rows = self._written().exclude(state=DeliveryState.DROPPED)
        return len(new | set(rows.values_list("address", flat=True))) > self._most

    @cached_property
    def _most(self) -> int:
        return most_people()

    def _may(self) -> bool:
        person = self._who()
        return isinstance(person, Person) and person.has_perm("notifications.hold")

    def _open(self, kind: str) -> Batch:
        by = self._who()
        assert isinstance(by, Person)  # noqa: S101 -- only a person's deed is held
        batch = Batch.objects.create(held_by_id=by.pk, kind=kind)
        record("notifications.held", by=by, target=batch)
        before = self._written().filter(state=DeliveryState.TODO, batch=None, attempts=0)
        before.update(state=DeliveryState.HELD, batch=batch)
        return batch

    def _written(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(message_id__in=self._mails)


_deed: ContextVar[Deed | None] = ContextVar("mail_of_one_deed", default=None)


@contextmanager
def one_deed(who: Who, *, always: bool = False) -> Iterator[Deed]:
    """All mail that is caused inside is that of one deed; `who` is asked only when it matters."""
    deed, outer = Deed(who, always=always), _deed.get()
    token = _deed.set(deed)
    try:
        yield deed
    finally:
        _deed.reset(token)
        if outer and outer.batch is None:
            outer.batch = deed.batch


@contextmanager
def held_back(by: Person) -> Iterator[Deed]:
    """Hold all mail that is caused inside, however little."""
    with one_deed(lambda: by, always=True) as deed:
        yield deed


def current() -> Deed | None:
    """What is being done at this moment; nothing in tasks and commands."""
    return _deed.get()
