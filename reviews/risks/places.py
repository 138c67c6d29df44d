"""Conversations about reviews and advice are about a plan too; and what reviews add to the picture of a round."""

from collections.abc import Collection

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from reviews.models import Recommendation, ResponseKind, Review
from sessions.models import Assignment, AssignmentState
from sessions.queries.progress import Measure, Share, register_measure
from sessions.risks.places import register_place


def _handed_in(ids: Collection[int]) -> dict[tuple[int, int], Share]:
    """Of the reviews that were promised, how many are in."""
    rows = Assignment.objects.filter(
        round_plan__round__in=ids, state=AssignmentState.ACCEPTED
    ).order_by()
    counts = rows.values_list("round_plan__round_id", "round_plan__dossier__region_id").annotate(
        done=Count("pk", filter=Q(review__state="submitted")), all=Count("pk")
    )
    return {(round_id, region_id): (done, all_) for round_id, region_id, done, all_ in counts}


def _answered(ids: Collection[int]) -> dict[tuple[int, int], Share]:
    """Of the advice that was given, how much is answered; pending is no answer yet."""
    said = Q(response__isnull=False) & ~Q(response__kind=ResponseKind.PENDING)
    rows = Recommendation.objects.current().filter(round_plan__round__in=ids).order_by()
    counts = rows.values_list("round_plan__round_id", "round_plan__dossier__region_id").annotate(
        done=Count("pk", filter=said), all=Count("pk")
    )
    return {(round_id, region_id): (done, all_) for round_id, region_id, done, all_ in counts}


register_place("review", Review.objects.all(), "round_plan__dossier_id")
register_place("recommendation", Recommendation.objects.all(), "round_plan__dossier_id")
register_measure(Measure("reviews", _("reviews handed in"), _handed_in))
register_measure(Measure("answers", _("advice answered"), _answered))
