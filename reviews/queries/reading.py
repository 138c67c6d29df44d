"""A handed-in review as readers see it, in the order of the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from people.models import Person
from reviews.checks import is_empty
from reviews.controls import Block, Control, Sheet
from reviews.models import Answer, Recommendation, Review
from reviews.queries.advice import readable
from reviews.queries.sheets import sheet_of
from reviews.schema import Kind

ELSEWHERE = {"relation"}  # shown in the head of the page
NOT_SAID = {
    Kind.LEVEL,
    Kind.CHECKBOX,
    Kind.RECOMMENDATIONS,
}  # settings, ticks, and objects of their own


@dataclass(frozen=True)
class Said:
    """One answer: its question, and text as HTML or a choice in words."""

    key: str
    title: str
    help: str
    html: str = ""
    words: str = ""
    about: str = ""  # the region's question, as HTML
    advice: Recommendation | None = None


@dataclass(frozen=True)
class Chapter:
    """One section of the form with what was said in it."""

    key: str
    title: str
    said: list[Said]
    advice: list[Recommendation] = field(default_factory=list)


def reviews_seen_by(person: Person) -> QuerySet[Review]:
    """Handed-in reviews that the person may read, with what lists show of them: one query."""
    return (
        Review.objects.submitted()
        .visible_to(person)
        .select_related(
            "author__organisation",
            "assignment__from_region",
            "round_plan__round__edition",
            "round_plan__dossier__region",
            "version",
        )
    )


def chapters_of(review: Review, person: Person) -> list[Chapter]:
    """What was said, with the advice as objects of their own."""
    sheet = sheet_of(review.round_plan, review.form_version, review.author_id)
    answers = {row.key: row for row in review.answers.all()}
    advice = list(review.recommendations.filter(withdrawn_at=None).select_related("response"))
    earlier = {row.pk: row for row in readable(person).filter(verifications__review=review)}
    questions = {row.question_id: row.html or row.source for row in review.version.questions.all()}
    return list(_chapters(sheet, answers, _Beside(advice, earlier, questions)))


@dataclass(frozen=True)
class _Beside:
    advice: list[Recommendation]
    earlier: Mapping[int, Recommendation]
    questions: Mapping[int, str]


def _chapters(sheet: Sheet, answers: Mapping[str, Answer], beside: _Beside) -> list[Chapter]:
    found = []
    for section, blocks in sheet.parts:
        kinds = {block.field.kind for block in blocks}
        given = beside.advice if Kind.RECOMMENDATIONS in kinds else []
        said = [said for block in blocks for said in _of_block(block, answers, beside)]
        if said or given:
            found.append(Chapter(section.key, str(section.title), said, given))
    return found


def _of_block(block: Block, answers: Mapping[str, Answer], beside: _Beside) -> list[Said]:
    if block.field.kind in NOT_SAID or block.field.key in ELSEWHERE:
        return []
    found = []
    for group in block.groups:
        looks_back = block.field.kind == Kind.VERIFICATIONS
        earlier = beside.earlier.get(group.about) if looks_back else None
        if looks_back and earlier is None:
            continue
        main, *more = group.controls
        row = answers.get(main.key)
        extra = [answers[control.key].html for control in more if control.key in answers]
        if (row is None or is_empty(row.value)) and not any(extra):
            continue
        found.append(
            Said(
                key=main.key,
                title=main.label,
                help="" if earlier else main.help,
                html=(row.html if row and main.is_text else "") + "".join(extra),
                words=_words(main, row.value) if row and not main.is_text else "",
                about="" if looks_back else beside.questions.get(group.about, ""),
                advice=earlier,
            )
        )
    return found


def _words(control: Control, value: Any) -> str:
    labels = dict(control.options)
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    return "✓" if value is True else labels.get(str(value), "")
