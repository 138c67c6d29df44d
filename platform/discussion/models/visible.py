"""Who reads which thread: asked of the thing that it hangs on."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from discussion import targets
from people.queries import Visitor

if TYPE_CHECKING:
    from discussion.models import Thread  # noqa: F401 -- named in a string


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads by what they hang on and by who reads them."""

    def on(self, kind: str, target_id: int) -> Self:
        """The threads of one thing."""
        return self.filter(target_kind=kind, target_id=target_id)

    def visible_to(self, person: Visitor) -> Self:
        """Threads on things that the person may read, within the thread's level, lane and audience."""
        found = Q(pk__in=[])
        for target in targets.all_kinds():
            shared = Q(lane="shared") & target.threads_visible_to(person)
            backstage = Q(lane="backstage") & target.moderated_by(person)
            found |= Q(target_kind=target.key) & (shared | backstage)
        return self.filter(found)

    def moderated_by(self, person: Visitor) -> Self:
        """Threads on things that the person facilitates; some of them it does not read."""
        found = Q(pk__in=[])
        for target in targets.all_kinds():
            found |= Q(target_kind=target.key) & target.moderated_by(person)
        return self.filter(found)
