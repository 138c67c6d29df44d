"""Who reads a thread, in one plain sentence."""

from django.utils.translation import gettext as _

from discussion import targets
from discussion.models import Thread
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
    if thread.audience is not None:
        return _("%(name)s and facilitators") % {"name": thread.audience}
    return who_reads(thread.level)


def levels_to_start(person: Person, kind: str, target_id: int) -> list[tuple[str, str]]:
    """The levels at which somebody may start a thread on a thing, narrow first, with who reads each."""
    target = targets.get(kind)
    if target is None:
        return []
    return [
        (level.value, who_reads(level))
        for level in ORDER
        if target.may_start(person, target_id, level)
    ]
