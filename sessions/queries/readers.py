"""Who reads a version because of a task in a round."""

from django.db.models import QuerySet

from people.models import Person
from people.queries import Visitor
from sessions.models import Assignment


def versions_read_by_task(person: Visitor) -> QuerySet:
    """Ids of the versions that a person was asked to review."""
    if not isinstance(person, Person):
        return Assignment.objects.none().values("round_plan__version_id")
    return Assignment.objects.active().filter(person=person).values("round_plan__version_id")


def people_with_a_task(dossier_id: int) -> QuerySet[Person]:
    """Who was asked to review a version of this plan: for mentions, and for who is told."""
    asked = Assignment.objects.active().filter(round_plan__version__dossier_id=dossier_id)
    return Person.objects.filter(pk__in=asked.values("person_id"))
