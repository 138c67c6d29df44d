"""For which of the region's questions a reviewer is asked, and until when an additional one reads."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from audit.actions import record
from core.clock import today
from people.models import Membership, Person, Role
from people.queries import forget
from plans.models import VersionQuestion
from sessions.errors import AccessNeedsAnEnd, NotACandidate
from sessions.models import AskedFor, Assignment, Capacity, RoundPlan
from sessions.models.visible import ACTIVE


def check_questions(plan: RoundPlan, questions: Sequence[VersionQuestion]) -> None:
    """Only questions of the version that is reviewed. Raises NotACandidate."""
    if any(question.version_id != plan.version_id for question in questions):
        raise NotACandidate


def ask_for(assignment: Assignment, questions: Sequence[VersionQuestion]) -> None:
    """Keep for which questions somebody is asked, in place of what was kept."""
    AskedFor.objects.filter(assignment=assignment).delete()
    AskedFor.objects.bulk_create(
        [AskedFor(assignment=assignment, question=question) for question in questions]
    )


@transaction.atomic
def change_access(*, assignment: Assignment, until: date, by: Person) -> Assignment:
    """Give an additional friend more or less time with a plan; today is the shortest.

    Raises AccessNeedsAnEnd, and NotACandidate for who is not an additional friend.
    """
    rows = Assignment.objects.select_for_update(of=("self",))
    held = rows.select_related("person", "round_plan__round", "round_plan__dossier").get(
        pk=assignment.pk
    )
    if held.capacity != Capacity.EXTRA_FRIEND:
        raise NotACandidate
    if until < today():
        raise AccessNeedsAnEnd
    if held.access_until == until:
        return held
    old, held.access_until = held.access_until, until
    held.save(update_fields=["access_until"])
    record(
        "assignment.access_changed",
        by=by,
        target=held,
        changes={"until": (old, until)},
        region_id=held.round_plan.dossier.region_id,
    )
    if held.state in ACTIVE:
        _follow(held, by)
    return held


def _follow(held: Assignment, by: Person) -> None:
    """The role lasts as long as the longest access in the edition."""
    edition = held.round_plan.round.edition_id
    member = Membership.objects.filter(
        person=held.person, edition=edition, role=Role.EXTRA_FRIEND, region=None
    ).first()
    ends = Assignment.objects.filter(
        person=held.person,
        round_plan__round__edition=edition,
        capacity=Capacity.EXTRA_FRIEND,
        state__in=ACTIVE,
    ).values_list("access_until", flat=True)
    end = max(day for day in ends if day is not None)
    if member is None or member.until_date is None or end <= member.until_date:
        return
    old, member.until_date = member.until_date, end
    member.save(update_fields=["until_date"])
    record("membership.extra_friend", by=by, target=member, changes={"until": (old, end)})
    forget(held.person)
