"""Who reads which thread: asked of the thing that it hangs on."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from discussion import targets
from people.queries import Visitor

if TYPE_CHECKING:
    from discussion.models import Thread
    from people.models import Person


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads by what they hang on and by who reads them."""

    def on(self, kind: str, target_id: int) -> Self:
        """The threads of one thing."""
        return self.filter(target_kind=kind, target_id=target_id)

    def visible_to(self, person: Visitor, *kinds: str) -> Self:
        """Threads on things that the person may read, within the thread's level, lane and audience.

        Who knows on what kinds of things they are, names these: the rules of all kinds together are dear
        to say.
        """
        found = Q(pk__in=[])
        for target in targets.all_kinds():
            if kinds and target.key not in kinds:
                continue
            shared = Q(lane="shared") & target.threads_visible_to(person)
            backstage = Q(lane="backstage") & target.moderated_by(person)
            found |= Q(target_kind=target.key) & (shared | backstage)
        return self.filter(found)

    def written_by(self, person: "Person") -> Self:
        """Of threads that the person may read, those in which it may write now: as `rules.rights_in` says."""
        found = Q(pk__in=[])
        for target in targets.all_kinds():
            shared = Q(lane="shared") & target.threads_written_by(person)
            backstage = Q(lane="backstage") & target.moderated_by(person)
            found |= Q(target_kind=target.key) & (shared | backstage)
        return self.filter(found).exclude(state="closed")

    def seen_by(self, person: Visitor, thread: "Thread") -> Self:
        """This thread as it is now, if the person may read it: only the rules of its kind are asked."""
        return self.visible_to(person, thread.target_kind).filter(pk=thread.pk)

    def one_visible_to(self, person: Visitor, pk: int) -> Self:
        """This thread alone, if the person may read it; its kind is asked first."""
        kinds = self.model.objects.filter(pk=pk).values_list("target_kind", flat=True)
        return self.visible_to(person, *kinds).filter(pk=pk) if kinds else self.none()

    def moderated_by(self, person: Visitor) -> Self:
        """Threads on things that the person facilitates; some of them it does not read."""
        found = Q(pk__in=[])
        for target in targets.all_kinds():
            found |= Q(target_kind=target.key) & target.moderated_by(person)
        return self.filter(found)
