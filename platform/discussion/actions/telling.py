"""Who hears of an event outside the page: in the event's own transaction."""

from collections.abc import Sequence

from discussion.mentions import Named
from discussion.models import EventKind, Mention, Post, Thread, ThreadEvent
from discussion.notices import MENTION, MOVED, MOVED_AWAY, POST, RESOLVED
from discussion.queries import participants_of, readers_of
from discussion.queries.readers import muting
from notifications.actions import notify
from notifications.models import Notice
from people.models import Person


def tell(thread: Thread, event: ThreadEvent, by: Person | None, named: Named) -> None:
    """Give notices: to who is named; to who takes part, one at a time until it is read.

    Who muted the thread hears only of posts that name that person, not of those that name a group.
    """
    if by is None or event.kind not in (EventKind.CREATE, EventKind.EDIT, EventKind.RESOLVE):
        return
    wanted = _wanted(thread, event) - {by.pk}
    grouped = set(named.in_groups) - muting(thread) if named.in_groups else set()
    asked = wanted | set(named.ids) | grouped
    if not asked:
        return
    readers = {person.pk: person for person in readers_of(thread, asked)}
    context = {"thread": thread.title, "name": str(by), "number": event.seq}
    told = [readers[pk] for pk in [*named.ids, *sorted(grouped)] if pk in readers]
    mentioned = _mention(event, told)
    notify(mentioned, MENTION, about=thread, by=by, key=str(event.post_id), context=context)
    others = [person for pk, person in readers.items() if pk in wanted and person not in mentioned]
    key = f"{thread.pk}:{event.seq}"
    if event.kind == EventKind.CREATE:
        notify(others, POST, about=thread, by=by, key=key, context=context)
    if event.kind == EventKind.RESOLVE:
        context["outcome"] = thread.outcome
        notify(others, RESOLVED, about=thread, by=by, key=key, context=context)


def _wanted(thread: Thread, event: ThreadEvent) -> set[int]:
    """Who hears of it unless not allowed to: who takes part; of posts those whose last notice is read."""
    if event.kind == EventKind.EDIT:
        return set()
    taking_part = participants_of(thread)
    return taking_part - _waiting(thread) if event.kind == EventKind.CREATE else taking_part


def tell_moved(posts: Sequence[Post], here: Thread, to: Thread, by: Person) -> None:
    """Tell each writer once where the own post is now; where it went is named to who reads it there.

    Of several posts of one writer, the notice leads to the first.
    """
    told: set[int] = set()
    for post in posts:
        if post.author_id in told:
            continue
        told.add(post.author_id)
        reads = Thread.objects.seen_by(post.author, to).exists()
        kind, about = (MOVED, to) if reads else (MOVED_AWAY, here)
        number = post.moved_to.seq if reads and post.moved_to else post.seq
        context = {"name": str(by), "thread": about.title, "number": number}
        notify([post.author], kind, about=about, by=by, key=str(post.pk), context=context)


def _mention(event: ThreadEvent, people: list[Person]) -> list[Person]:
    """Keep who is named in a post; an edit tells only who was not named before."""
    known = set(Mention.objects.filter(post=event.post_id).values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    Mention.objects.bulk_create(Mention(post=event.post, person=person) for person in fresh)
    return fresh


def _waiting(thread: Thread) -> set[int]:
    """In whose inbox a notice of this thread waits: one unread notice a thread."""
    rows = Notice.objects.filter(
        kind__in=[POST.key, MENTION.key],
        subject_type=thread._meta.label_lower,
        subject_id=thread.pk,
        read_at=None,
    )
    return set(rows.values_list("person_id", flat=True))
