"""One commitment with its reports and evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Person
from reviews.models import Commitment, Evidence, Progress, ProgressState
from reviews.queries.over import is_over

TONES = {
    ProgressState.NOT_STARTED: "neutral",
    ProgressState.ON_SCHEDULE: "info",
    ProgressState.NEEDS_ATTENTION: "warning",
    ProgressState.DONE: "good",
    ProgressState.STOPPED: "neutral",
}


@dataclass(frozen=True)
class Report:
    """One report on how it goes, with the tone of its state."""

    progress: Progress
    tone: str


@dataclass(frozen=True)
class PromisePage:
    """A commitment, how it went, and what its reader may add."""

    commitment: Commitment
    reports: Sequence[Report]
    evidence: Sequence[Evidence]
    in_team: bool
    may_change: bool
    refusal: str  # why no progress may be reported; empty when it may


def promise_page(commitment: Commitment, person: Person) -> PromisePage:
    """Everything on the page of a commitment: three queries."""
    in_team = person.has_perm("reviews.report_progress", commitment)
    over = is_over(commitment.dossier.edition)
    refusal = ""
    if not in_team:
        refusal = _("The team of %(region)s reports progress.") % {
            "region": commitment.dossier.region.name
        }
    elif over:
        refusal = _("This edition has ended, so nothing can be added any more.")
    return PromisePage(
        commitment=commitment,
        reports=[
            Report(row, TONES[ProgressState(row.state)])
            for row in commitment.progress.select_related("reported_by")
        ],
        evidence=list(
            Evidence.objects.visible_to(person)
            .filter(commitment=commitment)
            .select_related("added_by")
        ),
        in_team=in_team,
        may_change=person.has_perm("reviews.change_commitment", commitment) and not over,
        refusal=refusal,
    )
