"""What a reviewer wrote in June, beside the same questions in September; only ever the reviewer's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from people.models import Person
from reviews.checks import is_empty
from reviews.controls import Block, Control, Sheet
from reviews.models import Answer, Review
from reviews.queries.sheets import schema_of
from reviews.schema import Field, Kind
from sessions.models import Assignment, Season

# Settings, ticks, and what is about this round alone.
NOT_COMPARED = {
    Kind.LEVEL,
    Kind.CHECKBOX,
    Kind.RECOMMENDATIONS,
    Kind.VERIFICATIONS,
    Kind.CLARIFYING_QUESTIONS,
}


@dataclass(frozen=True)
class Before:
    """One own answer of June: text as HTML, or a choice in words."""

    html: str = ""
    words: str = ""


def june_review_of(assignment: Assignment, person: Person) -> Review | None:
    """What the person at a September desk handed in on the same plan in June. One query."""
    plan = assignment.round_plan
    if plan.round.season != Season.SEPTEMBER:
        return None
    rows = Review.objects.submitted().filter(
        author=person,
        round_plan__dossier=plan.dossier_id,
        round_plan__round__edition=plan.round.edition_id,
        round_plan__round__season=Season.JUNE,
    )
    return rows.select_related("form_version").first()


def before_of(june: Review | None, sheet: Sheet) -> dict[str, Before]:
    """Key of an input to the own answer of June, where both forms ask the same. One query."""
    if june is None:
        return {}
    asked = {one.key: one for one in schema_of(june.form_version).fields()}
    answers = {row.key: row for row in june.answers.all()}
    return {
        control.key: Before(row.html if control.is_text else "", _words(control, row.value))
        for block in sheet.blocks()
        if _comparable(block, asked)
        for control, row in _answered(block, answers)
    }


def _comparable(block: Block, asked: dict[str, Field]) -> bool:
    """Whether June asked the same: equal structure under the same key."""
    known = asked.get(block.field.key)
    return (
        known is not None
        and block.field.kind not in NOT_COMPARED
        and known.structure == block.field.structure
    )


def _answered(block: Block, answers: dict[str, Answer]) -> Iterator[tuple[Control, Answer]]:
    for control in block.controls:
        row = answers.get(control.key)
        if row is not None and not is_empty(row.value):
            yield control, row


def _words(control: Control, value: Any) -> str:
    if control.is_text:
        return ""
    labels = dict(control.options)
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    return labels.get(str(value), str(value))
