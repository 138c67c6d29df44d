"""What each kind of command changes, inside its transaction, after the thread is locked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from core.clock import now
from core.text import Rendered, language_of
from discussion import targets
from discussion.actions.moving import move
from discussion.actions.places import Change
from discussion.actions.settling import forget_notices_of
from discussion.errors import AlreadySo, NotUnderstood, NotVisible, Refused, ThreadClosed
from discussion.models import (
    Draft,
    EventKind,
    Post,
    PostState,
    Reaction,
    Resolution,
    Thread,
    ThreadState,
)
from discussion.payloads import Said
from discussion.queries.log import reply_json
from discussion.rules import Rights, restore_refusal, rights_in
from people.models import Person

MOST_PINS = 3


@dataclass(frozen=True)
class Call:
    """A command with all that it needs."""

    thread: Thread
    by: Person
    said: Said
    html: Rendered | None
    rights: Rights
    at: datetime


def make(thread: Thread, by: Person, said: Said, html: Rendered | None) -> Change:
    """Check the rights once more, and change the rows."""
    call = Call(thread, by, said, html, rights_in(by, thread), now())
    return _kinds[said.kind](call)


def _post(call: Call) -> Change:
    _may_write(call)
    reply_to = _answered(call)
    html = call.html or Rendered("", ok=False)
    post = Post.objects.create(
        thread=call.thread,
        author=call.by,
        seq=call.thread.head_seq,
        reply_to=reply_to,
        kind=call.said.post_kind,
        body_md=call.said.body,
        body_html=html.html,
        renderer=html.version,
        language=call.said.lang or language_of(call.said.body, call.by.language),
        created_at=call.at,
    )
    Thread.objects.filter(pk=call.thread.pk).update(post_count=F("post_count") + 1, last_at=call.at)
    Draft.objects.filter(person=call.by, thread=call.thread).delete()
    payload = {"as": post.kind, "reply_to": reply_json(reply_to), **_text(call, post)}
    return Change(EventKind.CREATE, call.at, post, payload)


def _edit(call: Call) -> Change:
    _may_write(call)
    post = _the_post(call)
    if post.author_id != call.by.pk:
        raise Refused(_("Only the person who wrote a post may change it."))
    if post.state == PostState.DELETED:
        raise AlreadySo(_("This post was deleted. Restore it first."))
    _still_here(post)
    html = call.html or Rendered("", ok=False)
    post.body_md, post.body_html, post.renderer = call.said.body, html.html, html.version
    post.language = call.said.lang or language_of(call.said.body, post.language)
    post.edited_at = call.at
    post.save(update_fields=["body_md", "body_html", "renderer", "language", "edited_at"])
    return Change(EventKind.EDIT, call.at, post, _text(call, post))


def _delete(call: Call) -> Change:
    post = _the_post(call)
    _own_or_moderate(call, post)
    _still_here(post)
    post.state, post.deleted_at, post.deleted_by = PostState.DELETED, call.at, call.by
    post.pinned_at = post.pinned_by = None
    post.save(update_fields=["state", "deleted_at", "deleted_by", "pinned_at", "pinned_by"])
    Thread.objects.filter(pk=call.thread.pk).update(post_count=F("post_count") - 1)
    forget_notices_of(call.thread, [post.seq])
    return Change(EventKind.DELETE, call.at, post)


def _restore(call: Call) -> Change:
    post = _the_post(call)
    _own_or_moderate(call, post)
    if post.state != PostState.DELETED:
        raise AlreadySo
    if why_not := restore_refusal(post, call.by, call.rights, call.at):
        raise Refused(why_not)
    post.state, post.deleted_at, post.deleted_by = PostState.VISIBLE, None, None
    post.save(update_fields=["state", "deleted_at", "deleted_by"])
    Thread.objects.filter(pk=call.thread.pk).update(post_count=F("post_count") + 1)
    text = {"body_html": post.body_html, "lang": post.language}
    return Change(EventKind.RESTORE, call.at, post, text)


def _resolve(call: Call) -> Change:
    if not call.rights.resolve:
        raise Refused(_("Only the region's team and facilitators may resolve this conversation."))
    if call.thread.state != ThreadState.OPEN:
        raise AlreadySo
    how = {"resolution": call.said.resolution, "outcome": call.said.outcome}
    Thread.objects.filter(pk=call.thread.pk).update(
        state=ThreadState.RESOLVED, resolved_at=call.at, resolved_by=call.by, **how
    )
    if kind := targets.ending_on(call.thread.target_kind):
        kind.ended(call.thread.pk, call.by, done=call.said.resolution == Resolution.DONE)
    return Change(EventKind.RESOLVE, call.at, payload=how)


def _reopen(call: Call) -> Change:
    closed = call.thread.state == ThreadState.CLOSED
    if not (call.rights.moderate if closed else call.rights.resolve):
        raise Refused(
            _("Only the region's team and facilitators may open this conversation again.")
        )
    if call.thread.state == ThreadState.OPEN:
        raise AlreadySo
    if call.thread.joined_to_id:
        raise ThreadClosed
    Thread.objects.filter(pk=call.thread.pk).update(
        state=ThreadState.OPEN, resolution="", outcome="", resolved_at=None, resolved_by=None
    )
    if kind := targets.ending_on(call.thread.target_kind):
        kind.reopened(call.thread.pk, call.by)
    return Change(EventKind.REOPEN, call.at)


def _react(call: Call) -> Change:
    _may_write(call)
    post = _the_post(call)
    _still_here(post)
    mine = Reaction.objects.filter(post=post, person=call.by, sign=call.said.sign)
    if mine.exists() == call.said.on:
        raise AlreadySo
    if call.said.on:
        Reaction.objects.create(post=post, person=call.by, sign=call.said.sign, created_at=call.at)
    else:
        mine.delete()
    return Change(EventKind.REACT, call.at, post, {"sign": call.said.sign, "on": call.said.on})


def _pin(call: Call) -> Change:
    if not call.rights.pin:
        raise Refused(_("Only facilitators and who started the conversation may pin a post."))
    post = _the_post(call)
    _still_here(post)
    if (post.pinned_at is not None) == call.said.on:
        raise AlreadySo
    pins = Post.objects.filter(thread=call.thread, pinned_at__isnull=False).count()
    if call.said.on and pins >= MOST_PINS:
        raise Refused(_("Three posts are pinned already. Take one off first."))
    post.pinned_at, post.pinned_by = (call.at, call.by) if call.said.on else (None, None)
    post.save(update_fields=["pinned_at", "pinned_by"])
    pin = {"on": call.said.on, "number": post.seq, "name": str(post.author)}
    return Change(EventKind.PIN, call.at, post, pin)


def _move(call: Call) -> Change:
    if not call.rights.moderate:
        raise Refused(_("Only a facilitator may move a post to another conversation."))
    post = _the_post(call)
    _still_here(post)
    to = Thread.objects.one_visible_to(call.by, call.said.to).first()
    if to is None:
        raise NotVisible
    return move(post, call.thread, to, by=call.by, at=call.at)


def _text(call: Call, post: Post) -> dict[str, str]:
    return {"body_md": call.said.body, "body_html": post.body_html, "lang": post.language}


def _may_write(call: Call) -> None:
    if call.rights.post:
        return
    if call.thread.state == ThreadState.CLOSED:
        raise ThreadClosed
    raise Refused(call.rights.why_not)


def _own_or_moderate(call: Call, post: Post) -> None:
    if call.rights.moderate:
        return
    _may_write(call)
    if post.author_id != call.by.pk:
        raise Refused(_("Only the person who wrote a post, or a facilitator, may do this."))


def _still_here(post: Post) -> None:
    if post.state == PostState.MOVED:
        raise AlreadySo(_("This post was moved to another conversation."))
    if post.state == PostState.DELETED:
        raise AlreadySo


def _the_post(call: Call) -> Post:
    post = Post.objects.filter(thread=call.thread, pk=call.said.post).first()
    if post is None:
        raise NotUnderstood(_("The post that this is about does not exist."))
    return post


def _answered(call: Call) -> Post | None:
    """The post that is answered; an answer to an answer hangs on the same post: one level."""
    if not call.said.reply_to:
        return None
    post = Post.objects.filter(thread=call.thread, pk=call.said.reply_to).first()
    if post is None:
        raise NotUnderstood(_("The post that you answer does not exist."))
    return post.reply_to or post


_kinds: dict[str, Callable[[Call], Change]] = {
    "post": _post,
    "edit": _edit,
    "delete": _delete,
    "restore": _restore,
    "resolve": _resolve,
    "reopen": _reopen,
    "react": _react,
    "pin": _pin,
    "move": _move,
}
