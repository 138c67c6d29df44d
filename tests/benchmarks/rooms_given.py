"""What the rooms of an edition of any size are made of."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from people.models import Person
from sessions.models import Assignment, Round, RoundPlan

NOW = timezone.now()
HOUR = timedelta(hours=1)
BATCH = 1000


def bulk(model: Any, rows: list[Any]) -> list[Any]:
    """Put rows in the database in few statements."""
    made: list[Any] = model.objects.bulk_create(rows, batch_size=BATCH)
    return made


class Given:
    """Of what and whom: the round, its plans and who reviews them, the friends of the edition, and who runs it."""

    def __init__(
        self,
        round_: Round,
        plans: list[RoundPlan],
        assignments: list[Assignment],
        people: list[Person],
        by: Person,
    ) -> None:
        self.round, self.plans, self.people, self.by = round_, plans, people, by
        self.assignments = assignments
