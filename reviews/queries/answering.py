"""Until when a region answers: as long as the step is open, and what is pending until the edition ends."""

from collections.abc import Iterable
from dataclasses import replace

from programme.models import Edition
from reviews.models import Recommendation, ResponseKind
from reviews.queries.over import is_over
from sessions.stages import Stage


def stage_of_answer(advice: Recommendation, stage: Stage, *, over: bool) -> Stage:
    """The step's stage; after its end a pending answer may still be decided, without a deadline.

    "Pending" says that the region still decides. Were that impossible after the step, the advice
    would wait for ever for somebody who may not act.
    """
    if over or not is_left_pending(advice, stage):
        return stage
    return replace(stage, open=True, late=False, due_at=None, closes_at=None, reason="")


def is_left_pending(advice: Recommendation, stage: Stage) -> bool:
    """Whether the step ended while the answer was pending."""
    response = getattr(advice, "response", None)
    return stage.closed and response is not None and response.kind == ResponseKind.PENDING


def editions_that_ended(ids: Iterable[int]) -> set[int]:
    """Which of these editions are over: two queries, and none without ids."""
    wanted = set(ids)
    if not wanted:
        return set()
    rows = Edition.objects.filter(pk__in=wanted).prefetch_related("steps")
    return {edition.pk for edition in rows if is_over(edition)}
