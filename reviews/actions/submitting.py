"""Handing in a review, taking it back, opening it again."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from core.text import render
from people.levels import Level
from people.models import Person
from people.queries import forget
from programme.models import Element
from reviews.actions.asking import ask_questions
from reviews.actions.drafts import open_draft
from reviews.actions.merging import hold_plan, leave_merge
from reviews.actions.signing import keep_signatures
from reviews.actions.telling import tell_reopened, tell_submitted
from reviews.actions.telling_together import tell_handed_in
from reviews.checks import is_begun, missing, shown
from reviews.controls import Group, Sheet
from reviews.errors import AlreadyAnswered, NotAllowed, NotComplete, NotSubmitted, StepClosed
from reviews.models import Recommendation, Review, ReviewState, Verification
from reviews.queries.sheets import answers_of
from reviews.schema import Kind
from sessions.models import Assignment, StepKind
from sessions.rules import stage_allows


@transaction.atomic
def submit_review(*, assignment: Assignment, by: Person) -> Review:
    """Hand in the draft as it is kept: advice becomes objects, judgements count.

    Raises NotComplete with a sentence for each answer that must be mended.
    """
    if not by.has_perm("reviews.submit_review", assignment):
        raise NotAllowed(_("%(name)s hands in this review.") % {"name": assignment.person.name})
    review, sheet = open_draft(assignment=assignment, by=by)
    values, _revisions = answers_of(review)
    if lacking := missing(sheet, values):
        raise NotComplete(lacking)
    values = shown(sheet, values)  # what does not apply is kept, and not handed over
    review.relation = values.get("relation") or ""
    review.level = values.get("level") or Level.SESSION
    review.state, review.submitted_at = ReviewState.SUBMITTED, now()
    review.is_late = stage_allows(StepKind.REVIEW, by, review.round_plan).late
    keep_signatures(review)
    review.revision += 1
    review.save(
        update_fields=[
            "relation",
            "level",
            "state",
            "submitted_at",
            "is_late",
            "revision",
            "version",
        ]
    )
    forget(by)
    _hand_over_advice(review, sheet, values)
    _hand_over_judgements(review, sheet, values)
    record("review.submitted", by=by, target=review, region_id=review.round_plan.dossier.region_id)
    ask_questions(review, sheet, values)
    tell_submitted(review, by=by)
    tell_handed_in(review, by=by)
    return review


def _hand_over_advice(review: Review, sheet: Sheet, values: dict[str, Any]) -> None:
    """Each filled group is a recommendation with an own address, which it keeps when it is reworded."""
    for block in sheet.blocks():
        if block.field.kind != Kind.RECOMMENDATIONS:
            continue
        only_term = block.field.terms[0] if len(block.field.terms) == 1 else ""
        for group in block.groups:
            if is_begun(group, values):
                _keep_advice(review, group, values, only_term)
            else:
                review.recommendations.filter(position=group.number, withdrawn_at=None).update(
                    withdrawn_at=now()
                )


def _keep_advice(review: Review, group: Group, values: dict[str, Any], only_term: str) -> None:
    said: dict[str, Any] = {
        control.key.rsplit("-", 1)[1]: values.get(control.key) for control in group.controls
    }
    advice, made = Recommendation.objects.update_or_create(
        review=review,
        position=group.number,
        defaults={
            "round_plan": review.round_plan,
            "author": review.author,
            "kind": said.get("kind") or "",
            "title": said["title"],
            "source": said["source"],
            "html": render(said["source"]).html,
            "addressees": said["addressees"],
            "term": said.get("term") or only_term,
            "effect": said.get("effect") or "",
            "effort": said.get("effort") or "",
            "offer": said.get("offer") or "",
            "withdrawn_at": None,
        },
    )
    if not made:
        advice.revision += 1
        advice.save(update_fields=["revision"])
    programme = review.round_plan.round.edition.programme_id
    advice.elements.set(
        Element.objects.filter(programme=programme, key__in=said.get("elements") or [])
    )


def _hand_over_judgements(review: Review, sheet: Sheet, values: dict[str, Any]) -> None:
    """Rows only where something was said; what was said before and is empty now becomes empty."""
    known = {row.recommendation_id: row for row in review.verifications.all()}
    for block in sheet.blocks():
        if block.field.kind != Kind.VERIFICATIONS:
            continue
        for group in block.groups:
            judgement, remark = (values.get(control.key) or "" for control in group.controls)
            row = known.get(group.about)
            if row is None and (judgement or remark):
                Verification.objects.create(
                    review=review,
                    recommendation_id=group.about,
                    judgement=judgement,
                    remark=remark,
                    saved_at=now(),
                )
            elif row is not None and (row.judgement, row.remark) != (judgement, remark):
                row.judgement, row.remark, row.saved_at = judgement, remark, now()
                row.revision += 1
                row.save(update_fields=["judgement", "remark", "saved_at", "revision"])


@transaction.atomic
def withdraw_review(*, review: Review, by: Person) -> Review:
    """Take a review back while the step is open: nobody else sees it any more."""
    review = _claim(review, by)
    if review.state != ReviewState.SUBMITTED:
        raise NotSubmitted
    return _change_state(review, ReviewState.WITHDRAWN, "review.withdrawn", by)


@transaction.atomic
def reopen_review(*, review: Review, by: Person) -> Review:
    """Make a review a draft again while the step is open; the answers stay."""
    review = _claim(review, by)
    if review.state == ReviewState.DRAFT:
        raise NotSubmitted
    review = _change_state(review, ReviewState.DRAFT, "review.reopened", by)
    tell_reopened(review, by=by)
    return review


def _claim(review: Review, by: Person) -> Review:
    hold_plan(review.round_plan_id)
    review = (
        Review.objects.select_for_update(of=("self",))
        .select_related(
            "author",
            "assignment",
            "round_plan__version",
            "round_plan__round",
            "round_plan__dossier__region",
        )
        .get(pk=review.pk)
    )
    if not by.has_perm("reviews.reopen_review", review) or not by.has_perm(
        "reviews.write_review", review.assignment
    ):
        raise NotAllowed
    stage = stage_allows(StepKind.REVIEW, by, review.round_plan)
    if not stage.open:
        raise StepClosed(stage.reason)
    answered = Q(response__isnull=False) | Q(commitments__isnull=False)
    merged = Q(merged_into__response__isnull=False) | Q(merged_into__commitments__isnull=False)
    if review.recommendations.filter(answered | merged).exists():
        raise AlreadyAnswered
    leave_merge(review.recommendations.all(), by=by)
    return review


def _change_state(review: Review, state: ReviewState, verb: str, by: Person) -> Review:
    changes = {"state": (review.state, state)}
    review.state, review.submitted_at, review.is_late = state, None, False
    keep_signatures(review)
    review.revision += 1
    review.save(update_fields=["state", "submitted_at", "is_late", "revision"])
    forget(by)
    record(
        verb, by=by, target=review, changes=changes, region_id=review.round_plan.dossier.region_id
    )
    return review
