"""Who did something, as a report says it."""

from datetime import datetime

from django.utils.translation import gettext as _

from people.models import Person
from reports.shapes import Act, Who
from reviews.models import Recommendation, Review
from reviews.queries.advice import given_at
from sessions.models import Assignment


def who(person: Person, capacity: str = "") -> Who:
    """Name, organisation, and as what."""
    body = person.organisation
    return Who(str(person), body.name if body else "", capacity)


def act(person: Person, at: datetime, capacity: str = "") -> Act:
    """Who did it, and when."""
    return Act(who(person, capacity), at)


def capacity_of(assignment: Assignment) -> str:
    """As what somebody reviews; a peer with the region."""
    label = str(assignment.get_capacity_display())
    region = assignment.from_region
    return f"{label}, {region.name}" if region else label


def of_team(region: str) -> str:
    """Somebody of the region's team."""
    return _("team of %(region)s") % {"region": region}


def handed_in(review: Review) -> Act:
    """Who reviewed, as what, and when it was handed in."""
    at = review.submitted_at or review.saved_at
    return act(review.author, at, capacity_of(review.assignment))


def given(advice: Recommendation) -> Act:
    """Who gave advice; a merged piece is the facilitator's."""
    if advice.review is not None:
        return handed_in(advice.review)
    if advice.is_merged:
        return act(advice.author, advice.created_at, _("put together by a facilitator"))
    return act(advice.author, given_at(advice), _("in a sitting"))
