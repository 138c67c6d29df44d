"""What the region says to a recommendation, proposed by its team and signed by its lead; what its giver takes back."""

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from core.text import render
from people.models import Person
from reviews.actions.merging import hold_plan, leave_merge
from reviews.actions.telling import tell_answered
from reviews.errors import (
    AlreadyAnswered,
    MergedAway,
    NotAllowed,
    ReasonMissing,
    RowChanged,
    StepClosed,
    TakenBack,
)
from reviews.models import Recommendation, Response, ResponseDraft, ResponseKind
from reviews.queries.answering import stage_of_answer
from reviews.queries.over import is_over
from sessions.models import StepKind
from sessions.rules import Stage, stage_allows


@transaction.atomic
def propose_answer(
    *,
    recommendation: Recommendation,
    by: Person,
    kind: ResponseKind | str,
    reason: str,
    seen: int,
) -> ResponseDraft:
    """Keep what the team would answer; only the team sees it, and a reason may still come.

    `seen` is the revision of the proposal that the writer had before the eyes, zero for none.
    Raises RowChanged when a colleague changed it meanwhile.
    """
    advice, _stage = _open_for(recommendation, by, "reviews.propose_answer")
    known = ResponseDraft.objects.select_for_update().filter(recommendation=advice).first()
    new = {"kind": str(kind), "reason": reason.strip()}
    if known and not changed(known, new):
        return known
    if (known.revision if known else 0) != seen:
        raise RowChanged
    draft = known or ResponseDraft(recommendation=advice, revision=0)
    draft.kind, draft.reason = new["kind"], new["reason"]
    draft.saved_at, draft.saved_by = now(), by
    draft.revision += 1
    draft.save()
    # Its words stay with the team: the log is read by others too.
    record(
        "recommendation.proposed",
        by=by,
        target=advice,
        region_id=advice.round_plan.dossier.region_id,
    )
    return draft


@transaction.atomic
def respond(
    *,
    recommendation: Recommendation,
    by: Person,
    kind: ResponseKind,
    reason: str,
    seen: int,
    proposal_seen: int | None = None,
) -> Response:
    """Answer a recommendation, or change the answer while the step is open; the log keeps what it was.

    What is pending may be decided after the step too, until the edition ends.

    `seen` is the revision that the writer had before the eyes, zero for none; `proposal_seen` that
    of the team's proposal, which is gone once the answer is signed. Raises RowChanged.
    """
    advice, stage = _open_for(recommendation, by, "reviews.respond")
    reason = reason.strip()
    if kind != ResponseKind.ADOPTED and not reason:
        raise ReasonMissing
    known = Response.objects.filter(recommendation=advice).first()
    new = {"kind": str(kind), "reason": reason}
    changes = (
        changed(known, new) if known else {field: (None, value) for field, value in new.items()}
    )
    if known and not changes:
        _take_proposal(advice, proposal_seen)
        return known
    if (known.revision if known else 0) != seen:
        raise RowChanged
    _take_proposal(advice, proposal_seen)
    response = known or Response(recommendation=advice, revision=0)
    response.kind, response.reason, response.html = (
        kind,
        reason,
        render(reason).html if reason else "",
    )
    response.given_at, response.given_by = now(), by
    if stage.due_at is not None:  # a pending one that is decided later was late, or not, before
        response.is_late = stage.late
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


def _take_proposal(advice: Recommendation, seen: int | None) -> None:
    """The proposal is signed with the answer; one that the signer has not seen is not thrown away."""
    draft = ResponseDraft.objects.select_for_update().filter(recommendation=advice).first()
    if draft is None or seen is None:
        return
    if draft.revision != seen:
        raise RowChanged
    draft.delete()


@transaction.atomic
def withdraw_recommendation(*, recommendation: Recommendation, by: Person) -> Recommendation:
    """The giver takes advice back while the region has not answered; it stays in the log.

    If it was merged, the merge is undone: a merged one says nothing that nobody says any more.
    """
    hold_plan(recommendation.round_plan_id)
    advice = _claim(recommendation)
    if not by.has_perm("reviews.withdraw_recommendation", advice):
        raise NotAllowed
    if Response.objects.filter(recommendation=advice).exists() or advice.commitments.exists():
        raise AlreadyAnswered
    if advice.withdrawn_at is None:
        leave_merge([advice], by=by)
        advice.withdrawn_at = now()
        advice.save(update_fields=["withdrawn_at"])
        record(
            "recommendation.withdrawn",
            by=by,
            target=advice,
            region_id=advice.round_plan.dossier.region_id,
        )
    return advice


def _open_for(
    recommendation: Recommendation, by: Person, permission: str
) -> tuple[Recommendation, Stage]:
    """The locked row and the stage of the answer, when this person may write one now."""
    advice = _claim(recommendation)
    if not by.has_perm(permission, advice):
        raise NotAllowed
    if advice.merged_into_id is not None:
        raise MergedAway
    plan = advice.round_plan
    step = stage_allows(StepKind.RESPONSE, by, plan)
    stage = stage_of_answer(advice, step, over=is_over(plan.round.edition))
    if not stage.open:
        raise StepClosed(stage.reason)
    return advice, stage


def _claim(recommendation: Recommendation) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).given()
    about = (
        "author",
        "round_plan__dossier__region",
        "round_plan__version",
        "round_plan__round__edition",
    )
    advice = rows.select_related(*about).filter(pk=recommendation.pk).first()
    if advice is None:
        raise TakenBack
    return advice
