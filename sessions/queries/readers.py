"""Who reads a version because of a task in a round."""

from django.db.models import QuerySet

from people.models import Person
from people.queries import Visitor
from plans.models import Version
from sessions.models import Assignment


def versions_read_by_task(person: Visitor) -> QuerySet:
    """Ids of the versions that a person was asked to review."""
    if not isinstance(person, Person):
        return Assignment.objects.none().values("round_plan__version_id")
    return Assignment.objects.active().filter(person=person).values("round_plan__version_id")


def people_with_a_task(versions: QuerySet[Version]) -> QuerySet[Person]:
    """Who was asked to review one of these versions: for mentions, and for who is told."""
    asked = Assignment.objects.active().filter(round_plan__version__in=versions)
    return Person.objects.filter(pk__in=asked.values("person_id"))
