"""Who reads which answers: the one place that page, export, count, spread and API ask."""

from collections.abc import Iterable, Mapping

from people.models import Person
from people.queries import standing
from reviews.models import Answer, AnswerFile, Review, ReviewState
from reviews.queries.sheets import schema_of
from reviews.schema import Field, FieldReaders, Schema, field_of, not_applying
from sessions.models import Assignment

ALL = frozenset(FieldReaders)
AS_REVIEW = frozenset({FieldReaders.REVIEW})


class Eyes:
    """What one person reads of some reviews, field by field: two queries for all of them, and none
    when no form keeps a field for fewer readers.

    That the person may read the review at all is asked before, of `Review.objects.visible_to`.
    The reviews come with `round_plan__round`, `round_plan__dossier` and `form_version`.
    """

    def __init__(self, person: Person, reviews: Iterable[Review]) -> None:
        reviews = [review for review in reviews if _keeps_some(schema_of(review.form_version))]
        self.person, here = person, standing(person)
        self.facilitates, self.teams = here.facilitates, here.teams
        plans = {review.round_plan_id for review in reviews}
        rows = Assignment.objects.active().filter(person=person, round_plan__in=plans)
        self.in_round = set(rows.values_list("round_plan_id", flat=True)) if plans else set()
        self.along = _written_along(person, reviews) if reviews else set()

    def levels(self, review: Review) -> frozenset[FieldReaders]:
        """Which answers of this review are for this person."""
        plan = review.round_plan
        edition = plan.round.edition_id
        wrote = review.author_id == self.person.pk or review.pk in self.along
        if wrote or edition in self.facilitates:
            return ALL
        if (edition, plan.dossier.region_id) in self.teams:
            return ALL - {FieldReaders.PROGRAMME}
        if review.round_plan_id in self.in_round:
            return frozenset({FieldReaders.REVIEW, FieldReaders.ROUND})
        return AS_REVIEW

    def reads(self, review: Review, asked: Field) -> bool:
        """Whether the person reads the answers at this field."""
        return asked.readers in self.levels(review)


def _keeps_some(schema: Schema) -> bool:
    return any(asked.readers != FieldReaders.REVIEW for asked in schema.fields())


def _written_along(person: Person, reviews: Iterable[Review]) -> set[int]:
    rows = person.co_written.filter(review__in=[review.pk for review in reviews], left_at=None)
    return set(rows.values_list("review_id", flat=True))


def answers_read_by(person: Person, reviews: Iterable[Review]) -> dict[int, dict[str, Answer]]:
    """Review to key to answer, as far as this person reads it: three queries, whatever their number.

    Answers at fields that do not apply (`shown_if`) are kept and never shown.
    """
    reviews = list(reviews)
    eyes = Eyes(person, reviews)
    rows: dict[int, dict[str, Answer]] = {review.pk: {} for review in reviews}
    for answer in Answer.objects.filter(review__in=rows).order_by("pk"):
        rows[answer.review_id][answer.key] = answer
    return {review.pk: _applying(review, rows[review.pk], eyes) for review in reviews}


def _applying(review: Review, rows: Mapping[str, Answer], eyes: Eyes) -> dict[str, Answer]:
    schema = schema_of(review.form_version)
    levels = eyes.levels(review)
    away = not_applying(schema.fields(), {key: row.value for key, row in rows.items()})
    fields = schema.by_key()
    return {
        key: row
        for key, row in rows.items()
        if (asked := fields.get(field_of(key))) is not None
        and asked.readers in levels
        and asked.key not in away
    }


def open_fields(schema: Schema) -> set[str]:
    """Fields whose answers are read by whoever reads the review, and always apply: to count in SQL."""
    return {
        asked.key
        for asked in schema.fields()
        if asked.readers == FieldReaders.REVIEW and asked.shown_if is None
    }


def readable_file(pk: int, person: Person) -> AnswerFile | None:
    """A file that answers a field, if this person reads that answer; the writers of a draft read theirs."""
    rows = AnswerFile.objects.filter(review__in=Review.objects.visible_to(person))
    found = rows.select_related(
        "review__form_version", "review__round_plan__round", "review__round_plan__dossier"
    )
    file = found.filter(pk=pk).first()
    if file is None:
        return None
    if file.review.state == ReviewState.DRAFT:  # seen by its writers only
        return file
    answer = answers_read_by(person, [file.review])[file.review_id].get(file.key)
    return file if answer is not None and answer.value == file.pk else None
