"""Asking others to write along in a review of an organisation, and letting them go."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from people.models import Person, Sector
from people.queries import forget
from reviews.actions.drafts import open_draft
from reviews.actions.telling_together import tell_invited, tell_left
from reviews.errors import NotAllowed
from reviews.models import CoWriter
from reviews.queries.circle import refusal, sector_of
from sessions.models import Assignment


@transaction.atomic
def invite_co_writer(
    *, assignment: Assignment, person: Person, by: Person, sector: Sector | None = None
) -> CoWriter:
    """Let somebody of the own organisation or region write along; the draft begins now if need be.

    Without a sector it is that of the organisation. Who left can come back and keeps the signature,
    for as far as the text is still the same. Raises NotAllowed with the reason.
    """
    _holds(assignment, by)
    review, _sheet = open_draft(assignment=assignment, by=by)
    if reason := refusal(person, review.assignment):
        raise NotAllowed(reason)
    side = sector or sector_of(person, review.assignment)
    if side is None:
        raise NotAllowed(_("Choose for which helix partner %(name)s signs.") % {"name": person})
    known = CoWriter.objects.filter(review=review, person=person).first()
    if known is not None and known.left_at is None and known.sector == side:
        return known
    seat, _made = CoWriter.objects.update_or_create(
        review=review,
        person=person,
        defaults={"sector": side, "left_at": None, "invited_at": now(), "invited_by": by},
    )
    record("review.shared", by=by, target=review, changes={"person": (None, person.pk)})
    tell_invited(seat, by=by)
    return seat


@transaction.atomic
def remove_co_writer(*, seat: CoWriter, by: Person) -> CoWriter:
    """The holder lets somebody go, or somebody leaves; what they wrote stays, and so does their view."""
    seat = _claim(seat)
    if by.pk != seat.person_id:
        _holds(seat.review.assignment, by)
        open_draft(assignment=seat.review.assignment, by=by)
    if seat.left_at is not None:
        return seat
    seat.left_at = now()
    seat.save(update_fields=["left_at"])
    forget(by)
    record("review.left", by=by, target=seat.review, changes={"person": (seat.person_id, None)})
    tell_left(seat, by=by)
    return seat


def _holds(assignment: Assignment, by: Person) -> None:
    if not by.has_perm("reviews.submit_review", assignment):
        raise NotAllowed(_("%(name)s decides who writes along.") % {"name": assignment.person.name})


def _claim(seat: CoWriter) -> CoWriter:
    # First the task, then the seat, as every write of a draft does: no two can wait for each other.
    Assignment.objects.select_for_update().get(review=seat.review_id)
    rows = CoWriter.objects.select_for_update(of=("self",)).select_related(
        "person",
        "review__author",
        "review__version",
        "review__round_plan",
        "review__assignment__person",
        "review__assignment__round_plan__dossier",
    )
    return rows.get(pk=seat.pk)
