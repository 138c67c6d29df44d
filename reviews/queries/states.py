"""How far reviews are, for the matrix of a round and for the rules of others."""

from collections.abc import Collection

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import Visitor, standing
from plans.models import Dossier
from reviews.models import Review, ReviewState
from reviews.models.visible import readable_reviews
from sessions.queries.states import ReviewState as Told


def states_of_reviews(person: Visitor | None, assignment_ids: Collection[int]) -> dict[int, Told]:
    """States by assignment: drafts only to their author and who runs the edition. One query, and the reader's duties."""
    rows = Review.objects.filter(assignment__in=assignment_ids).select_related("round_plan__round")
    if person is None:
        return {row.assignment_id: _told(row, url="") for row in rows}
    if not isinstance(person, Person):
        return {}
    seen = Case(When(readable_reviews(person), then=Value(True)), default=Value(False))
    runs = standing(person).facilitates
    return {
        row.assignment_id: _told(row, url=_url(row) if row.seen else "")
        for row in rows.annotate(seen=seen)
        if row.seen or row.round_plan.round.edition_id in runs
    }


def _url(review: Review) -> str:
    if review.state == ReviewState.SUBMITTED:
        return reverse("reviews:review-detail", args=[review.pk])
    return reverse("reviews:review-write", args=[review.assignment_id])


def _told(review: Review, url: str) -> Told:
    if review.state == ReviewState.SUBMITTED:
        words = _("handed in, after the deadline") if review.is_late else _("handed in")
        return Told(words, "good", submitted=True, url=url)
    if review.state == ReviewState.WITHDRAWN:
        return Told(_("taken back"), "neutral", url=url)
    return Told(_("being written"), "info", url=url)


def is_reviewed(dossier: Dossier) -> bool:
    """Whether a reviewer built on this plan by handing in a review."""
    return Review.objects.submitted().filter(round_plan__dossier=dossier).exists()
