"""What somebody may do in a thread, given that it may be read: asked of what it hangs on."""

from dataclasses import dataclass

import rules
from django.utils.translation import gettext_lazy as _

from discussion import targets
from discussion.models import Thread, ThreadState
from people.models import Person

CLOSED = _("This conversation is closed.")
READS_ONLY = _("You may read this conversation, but not write in it.")


@dataclass(frozen=True)
class Rights:
    """What one reader may do in one thread; `why_not` says why writing is not possible."""

    post: bool
    resolve: bool
    moderate: bool
    why_not: str = ""


def rights_in(person: Person, thread: Thread) -> Rights:
    """The rights of somebody who may read the thread."""
    kind = targets.get(thread.target_kind)
    if kind is None:
        return Rights(post=False, resolve=False, moderate=False, why_not=str(READS_ONLY))
    moderate = kind.may_moderate(person, thread.target_id)
    may_write = kind.may_post(person, thread.target_id, thread.level)
    closed = thread.state == ThreadState.CLOSED
    return Rights(
        post=may_write and not closed,
        resolve=moderate or (may_write and kind.may_resolve(person, thread.target_id)),
        moderate=moderate,
        why_not=str(CLOSED if closed else "" if may_write else READS_ONLY),
    )


@rules.predicate
def writes(person: Person, thread: Thread) -> bool:
    """May write in this thread now."""
    return rights_in(person, thread).post


@rules.predicate
def reads(person: Person, thread: Thread) -> bool:
    """May read this thread."""
    return Thread.objects.visible_to(person).filter(pk=thread.pk).exists()


rules.add_perm("discussion.view_thread", reads)
rules.add_perm("discussion.write_in_thread", reads & writes)
