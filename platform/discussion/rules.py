"""What somebody may do in a thread, given that it may be read: asked of what it hangs on."""

from datetime import datetime, timedelta
from functools import cached_property

import rules
from django.utils.translation import gettext_lazy as _

from discussion import targets
from discussion.models import Lane, Post, Thread, ThreadState
from people.models import Person

CLOSED = _("This conversation is closed.")
LATE = _("Somebody may take back the own deletion for ten minutes. Ask a facilitator.")
TOO_LATE = _("A deleted post can be restored for thirty days. That time is over.")
NOT_YOURS = _("A facilitator deleted this post; only a facilitator may restore it.")
OWN_WINDOW = timedelta(minutes=10)  # who wrote and deleted it takes it back
WINDOW = timedelta(days=30)  # a facilitator restores it
READS_ONLY = _("You may read this conversation, but not write in it.")


class Rights:
    """What one reader may do in one thread; each right is asked of what it hangs on when it is wanted."""

    def __init__(self, person: Person, thread: Thread) -> None:
        self._person, self._thread = person, thread
        self._kind = targets.get(thread.target_kind)
        self._closed = thread.state == ThreadState.CLOSED

    @cached_property
    def moderate(self) -> bool:
        """May close, pin, move and delete what others wrote."""
        return bool(self._kind and self._kind.may_moderate(self._person, self._thread.target_id))

    @cached_property
    def _may_write(self) -> bool:
        if self._thread.lane == Lane.FACILITATORS:
            return self.moderate
        place = (self._thread.target_id, self._thread.level)
        return bool(self._kind and self._kind.may_post(self._person, *place))

    @property
    def post(self) -> bool:
        """May write here now."""
        return not self._closed and self._may_write

    @cached_property
    def resolve(self) -> bool:
        """May say what came out of it, and open it again."""
        kind, target = self._kind, self._thread.target_id
        mine = kind is not None and self._may_write and kind.may_resolve(self._person, target)
        return self.moderate or mine

    @cached_property
    def pin(self) -> bool:
        """May put a post above the others."""
        started = self._thread.created_by_id == self._person.pk
        return not self._closed and (self.moderate or (started and self._may_write))

    @property
    def why_not(self) -> str:
        """Why writing is not possible; empty when it is."""
        return str(CLOSED if self._closed else "" if self._may_write else READS_ONLY)

    def as_json(self) -> dict[str, bool | str]:
        """All of them, for scripts."""
        names = ("post", "resolve", "moderate", "pin", "why_not")
        return {name: getattr(self, name) for name in names}


def rights_in(person: Person, thread: Thread) -> Rights:
    """The rights of somebody who may read the thread."""
    return Rights(person, thread)


def restore_refusal(post: Post, by: Person, rights: Rights, at: datetime) -> str:
    """Why somebody may not restore a deleted post now; "" when it is possible."""
    if post.deleted_at is None or at > post.deleted_at + WINDOW:
        return str(TOO_LATE)
    if rights.moderate:
        return ""
    if post.deleted_by_id != by.pk:
        return str(NOT_YOURS)
    return str(LATE) if at > post.deleted_at + OWN_WINDOW else ""


@rules.predicate
def writes(person: Person, thread: Thread) -> bool:
    """May write in this thread now."""
    return rights_in(person, thread).post


@rules.predicate
def reads(person: Person, thread: Thread) -> bool:
    """May read this thread."""
    return Thread.objects.seen_by(person, thread).exists()


rules.add_perm("discussion.view_thread", reads)
rules.add_perm("discussion.write_in_thread", reads & writes)
