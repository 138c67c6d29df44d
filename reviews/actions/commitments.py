"""What a region promises, how it goes, and what shows it."""

import datetime
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from core.files import CheckedFile
from people.levels import Level
from people.models import Person
from plans.models import Dossier
from reviews.actions.telling import tell_done, tell_promised
from reviews.errors import (
    AlreadyJudged,
    EditionEnded,
    MergedAway,
    NotAllowed,
    ReasonMissing,
    RowChanged,
    TakenBack,
)
from reviews.models import (
    EXPLAINED_STATES,
    Commitment,
    Evidence,
    EvidenceKind,
    Progress,
    ProgressState,
    Recommendation,
)
from reviews.queries.over import is_judged, is_over


@dataclass(frozen=True)
class Promise:
    """What is promised, in words and a day."""

    what: str
    owner: str
    due_on: datetime.date
    result: str
    help_needed: str = ""


@transaction.atomic
def commit(
    *, dossier: Dossier, by: Person, promise: Promise, recommendation: Recommendation | None = None
) -> Commitment:
    """Make a commitment: on a recommendation of this plan, or of the region's own accord.

    The same words once more are the same commitment: the button was pressed twice.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    _ask(by, "reviews.commit", dossier, dossier)
    if recommendation is not None:
        recommendation = _held_advice(recommendation.pk, dossier)
    same = dossier.commitments.filter(recommendation=recommendation, **asdict(promise)).first()
    if same is not None:
        return same
    commitment = Commitment.objects.create(
        dossier=dossier, recommendation=recommendation, made_by=by, made_at=now(), **asdict(promise)
    )
    record("commitment.made", by=by, target=commitment, region_id=dossier.region_id)
    tell_promised(commitment, by=by)
    return commitment


def _held_advice(pk: int, dossier: Dossier) -> Recommendation:
    """Locked, so that it is not merged at this moment."""
    rows = Recommendation.objects.select_for_update(of=("self",)).given()
    advice = (
        rows.select_related("author", "round_plan__version", "round_plan__dossier__region")
        .filter(pk=pk, round_plan__dossier=dossier)
        .first()
    )
    if advice is None:
        raise TakenBack
    if advice.merged_into_id is not None:
        raise MergedAway
    return advice


@transaction.atomic
def change_commitment(
    *, commitment: Commitment, by: Person, promise: Promise, seen: int
) -> Commitment:
    """Reword or move a commitment; the log keeps what it was. Raises RowChanged."""
    commitment = _claim(commitment)
    _ask(by, "reviews.change_commitment", commitment, commitment.dossier)
    changes = changed(commitment, asdict(promise))
    if not changes:
        return commitment
    if commitment.revision != seen:
        raise RowChanged
    for field, (_old, new) in changes.items():
        setattr(commitment, field, new)
    commitment.revision += 1
    commitment.save(update_fields=[*changes, "revision"])
    record(
        "commitment.changed",
        by=by,
        target=commitment,
        changes=changes,
        region_id=commitment.dossier.region_id,
    )
    return commitment


@transaction.atomic
def report_progress(
    *, commitment: Commitment, by: Person, state: ProgressState, explanation: str, seen: int
) -> Progress:
    """Say how it goes. Earlier reports stay. Raises RowChanged when somebody reported meanwhile."""
    commitment = _claim(commitment)
    _ask(by, "reviews.report_progress", commitment, commitment.dossier)
    explanation = explanation.strip()
    if state in EXPLAINED_STATES and not explanation:
        raise ReasonMissing
    last = commitment.progress.last()
    if last is not None and (last.state, last.explanation, last.reported_by_id) == (
        state,
        explanation,
        by.pk,
    ):
        return last  # the same once more: a double press of the button
    if commitment.revision != seen:
        raise RowChanged
    report = Progress.objects.create(
        commitment=commitment,
        state=state,
        explanation=explanation,
        reported_by=by,
        reported_at=now(),
    )
    changes = {"state": (commitment.state, str(state))}
    was_done = commitment.state == ProgressState.DONE
    commitment.state, commitment.revision = state, commitment.revision + 1
    commitment.save(update_fields=["state", "revision"])
    record(
        "commitment.progress",
        by=by,
        target=commitment,
        changes=changes,
        region_id=commitment.dossier.region_id,
    )
    if state == ProgressState.DONE and not was_done:
        tell_done(commitment, by=by)
    return report


@dataclass(frozen=True)
class Proof:
    """What shows that something was done."""

    kind: EvidenceKind
    text: str
    dated: datetime.date
    url: str = ""
    source: str = ""
    level: Level = Level.SESSION
    file: CheckedFile | None = None
    amount: Decimal | None = None  # of a figure, with its unit
    unit: str = ""


@transaction.atomic
def add_evidence(*, commitment: Commitment, by: Person, proof: Proof) -> Evidence:
    """Add something that shows what was done; never wider than the plan.

    The same once more is the same evidence: the button was pressed twice.
    """
    commitment = _claim(commitment)
    _ask(by, "reviews.report_progress", commitment, commitment.dossier)
    if same := _same_evidence(commitment, by, proof):
        return same
    evidence = Evidence(
        commitment=commitment,
        kind=proof.kind,
        text=proof.text,
        url=proof.url,
        dated=proof.dated,
        source=proof.source,
        level=proof.level,
        amount=proof.amount if proof.kind == EvidenceKind.NUMBER else None,
        unit=proof.unit if proof.kind == EvidenceKind.NUMBER and proof.amount is not None else "",
        added_by=by,
        added_at=now(),
    )
    if proof.file is not None and proof.kind == EvidenceKind.FILE:
        evidence.file_name, evidence.mime = proof.file.name, proof.file.mime
        evidence.file.save(proof.file.name, proof.file.content, save=False)
    evidence.save()
    record("evidence.added", by=by, target=evidence, region_id=commitment.dossier.region_id)
    return evidence


def _same_evidence(commitment: Commitment, by: Person, proof: Proof) -> Evidence | None:
    told = {
        name: getattr(proof, name) for name in ("kind", "text", "dated", "url", "source", "level")
    }
    if proof.kind == EvidenceKind.NUMBER:
        told |= {"amount": proof.amount}
    file = proof.file if proof.kind == EvidenceKind.FILE else None
    rows = commitment.evidence.filter(
        added_by=by, removed_at=None, file_name=file.name if file else "", **told
    ).order_by("-pk")
    return next((row for row in rows if file is None or row.file.size == file.size), None)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Person) -> Evidence:
    """Take back what was added by mistake: the row stays, and its readers see that something was.

    Not once a reviewer judged the follow-up with it in sight. Raises AlreadyJudged.
    """
    commitment = _claim(evidence.commitment)
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    evidence.commitment = commitment
    if not by.has_perm("reviews.remove_evidence", evidence):
        raise NotAllowed
    if is_over(commitment.dossier.edition):
        raise EditionEnded
    if is_judged(commitment):
        raise AlreadyJudged
    if evidence.removed_at is None:
        evidence.removed_at, evidence.removed_by = now(), by
        evidence.save(update_fields=["removed_at", "removed_by"])
        record("evidence.removed", by=by, target=evidence, region_id=commitment.dossier.region_id)
    return evidence


def _claim(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",))
    return rows.select_related(
        "dossier__region",
        "dossier__edition",
        "recommendation__author",
        "recommendation__round_plan__dossier__region",
    ).get(pk=commitment.pk)


def _ask(by: Person, permission: str, thing: Dossier | Commitment, dossier: Dossier) -> None:
    if not by.has_perm(permission, thing):
        raise NotAllowed
    if is_over(dossier.edition):
        raise EditionEnded
