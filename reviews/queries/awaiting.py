"""What comes before there is anything to count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core import clock
from sessions.models import Round, RoundStep, StepKind


@dataclass(frozen=True)
class Awaited:
    """A moment that brings something to an overview."""

    round: Round
    kind: StepKind
    at: datetime


def steps_to_come(rounds: Iterable[Round]) -> list[Awaited]:
    """The days until which reviewers write, and on which regions begin to read: one query."""
    by_id = {round_.pk: round_ for round_ in rounds}
    rows = RoundStep.objects.filter(
        round__in=by_id, kind__in=[StepKind.REVIEW, StepKind.SITTING]
    ).order_by("opens_at")
    moments = [
        Awaited(
            by_id[row.round_id],
            StepKind(row.kind),
            row.due_at if row.kind == StepKind.REVIEW else row.opens_at,
        )
        for row in rows
    ]
    return [one for one in moments if one.at > clock.now()]
