"""Whether something is over: an edition, the time to change advice, or that to take evidence back."""

from collections.abc import Iterable

from core.clock import today
from programme.models import Edition
from reviews.models import ChangeLink, Commitment, Response, Verification


def is_over(edition: Edition) -> bool:
    """Whether the last step ended; an edition without steps is never over. One query."""
    ends = [step.actual_end or step.planned_end for step in edition.steps.all()]
    return bool(ends) and max(ends) < today()


def is_judged(commitment: Commitment) -> bool:
    """Whether a handed-in review judged what was done with the advice behind this. One query."""
    if commitment.recommendation_id is None:
        return False
    return (
        Verification.objects.filter(
            recommendation=commitment.recommendation_id, review__state="submitted"
        )
        .exclude(judgement="")
        .exists()
    )


def is_built_on(ids: Iterable[int]) -> bool:
    """Whether the region or a reviewer did something with one of these: then it stays as it is."""
    wanted = list(ids)
    return any(
        rows.filter(recommendation__in=wanted).exists()
        for rows in (
            Response.objects,
            Commitment.objects,
            ChangeLink.objects.filter(version__isnull=False),
            Verification.objects.filter(review__state="submitted"),
        )
    )
