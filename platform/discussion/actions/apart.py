"""Threads that reviewers write apart, and the moment at which they are joined."""

from collections.abc import Sequence
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from discussion import targets
from discussion.actions.moving import leave
from discussion.actions.places import Change, lock, next_place, write
from discussion.actions.starting import fresh_id
from discussion.errors import AlreadySo, NotUnderstood, NotVisible, Refused
from discussion.models import EventKind, Post, PostState, Reveal, Thread, ThreadState
from discussion.notices import REVEALED
from discussion.queries import is_revealed, knows_target, readers_of
from notifications.actions import notify
from people.levels import Level
from people.models import Person


def open_apart(*, kind: str, target_id: int, by: Person) -> Thread:
    """The thread that this person writes apart on a thing: made once. Raises a subclass of Refused."""
    if not knows_target(by, kind, target_id):
        raise NotVisible
    target = targets.apart_on(kind)
    if target is None or not target.writes_apart(by, target_id):
        raise Refused(_("You do not write apart here."))
    if is_revealed(kind, target_id):
        raise AlreadySo(_("Reviewers read each other here. Write in the conversation of all."))
    mine = Thread.objects.on(kind, target_id).filter(audience=by)
    if found := mine.first():
        return found
    try:
        with transaction.atomic():
            return _open(kind, target_id, by)
    except IntegrityError:  # opened twice at once
        return mine.get()


def _open(kind: str, target_id: int, by: Person) -> Thread:
    thread = Thread.objects.create(
        pk=fresh_id(),
        target_kind=kind,
        target_id=target_id,
        title=targets.labels([(kind, target_id)])[kind, target_id][:200],
        level=Level.SESSION,
        audience=by,
        created_by=by,
    )
    record("discussion.started", by=by, target=thread)
    return thread


@transaction.atomic
def reveal(*, kind: str, target_id: int, by: Person | None = None) -> Reveal:
    """Join the threads apart on a thing into one that all its readers read. Without `by` the clock does it.

    A facilitator may do it before the moment; the clock only when it has come. Raises a subclass of Refused.
    """
    target = targets.apart_on(kind)
    if target is None:
        raise NotUnderstood
    _may_reveal(target, kind, target_id, by)
    apart = list(Thread.objects.on(kind, target_id).filter(audience__isnull=False).order_by("pk"))
    lock([thread.pk for thread in apart])
    made = _shared(kind, target_id, by or _first_writer(apart), by)
    _join(apart, made.thread, by)
    record("discussion.reveal", by=by, target=made.thread)
    context = {"thread": made.thread.title, "thread_id": made.thread_id}
    notify(readers_of(made.thread), REVEALED, about=made, by=by, context=context)
    return made


def _may_reveal(target: targets.Apart, kind: str, target_id: int, by: Person | None) -> None:
    found = targets.get(kind)
    if by is not None and (found is None or not found.may_moderate(by, target_id)):
        raise Refused(_("Only a facilitator lets reviewers read each other."))
    if by is None and target.apart_until(target_id) is not None:
        raise Refused(_("The moment has not come."))
    if is_revealed(kind, target_id):
        raise AlreadySo


def _first_writer(apart: Sequence[Thread]) -> Person:
    if not apart:
        raise NotUnderstood(_("Nobody has written here yet."))
    return min(apart, key=lambda thread: thread.created_at).created_by


def _shared(kind: str, target_id: int, starter: Person, by: Person | None) -> Reveal:
    thread = Thread.objects.create(
        pk=fresh_id(),
        target_kind=kind,
        target_id=target_id,
        title=targets.labels([(kind, target_id)])[kind, target_id][:200],
        level=Level.SESSION,
        created_by=starter,
    )
    try:
        with transaction.atomic():
            made = Reveal.objects.create(
                target_kind=kind, target_id=target_id, thread=thread, at=now(), by=by
            )
    except IntegrityError:  # the clock and a facilitator at once
        raise AlreadySo from None
    opened = Change(EventKind.REVEAL, made.at, payload={"state": ThreadState.OPEN})
    write(next_place(thread.pk), opened, by=by)
    return made


def _join(apart: Sequence[Thread], shared: Thread, by: Person | None) -> None:
    """Each thread apart gives its posts and is closed, in the same transaction."""
    at = now()
    rows = Post.objects.filter(thread__in=apart, state=PostState.VISIBLE)
    rows = rows.select_related("author__organisation").order_by("thread", "seq")
    posts = {pk: list(group) for pk, group in groupby(rows, key=lambda post: post.thread_id)}
    for thread in apart:
        if posts.get(thread.pk):
            for change in leave(posts[thread.pk], thread, shared, by=by, at=at):
                write(next_place(thread.pk), change, by=by)
        Thread.objects.filter(pk=thread.pk).update(
            state=ThreadState.CLOSED,
            joined_to=shared,
            resolution="",
            outcome="",
            resolved_at=None,
            resolved_by=None,
        )
        closed = Change(EventKind.REVEAL, at, payload={"state": ThreadState.CLOSED})
        write(next_place(thread.pk), closed, by=by)
