"""What the region says to a recommendation; what its giver takes back."""

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from core.text import render
from people.models import Person
from reviews.actions.telling import tell_answered
from reviews.errors import AlreadyAnswered, NotAllowed, ReasonMissing, RowChanged, StepClosed
from reviews.models import Recommendation, Response, ResponseKind
from sessions.models import StepKind
from sessions.rules import stage_allows


@transaction.atomic
def respond(
    *, recommendation: Recommendation, by: Person, kind: ResponseKind, reason: str, seen: int
) -> Response:
    """Answer a recommendation, or change the answer while the step is open; the log keeps what it was.

    `seen` is the revision that the writer had before the eyes, zero for none. Raises RowChanged.
    """
    advice = _claim(recommendation)
    if not by.has_perm("reviews.respond", advice):
        raise NotAllowed
    stage = stage_allows(StepKind.RESPONSE, by, advice.round_plan)
    if not stage.open:
        raise StepClosed(stage.reason)
    reason = reason.strip()
    if kind != ResponseKind.ADOPTED and not reason:
        raise ReasonMissing
    known = Response.objects.filter(recommendation=advice).first()
    new = {"kind": str(kind), "reason": reason}
    changes = (
        changed(known, new) if known else {field: (None, value) for field, value in new.items()}
    )
    if known and not changes:
        return known
    if (known.revision if known else 0) != seen:
        raise RowChanged
    response = known or Response(recommendation=advice, revision=0)
    response.kind, response.reason, response.html = (
        kind,
        reason,
        render(reason).html if reason else "",
    )
    response.given_at, response.given_by, response.is_late = now(), by, stage.late
    response.revision += 1
    response.save()
    record(
        "recommendation.answered",
        by=by,
        target=advice,
        changes=changes,
        region_id=advice.round_plan.dossier.region_id,
    )
    tell_answered(advice, by=by, revision=response.revision)
    return response


@transaction.atomic
def withdraw_recommendation(*, recommendation: Recommendation, by: Person) -> Recommendation:
    """The giver takes advice back while the region has not answered; it stays in the log."""
    advice = _claim(recommendation)
    if not by.has_perm("reviews.withdraw_recommendation", advice):
        raise NotAllowed
    if Response.objects.filter(recommendation=advice).exists() or advice.commitments.exists():
        raise AlreadyAnswered
    if advice.withdrawn_at is None:
        advice.withdrawn_at = now()
        advice.save(update_fields=["withdrawn_at"])
        record(
            "recommendation.withdrawn",
            by=by,
            target=advice,
            region_id=advice.round_plan.dossier.region_id,
        )
    return advice


def _claim(recommendation: Recommendation) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).given()
    return rows.select_related(
        "author", "round_plan__dossier__region", "round_plan__version", "round_plan__round"
    ).get(pk=recommendation.pk)
