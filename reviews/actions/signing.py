"""Signing a shared review for one helix partner, and the view of who sees it differently."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from core.text import render
from people.models import Person
from reviews.actions.telling_together import tell_signed
from reviews.errors import NotAllowed, NotSubmitted, RowChanged, StepClosed
from reviews.models import CoWriter, Review, ReviewState
from sessions.models import Assignment, StepKind
from sessions.rules import stage_allows


def keep_signatures(review: Review) -> None:
    """A change of state is no change of text: who signed the text has signed it still.

    To be called before the revision goes up by one.
    """
    review.co_writers.filter(signed_revision=review.revision).update(
        signed_revision=review.revision + 1
    )


@transaction.atomic
def sign(*, assignment: Assignment, by: Person, seen: int) -> CoWriter:
    """Say that the text is right for one's helix partner, as it stands at revision `seen`.

    Raises RowChanged when the text is another one by now: nobody signs what they did not read.
    """
    seat = claim_seat(assignment, by)
    if seat.review.revision != seen:
        raise RowChanged(
            _("The text was changed while you were reading. Read it again before you sign.")
        )
    if seat.signed_revision == seen:
        return seat
    seat.signed_at, seat.signed_revision = now(), seen
    seat.save(update_fields=["signed_at", "signed_revision"])
    record("review.signed", by=by, target=seat.review, changes={"revision": (None, seen)})
    tell_signed(seat, by=by)
    return seat


@transaction.atomic
def save_minority(*, assignment: Assignment, by: Person, text: str, seen: int) -> CoWriter:
    """Keep the view of one co-writer, which stands beside the text whoever changes that.

    `seen` is the revision that the writer had before the eyes. Raises RowChanged.
    """
    seat = claim_seat(assignment, by)
    if seat.minority == text:
        return seat
    if seat.revision != seen:
        raise RowChanged
    was_empty = not seat.minority
    seat.minority, seat.minority_html = text, render(text).html if text.strip() else ""
    seat.revision += 1
    seat.save(update_fields=["minority", "minority_html", "revision"])
    if was_empty or not text:
        record("review.minority_view", by=by, target=seat.review)
    return seat


def claim_seat(assignment: Assignment, by: Person) -> CoWriter:
    """The place of a co-writer in a review that can still be signed. To be called in a transaction."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("person", "round_plan__round", "round_plan__dossier__region")
        .get(pk=assignment.pk)
    )
    rows = CoWriter.objects.present().filter(person=by, review__assignment=assignment)
    seat = rows.select_related("review__author", "review__version", "person").first()
    if seat is None or not by.has_perm("reviews.write_review", assignment):
        raise NotAllowed(_("Who writes along can do this."))
    stage = stage_allows(StepKind.REVIEW, assignment.person, assignment.round_plan)
    if not stage.open:
        raise StepClosed(stage.reason)
    if seat.review.state == ReviewState.WITHDRAWN:
        raise NotSubmitted(_("The review was taken back. It must be opened again first."))
    return seat
