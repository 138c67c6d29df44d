"""Whether an edition is over."""

from core.clock import today
from programme.models import Edition


def is_over(edition: Edition) -> bool:
    """Whether the last step ended; an edition without steps is never over. One query."""
    ends = [step.actual_end or step.planned_end for step in edition.steps.all()]
    return bool(ends) and max(ends) < today()
