"""Keeping what a reviewer types. A draft is of who writes it alone, and counts nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.text import render
from people.models import Person
from reviews.actions.freezing import freeze_advice
from reviews.controls import Control, Shape, Sheet, normal
from reviews.errors import (
    AlreadySubmitted,
    AnswersChanged,
    NoForm,
    NotAllowed,
    StepClosed,
    Theirs,
    UnknownField,
)
from reviews.models import Answer, Review, ReviewState
from reviews.queries.sheets import form_for, sheet_of
from sessions.models import Assignment, StepKind
from sessions.rules import stage_allows


@dataclass(frozen=True)
class Saved:
    """What became of a save: the revision of each answer that was sent."""

    review: Review
    revisions: dict[str, int]
    at: datetime


@transaction.atomic
def save_answers(
    *, assignment: Assignment, by: Person, given: Mapping[str, Any], seen: Mapping[str, int]
) -> Saved:
    """Keep answers as a draft, all or none; `seen` holds the revisions that the writer had before the eyes.

    Raises AnswersChanged with what stands there when one was saved elsewhere meanwhile. Single saves
    are not in the log: a draft is private until it is handed in.
    """
    review, sheet = open_draft(assignment=assignment, by=by)
    rows = {row.key: row for row in review.answers.all()}
    given = _normal(sheet, given)
    _refuse_conflicts(rows, given, seen)
    kept = [
        _keep(review, control, rows, given[control.key])
        for control in sheet.controls()
        if control.key in given
    ]
    # Signatures count for a revision, so it is another one only when the text is.
    review.revision += any(kept)
    review.saved_at = now()
    review.save(update_fields=["revision", "saved_at", "version"])
    revisions = {key: rows[key].revision if key in rows else 0 for key in given}
    return Saved(review, revisions, review.saved_at)


def open_draft(*, assignment: Assignment, by: Person) -> tuple[Review, Sheet]:
    """The draft of this task, begun now if need be, with its form. To be called in a transaction."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related(
            "person", "round_plan__round__edition", "round_plan__dossier", "round_plan__version"
        )
        .get(pk=assignment.pk)
    )
    if not by.has_perm("reviews.write_review", assignment):
        raise NotAllowed
    stage = stage_allows(StepKind.REVIEW, assignment.person, assignment.round_plan)
    if not stage.open:
        raise StepClosed(stage.reason)
    review = Review.objects.filter(assignment=assignment).select_related("form_version").first()
    if review is None:
        plan = assignment.round_plan
        freeze_advice(round_=plan.round, dossier=plan.dossier)  # the sweep may still be on its way
        review = _begin(assignment, by)
    if review.state != ReviewState.DRAFT:
        raise AlreadySubmitted
    # A region may replace its version until the first review is handed in; drafts move along.
    review.version = assignment.round_plan.version
    review.round_plan = assignment.round_plan
    return review, sheet_of(assignment.round_plan, review.form_version, assignment.person_id)


def _begin(assignment: Assignment, by: Person) -> Review:
    version = form_for(assignment)
    if version is None:
        raise NoForm
    review = Review.objects.create(
        assignment=assignment,
        author=by,
        round_plan=assignment.round_plan,
        version=assignment.round_plan.version,
        form_version=version,
        is_example=assignment.round_plan.dossier.is_example,
    )
    record("review.begun", by=by, target=review)
    return review


def _refuse_conflicts(
    rows: dict[str, Answer], given: Mapping[str, Any], seen: Mapping[str, int]
) -> None:
    theirs = [
        Theirs(key, rows[key].value, rows[key].revision)
        for key, value in given.items()
        if key in rows and rows[key].value != value and rows[key].revision != seen.get(key, 0)
    ]
    if theirs:
        raise AnswersChanged(theirs)


def _normal(sheet: Sheet, given: Mapping[str, Any]) -> dict[str, Any]:
    # A file is no text that somebody can send here: see attach_file.
    controls = {c.key: c for c in sheet.controls() if c.shape != Shape.FILE}
    if not given.keys() <= controls.keys():
        raise UnknownField
    return {key: normal(controls[key], value) for key, value in given.items()}


def _keep(review: Review, control: Control, rows: dict[str, Answer], value: Any) -> bool:
    """Write one answer; whether it is another one now."""
    key = control.key
    row = rows.get(key)
    if (row is None and value is None) or (row is not None and row.value == value):
        return False
    html = render(value).html if control.is_text and value else ""
    if row is None:
        rows[key] = Answer.objects.create(
            review=review, key=key, value=value, html=html, saved_at=now()
        )
        return True
    row.value, row.html, row.saved_at = value, html, now()
    row.revision += 1
    row.save(update_fields=["value", "html", "revision", "saved_at"])
    return True
