"""Posts that go from one thread to another: a tombstone stays, and nobody reads more than before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from discussion.actions.places import Change, next_place, write
from discussion.actions.settling import forget_notices_of
from discussion.actions.telling import tell_moved
from discussion.audience import is_within
from discussion.errors import NotUnderstood, Refused, ThreadClosed
from discussion.models import (
    EventKind,
    Mention,
    Post,
    PostState,
    Reaction,
    Report,
    Thread,
    ThreadState,
)
from discussion.queries.log import post_json
from discussion.rules import rights_in
from people.models import Person


def move(post: Post, here: Thread, to: Thread, *, by: Person, at: datetime) -> Change:
    """The post and its answers go to another thread. Raises a subclass of Refused."""
    if to.pk == here.pk:
        raise NotUnderstood(_("Choose another conversation."))
    if to.state == ThreadState.CLOSED:
        raise ThreadClosed
    if not rights_in(by, to).moderate:
        raise Refused(_("You facilitate this conversation, but not the one that it would move to."))
    if not is_within(to, here):
        raise Refused(_("People would read it there who do not read it here."))
    answers = Post.objects.filter(reply_to=post, state=PostState.VISIBLE).order_by("seq")
    going = [post, *answers.select_related("author__organisation")]
    first, *others = leave(going, here, to, by=by, at=at)
    tell_moved(going, here, to, by)
    return replace(first, then=others)


def leave(
    going: Sequence[Post], here: Thread, to: Thread, *, by: Person | None, at: datetime
) -> Sequence[Change]:
    """These posts arrive in the other thread; what is left is the change of each in this one."""
    forget_notices_of(here, [post.seq for post in going])
    arrived: dict[UUID, Post] = {}
    for post in going:
        place = next_place(to.pk)
        new = _copy(post, place, arrived.get(post.reply_to_id) if post.reply_to_id else None, at)
        arrived[post.pk] = new
        _leave_tombstone(post, new)
        payload = {"body_md": new.body_md, "lang": new.language, "written": post_json(new)}
        write(place, Change(EventKind.ARRIVE, at, new, payload), by=by)
    count = len(arrived)
    Thread.objects.filter(pk=here.pk).update(post_count=F("post_count") - count)
    Thread.objects.filter(pk=to.pk).update(post_count=F("post_count") + count, last_at=at)
    return [Change(EventKind.MOVE, at, post) for post in going]


def _copy(post: Post, place: Thread, reply_to: Post | None, at: datetime) -> Post:
    new = Post.objects.create(
        thread=place,
        author=post.author,
        seq=place.head_seq,
        reply_to=reply_to,
        kind=post.kind,
        body_md=post.body_md,
        body_html=post.body_html,
        renderer=post.renderer,
        language=post.language,
        anchor=post.anchor,
        created_at=post.created_at,
        edited_at=post.edited_at,
        arrived_at=at,
    )
    for rows in (Reaction.objects, Mention.objects, Report.objects):
        rows.filter(post=post).update(post=new)
    return new


def _leave_tombstone(post: Post, new: Post) -> None:
    post.state, post.moved_to = PostState.MOVED, new
    post.body_md = post.body_html = ""
    post.pinned_at = post.pinned_by = None
    post.save(update_fields=["state", "moved_to", "body_md", "body_html", "pinned_at", "pinned_by"])
