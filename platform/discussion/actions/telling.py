"""Who hears of an event outside the page: in the event's own transaction."""

from collections.abc import Iterable

from discussion.mentions import Named
from discussion.models import EventKind, Mention, Thread, ThreadEvent
from discussion.notices import MENTION, POST, RESOLVED
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
    wanted = set() if event.kind == EventKind.EDIT else participants_of(thread)
    wanted.discard(by.pk)
    grouped = set(named.in_groups) - muting(thread) if named.in_groups else set()
    if not wanted and not named.ids and not grouped:
        return
    readers = {person.pk: person for person in readers_of(thread)}
    context = {"thread": thread.title, "name": str(by), "number": event.seq}
    told = [readers[pk] for pk in [*named.ids, *sorted(grouped)] if pk in readers]
    mentioned = _mention(event, told)
    notify(mentioned, MENTION, about=thread, by=by, key=str(event.post_id), context=context)
    others = [person for pk, person in readers.items() if pk in wanted and person not in mentioned]
    key = f"{thread.pk}:{event.seq}"
    if event.kind == EventKind.CREATE:
        fresh = _without_unread(thread, others)
        notify(fresh, POST, about=thread, by=by, key=key, context=context)
    if event.kind == EventKind.RESOLVE:
        context["outcome"] = thread.outcome
        notify(others, RESOLVED, about=thread, by=by, key=key, context=context)


def _mention(event: ThreadEvent, people: list[Person]) -> list[Person]:
    """Keep who is named in a post; an edit tells only who was not named before."""
    known = set(Mention.objects.filter(post=event.post_id).values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    Mention.objects.bulk_create(Mention(post=event.post, person=person) for person in fresh)
    return fresh


def _without_unread(thread: Thread, people: Iterable[Person]) -> list[Person]:
    """Those in whose inbox no notice of this thread waits yet: one unread notice a thread."""
    people = list(people)
    waiting = set(
        Notice.objects.filter(
            person__in=people,
            kind__in=[POST.key, MENTION.key],
            subject_type=thread._meta.label_lower,
            subject_id=thread.pk,
            read_at=None,
        ).values_list("person_id", flat=True)
    )
    return [person for person in people if person.pk not in waiting]
