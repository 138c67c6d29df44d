"""Who writes along with whom: for plans, for the desk, and for sentences."""

from django.db.models import QuerySet

from people.models import Person
from people.queries import Visitor
from plans.models import Version
from reviews.models import CoWriter


def versions_read_along(person: Visitor) -> QuerySet:
    """Ids of the versions that a person reads to write along in a review of them."""
    if not isinstance(person, Person):
        return CoWriter.objects.none().values("review__round_plan__version_id")
    rows = CoWriter.objects.at_work().filter(person=person)
    return rows.values("review__round_plan__version_id")


def people_along(versions: QuerySet[Version]) -> QuerySet[Person]:
    """Who writes along in a review of one of these versions: for mentions, and for who is told."""
    rows = CoWriter.objects.at_work().filter(review__round_plan__version__in=versions)
    return Person.objects.filter(pk__in=rows.values("person_id"))
