"""What workers do for this app; each may run twice without harm."""

from datetime import timedelta

from core.clock import now
from reviews.actions.telling import tell_team
from reviews.models import Review
from sessions.models import RoundStep, StepKind

LOOK_BACK = timedelta(days=7)  # a sweep that was missed for a week is noticed otherwise


def tell_teams() -> int:
    """Tell regions of the reviews that they may read since the sitting opened; how many reviews."""
    moment = now()
    opened = RoundStep.objects.filter(
        kind=StepKind.SITTING, opens_at__lte=moment, opens_at__gte=moment - LOOK_BACK
    )
    rows = Review.objects.submitted().filter(round_plan__round__in=opened.values("round_id"))
    reviews = list(
        rows.select_related(
            "author",
            "version",
            "round_plan__round",
            "round_plan__version",
            "round_plan__dossier__region",
        )
    )
    for review in reviews:
        tell_team(review)
    return len(reviews)
