"""One question at the door of a thread, with the answer that the list gives."""

import pytest

from discussion.models import Lane, Thread
from people.levels import Level
from tests.factories.discussion import ThreadFactory, thread_in


@pytest.mark.parametrize("level", Level.values)
def test_door_and_list_agree_for_everybody(cast, level):
    shared = thread_in(cast, level=level)
    apart = ThreadFactory(target_id=shared.target_id, level=level, audience=cast.ada)
    backstage = ThreadFactory(
        target_id=shared.target_id, level=Level.REGION, lane=Lane.FACILITATORS
    )

    for name, person in cast.everybody().items():
        listed = set(Thread.objects.visible_to(person).values_list("pk", flat=True))
        for thread in (shared, apart, backstage):
            reads = Thread.objects.seen_by(person, thread).exists()
            assert reads == (thread.pk in listed), (name, thread)


def test_thread_comes_as_it_is_now(cast):
    thread = thread_in(cast, level=Level.SESSION)
    Thread.objects.filter(pk=thread.pk).update(title="Other subject")

    found = Thread.objects.seen_by(cast.rob, thread).get()

    assert (found.pk, found.title, thread.title) == (thread.pk, "Other subject", thread.title)
    assert not Thread.objects.seen_by(cast.sam, thread).exists()
