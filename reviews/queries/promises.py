"""One commitment with its reports and evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Person
from reviews.models import Commitment, Evidence, Progress, ProgressState
from reviews.queries.helping import offers_on
from reviews.queries.over import is_judged, is_over

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
class Shown:
    """One piece of evidence, and whether its reader may take it back."""

    proof: Evidence
    removable: bool


@dataclass(frozen=True)
class PromisePage:
    """A commitment, how it went, and what its reader may add."""

    commitment: Commitment
    reports: Sequence[Report]
    evidence: Sequence[Shown]
    taken_back: Sequence[Evidence]  # that it was there, not what it was
    offers: Sequence[tuple[str, str]]  # who offered which help with the advice
    in_team: bool
    may_change: bool
    refusal: str  # why no progress may be reported; empty when it may


def promise_page(commitment: Commitment, person: Person) -> PromisePage:
    """Everything on the page of a commitment: six queries at most."""
    in_team = person.has_perm("reviews.report_progress", commitment)
    over = is_over(commitment.dossier.edition)
    refusal = ""
    if not in_team:
        refusal = _("The team of %(region)s reports progress.") % {
            "region": commitment.dossier.region.name
        }
    elif over:
        refusal = _("This edition has ended, so nothing can be added any more.")
    ever = Evidence.objects.ever_visible_to(person).filter(commitment=commitment)
    evidence = list(ever.select_related("added_by", "removed_by"))
    settled = over or (in_team and is_judged(commitment))
    for proof in evidence:
        proof.commitment = commitment
    return PromisePage(
        commitment=commitment,
        reports=[
            Report(row, TONES[ProgressState(row.state)])
            for row in commitment.progress.select_related("reported_by")
        ],
        evidence=[
            Shown(proof, not settled and person.has_perm("reviews.remove_evidence", proof))
            for proof in evidence
            if proof.removed_at is None
        ],
        taken_back=[proof for proof in evidence if proof.removed_at is not None],
        offers=offers_on(commitment, person),
        in_team=in_team,
        may_change=person.has_perm("reviews.change_commitment", commitment) and not over,
        refusal=refusal,
    )
