"""Who reads a thread, in one plain sentence."""

from django.utils.translation import gettext as _

from discussion import targets
from discussion.models import Lane, Thread
from discussion.queries import readers_of
from people.levels import ORDER, Level
from people.models import Person


def who_reads(level: str) -> str:
    """The readers of threads at this level."""
    words = {
        Level.REGION: _("the region's team"),
        Level.SESSION: _("the region's team, who reviews its plan, and facilitators"),
        Level.PARTICIPANTS: _("all regions, critical friends and facilitators of this edition"),
        Level.NETWORK: _("all participants, observers and executives"),
        Level.PUBLIC: _("everybody, also without logging in"),
    }
    return words[Level(level)]


def who_reads_thread(thread: Thread) -> str:
    """The readers of this thread."""
    if thread.lane == Lane.FACILITATORS:
        return _("only facilitators")
    if thread.audience is not None:
        return _("%(name)s and facilitators") % {"name": thread.audience}
    own = targets.readers_in_words(thread.target_kind, thread.target_id, thread.level)
    return own or who_reads(thread.level)


def is_within(new: Thread, old: Thread) -> bool:
    """Whether nobody reads the new thread who does not read the old one: by level, and by name today."""
    if new.lane == Lane.SHARED and old.lane == Lane.FACILITATORS:
        return False
    wider = ORDER.index(Level(new.level)) > ORDER.index(Level(old.level))
    if new.lane == old.lane and new.audience_id is None and (wider or old.audience_id):
        return False
    readers = {person.pk for person in readers_of(old)}
    return all(person.pk in readers for person in readers_of(new))


def levels_to_start(person: Person, kind: str, target_id: int) -> list[tuple[str, str]]:
    """The levels at which somebody may start a thread on a thing, narrow first, with who reads each."""
    target = targets.get(kind)
    if target is None:
        return []
    levels = [
        (level.value, targets.readers_in_words(kind, target_id, level) or who_reads(level))
        for level in ORDER
        if target.may_start(person, target_id, level)
    ]
    if target.may_moderate(person, target_id):
        levels.append((Lane.FACILITATORS.value, _("only facilitators")))
    return levels
