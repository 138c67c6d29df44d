"""What somebody may do in a thread, given that it may be read: asked of what it hangs on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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


@dataclass(frozen=True)
class Rights:
    """What one reader may do in one thread; `why_not` says why writing is not possible."""

    post: bool
    resolve: bool
    moderate: bool
    pin: bool = False
    why_not: str = ""


def rights_in(person: Person, thread: Thread) -> Rights:
    """The rights of somebody who may read the thread."""
    kind = targets.get(thread.target_kind)
    if kind is None:
        return Rights(post=False, resolve=False, moderate=False, why_not=str(READS_ONLY))
    moderate = kind.may_moderate(person, thread.target_id)
    backstage = thread.lane == Lane.FACILITATORS
    may_write = moderate if backstage else kind.may_post(person, thread.target_id, thread.level)
    closed = thread.state == ThreadState.CLOSED
    return Rights(
        post=may_write and not closed,
        resolve=moderate or (may_write and kind.may_resolve(person, thread.target_id)),
        moderate=moderate,
        pin=not closed and (moderate or (may_write and thread.created_by_id == person.pk)),
        why_not=str(CLOSED if closed else "" if may_write else READS_ONLY),
    )


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
    return Thread.objects.visible_to(person, thread.target_kind).filter(pk=thread.pk).exists()


rules.add_perm("discussion.view_thread", reads)
rules.add_perm("discussion.write_in_thread", reads & writes)
