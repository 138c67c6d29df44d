"""Who reads a thread, and who takes part in it."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from discussion import targets
from discussion.models import Follow, FollowLevel, Lane, Post, Thread
from discussion.queries.following import still_counts
from people.levels import Level
from people.models import Person


def readers_of(thread: Thread, among: Collection[int] | None = None) -> list[Person]:
    """Everybody who may read the thread, or those of some people; of a thread apart: one, and who facilitates."""
    kind = targets.get(thread.target_kind)
    if kind is None:
        return []
    if thread.lane == Lane.FACILITATORS:
        return _unique(kind.moderators(thread.target_id), among)
    people = _unique(kind.people(thread.target_id, thread.level), among)
    if thread.audience_id is None:
        return people
    return [
        person
        for person in people
        if person.pk == thread.audience_id or kind.may_moderate(person, thread.target_id)
    ]


def surely_reading(thread: Thread, person_ids: Collection[int]) -> set[int]:
    """Those of these people of whom one question shows that they read the thread; about others it says nothing.

    Who gets mail about a thread reads it: so these are always among whom `visible_to` lets read.
    """
    kind = targets.get(thread.target_kind)
    if kind is None or thread.lane != Lane.SHARED or thread.audience_id is not None:
        return set()
    people = kind.people(thread.target_id, thread.level)
    if isinstance(people, QuerySet):
        return set(people.filter(pk__in=person_ids).values_list("pk", flat=True))
    return {one.pk for one in people} & set(person_ids)


def participants_of(thread: Thread) -> set[int]:
    """Who wrote in the thread, started it or follows it, without who muted it: two queries."""
    rows = Follow.objects.filter(still_counts(), thread=thread)
    levels = dict(rows.values_list("person_id", "level"))
    wrote = set(Post.objects.filter(thread=thread).values_list("author_id", flat=True).distinct())
    follow = {person for person, level in levels.items() if level == FollowLevel.FOLLOW}
    muted = {person for person, level in levels.items() if level == FollowLevel.MUTE}
    return (wrote | follow | {thread.created_by_id}) - muted


def muting(thread: Thread) -> set[int]:
    """Who muted the thread, for good or for a while that is not over."""
    rows = Follow.objects.filter(still_counts(), thread=thread, level=FollowLevel.MUTE)
    return set(rows.values_list("person_id", flat=True))


def knows_target(person: Person, kind: str, target_id: int) -> bool:
    """Whether somebody may know of the thing, so that its threads can be asked for."""
    found = targets.get(kind)
    if found is None:
        return False
    if any(found.may_start(person, target_id, level) for level in (Level.REGION, Level.SESSION)):
        return True
    if Thread.objects.visible_to(person, kind).on(kind, target_id).exists():
        return True
    return _among(person, found.people(target_id, Level.PUBLIC))


def _among(person: Person, people: Iterable[Person]) -> bool:
    if isinstance(people, QuerySet):
        return people.filter(pk=person.pk).exists()
    return any(one.pk == person.pk for one in people)


def _unique(people: Iterable[Person], among: Collection[int] | None = None) -> list[Person]:
    if isinstance(people, QuerySet):
        people = people.select_related("organisation").distinct()
        people = people if among is None else people.filter(pk__in=among)
    found = {person.pk: person for person in people}
    return [one for pk, one in found.items() if among is None or pk in among]
