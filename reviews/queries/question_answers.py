"""Answers to the region's questions, fetched apart from the rest of the reviews."""

from collections.abc import Iterable

from people.models import Person
from reviews.checks import is_empty
from reviews.models import Answer, Review
from reviews.queries.readers import Eyes, answers_read_by
from reviews.queries.sheets import schema_of
from reviews.schema import Field, Kind


def asking_fields(review: Review) -> list[Field]:
    """The fields of a review's form that ask for an answer per question."""
    fields = schema_of(review.form_version).fields()
    return [asked for asked in fields if asked.kind == Kind.ANSWER_PER_QUESTION]


def answers_to_questions(
    person: Person, reviews: Iterable[Review], questions: Iterable[int]
) -> dict[int, dict[int, Answer]]:
    """Review to question to answer, as far as the person reads it; empty answers are none.

    One query for the answers, without those at other fields; fields that hang on another answer
    are asked with all of their review.
    """
    reviews, questions = list(reviews), list(questions)
    plain = [row for row in reviews if not any(asked.shown_if for asked in asking_fields(row))]
    apart = [row for row in reviews if row not in plain]
    keys = {
        f"{asked.key}-{pk}" for row in plain for asked in asking_fields(row) for pk in questions
    }
    rows: dict[int, dict[str, Answer]] = {row.pk: {} for row in plain}
    if keys:
        for answer in Answer.objects.filter(review__in=rows, key__in=keys):
            rows[answer.review_id][answer.key] = answer
    eyes = Eyes(person, plain)
    levels = {row.pk: eyes.levels(row) for row in plain}
    whole = answers_read_by(person, apart) if apart else {}
    return {
        row.pk: _by_question(
            [a for a in asking_fields(row) if row.pk in whole or a.readers in levels[row.pk]],
            whole.get(row.pk, rows.get(row.pk, {})),
            questions,
        )
        for row in reviews
    }


def _by_question(
    fields: list[Field], answers: dict[str, Answer], questions: list[int]
) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    for pk in questions:
        for asked in fields:
            row = answers.get(f"{asked.key}-{pk}")
            if row is not None and not is_empty(row.value):
                found.setdefault(pk, row)
    return found
