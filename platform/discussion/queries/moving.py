"""Where a post may go: threads that its mover facilitates, and that nobody reads who does not read it here."""

from discussion import targets
from discussion.audience import is_within
from discussion.models import Thread, ThreadState
from people.models import Person

MOST = 30


def places_to_go(person: Person, here: Thread) -> list[tuple[str, str]]:
    """Threads by id with their words: those on the same thing first, then the newest."""
    rows = Thread.objects.visible_to(person) & Thread.objects.moderated_by(person)
    rows = (
        rows.select_related("audience")
        .exclude(pk=here.pk)
        .exclude(state=ThreadState.CLOSED)
        .distinct()
    )
    near = rows.filter(target_kind=here.target_kind, target_id=here.target_id)
    found = {row.pk: row for row in [*near[:MOST], *rows[:MOST]]}
    within = [row for row in found.values() if is_within(row, here)][:MOST]
    labels = targets.labels({(row.target_kind, row.target_id) for row in within})
    return [(str(row.pk), _in_words(row, labels[row.target_kind, row.target_id])) for row in within]


def _in_words(thread: Thread, target: str) -> str:
    """Its subject, and what tells it from others of that name."""
    more = [target if target != thread.title else "", str(thread.audience or "")]
    return " · ".join([thread.title, *(word for word in more if word)])
