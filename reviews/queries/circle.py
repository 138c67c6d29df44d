"""With whom a reviewer may write a review: the own organisation, and for a peer the own region's team."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from people.models import Membership, Person, Sector
from people.queries import standing, team_of
from reviews.models import CoWriter
from sessions.models import Assignment, AssignmentState, Capacity, Conflict
from sessions.rules import is_own_region

TAKEN = [AssignmentState.PLANNED, AssignmentState.SENT, AssignmentState.ACCEPTED]


def circle_of(assignment: Assignment) -> QuerySet[Person]:
    """Who could be asked to write along, by name; they take part in the edition."""
    holder, edition = assignment.person, assignment.round_plan.round.edition_id
    near = Q(pk__in=[])
    if holder.organisation_id:
        near |= Q(organisation=holder.organisation_id)
    if assignment.capacity == Capacity.PEER and assignment.from_region_id:
        near |= Q(pk__in=team_of(edition, assignment.from_region_id).values("pk"))
    taking_part = Membership.objects.active().filter(edition=edition).values("person_id")
    rows = Person.objects.filter(near, pk__in=taking_part, is_active=True)
    return rows.exclude(pk=holder.pk).select_related("organisation").order_by("name", "pk")


def refusal(person: Person, assignment: Assignment) -> str:
    """Why this person cannot write along in this review; empty when it is possible."""
    if not circle_of(assignment).filter(pk=person.pk).exists():
        return unknown()
    return next(_ties(person, assignment), "") % {"name": person.name}


def _ties(person: Person, assignment: Assignment) -> Iterator[str]:
    """What stands between the person and this plan."""
    plan = assignment.round_plan
    if is_own_region(person, plan):
        yield _("%(name)s is in the team of the region, and nobody reviews their own region.")
    if plan.round.edition_id in standing(person).facilitates:
        yield _("%(name)s runs this edition and reads all reviews, so cannot write along.")
    if Conflict.objects.filter(person=person, region=plan.dossier.region_id).exists():
        yield _("%(name)s declared a tie with this region, so cannot write along.")
    tasks = Assignment.objects.filter(person=person, round_plan=plan)
    if tasks.filter(state__in=TAKEN).exists():
        yield _("%(name)s already reviews this plan.")
    others = CoWriter.objects.filter(person=person, review__round_plan=plan, left_at=None)
    if others.exclude(review__assignment=assignment).exists():
        yield _("%(name)s already writes along in another review of this plan.")


def unknown() -> str:
    """The same sentence for who is elsewhere and for who does not exist."""
    return _(
        "There is nobody like that in your organisation or region who takes part in this edition. Ask a facilitator to invite them."
    )


def sector_of(person: Person, assignment: Assignment) -> Sector | None:
    """For which helix partner somebody signs, when nobody says otherwise: the role's, else the organisation's."""
    edition = assignment.round_plan.round.edition_id
    held = [row.sector for row in standing(person).memberships if row.edition_id == edition]
    found = next((sector for sector in held if sector), "")
    if not found and person.organisation is not None:
        found = person.organisation.sector
    return Sector(found) if found else None
