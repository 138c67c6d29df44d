"""A handed-in review as readers see it, in the order of the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from people.models import Person
from reviews.checks import is_empty
from reviews.controls import WHO_READS, Block, Control, Shape, Sheet, measured
from reviews.models import Answer, AnswerFile, Recommendation, Review
from reviews.queries.advice import readable
from reviews.queries.readers import answers_read_by
from reviews.queries.sheets import sheet_of
from reviews.schema import FieldReaders, Kind

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
    file: AnswerFile | None = None
    readers: FieldReaders = FieldReaders.REVIEW

    @property
    def who(self) -> str:
        """Who reads this answer, when fewer than the review."""
        return str(WHO_READS.get(self.readers, ""))


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
    answers = answers_read_by(person, [review])[review.pk]
    files = {row.pk: row for row in review.files.all()} if _has_files(sheet) else {}
    advice = list(review.recommendations.filter(withdrawn_at=None).select_related("response"))
    earlier = {row.pk: row for row in readable(person).filter(verifications__review=review)}
    questions = {row.question_id: row.html or row.source for row in review.version.questions.all()}
    return list(chapters_from(sheet, answers, Beside(advice, earlier, questions, files)))


@dataclass(frozen=True)
class Beside:
    """What stands beside the answers of one review."""

    advice: list[Recommendation]
    earlier: Mapping[int, Recommendation]
    questions: Mapping[int, str]
    files: Mapping[int, AnswerFile]


def _has_files(sheet: Sheet) -> bool:
    return any(block.field.kind == Kind.FILE for block in sheet.blocks())


def chapters_from(sheet: Sheet, answers: Mapping[str, Answer], beside: Beside) -> list[Chapter]:
    """The same from what was fetched before (`queries/many.py` fetches for many)."""
    found = []
    for section, blocks in sheet.parts:
        kinds = {block.field.kind for block in blocks}
        given = beside.advice if Kind.RECOMMENDATIONS in kinds else []
        said = [said for block in blocks for said in _of_block(block, answers, beside)]
        if said or given:
            found.append(Chapter(section.key, str(section.title), said, given))
    return found


def _of_block(block: Block, answers: Mapping[str, Answer], beside: Beside) -> list[Said]:
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
                file=_file(main, row, beside),
                readers=block.field.readers,
            )
        )
    return found


def _file(control: Control, row: Answer | None, beside: Beside) -> AnswerFile | None:
    is_file = row is not None and control.shape == Shape.FILE
    return beside.files.get(int(row.value or 0)) if row is not None and is_file else None


def _words(control: Control, value: Any) -> str:
    if control.shape in (Shape.NUMBER, Shape.DATE, Shape.FILE):
        return measured(control, value)
    labels = dict(control.options)
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    return "✓" if value is True else labels.get(str(value), "")
