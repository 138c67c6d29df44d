"""What many reviews say at once, for files: the chapters of `reading.py` without its queries per review."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Person
from plans.models import VersionQuestion
from reviews.controls import OFFERED_LEVELS, Earlier, Question, Setting, Sheet, lay_out
from reviews.models import AnswerFile, FrozenAdvice, Recommendation, Review, Verification
from reviews.queries.advice import readable
from reviews.queries.readers import answers_read_by
from reviews.queries.reading import Beside, Chapter, chapters_from
from reviews.queries.sheets import looking_back_first, schema_of
from sessions.models import Season

Plan = tuple[int, int]  # round and dossier


@dataclass(frozen=True)
class _Shelf:
    """What was fetched for all reviews together."""

    advice: dict[int, list[Recommendation]]  # by review
    files: dict[int, dict[int, AnswerFile]]  # by review and id
    questions: dict[int, list[VersionQuestion]]  # by version
    judged: dict[int, list[Recommendation]]  # by the review that looks back
    frozen: dict[Plan, dict[int, int]]  # advice to its place
    givers: dict[int, set[int]]  # advice to who gave it


def chapters_of_many(reviews: Iterable[Review], person: Person) -> dict[int, list[Chapter]]:
    """As `chapters_of` for each of them, by id: eleven queries, whatever their number.

    They come as `reviews_seen_by` gives them, with `form_version`.
    """
    rows = list(reviews)
    answers = answers_read_by(person, rows)
    shelf = _shelf(rows, person)
    found = {}
    for row in rows:
        asked = shelf.questions.get(row.version_id, [])
        beside = Beside(
            advice=shelf.advice.get(row.pk, []),
            earlier={one.pk: one for one in shelf.judged.get(row.pk, [])},
            questions={one.question_id: one.html or one.source for one in asked},
            files=shelf.files.get(row.pk, {}),
        )
        found[row.pk] = chapters_from(_sheet(row, shelf), answers[row.pk], beside)
    return found


def _shelf(reviews: list[Review], person: Person) -> _Shelf:
    advice: dict[int, list[Recommendation]] = defaultdict(list)
    given = Recommendation.objects.filter(review__in=reviews, withdrawn_at=None)
    for row in given.select_related("response").order_by("review", "position"):
        advice[row.review_id or 0].append(row)
    files: dict[int, dict[int, AnswerFile]] = defaultdict(dict)
    for file in AnswerFile.objects.filter(review__in=reviews):
        files[file.review_id][file.pk] = file
    versions = {row.version_id for row in reviews} | {row.round_plan.version_id for row in reviews}
    questions: dict[int, list[VersionQuestion]] = defaultdict(list)
    for question in VersionQuestion.objects.filter(version__in=versions).order_by("position"):
        questions[question.version_id].append(question)
    judged = _judged(reviews, person)
    return _Shelf(advice, files, questions, judged, _frozen(reviews), _givers(judged))


def _judged(reviews: list[Review], person: Person) -> dict[int, list[Recommendation]]:
    pairs = Verification.objects.filter(review__in=reviews).values_list("review", "recommendation")
    by_review: dict[int, list[int]] = defaultdict(list)
    for review, advice in pairs:
        by_review[review].append(advice)
    wanted = {pk for ids in by_review.values() for pk in ids}
    known = readable(person).in_bulk(wanted) if wanted else {}
    return {review: [known[pk] for pk in ids if pk in known] for review, ids in by_review.items()}


def _frozen(reviews: list[Review]) -> dict[Plan, dict[int, int]]:
    found: dict[Plan, dict[int, int]] = defaultdict(dict)
    rows = FrozenAdvice.objects.filter(
        frozen_list__round__in={row.round_plan.round_id for row in reviews},
        frozen_list__dossier__in={row.round_plan.dossier_id for row in reviews},
    )
    told = rows.values_list(
        "frozen_list__round", "frozen_list__dossier", "recommendation", "position"
    )
    for round_id, dossier, advice, position in told:
        found[round_id, dossier][advice] = position
    return found


def _givers(judged: dict[int, list[Recommendation]]) -> dict[int, set[int]]:
    rows = {one.pk: one for ones in judged.values() for one in ones}
    found = {pk: set() if row.is_merged else {row.author_id} for pk, row in rows.items()}
    originals = Recommendation.objects.filter(merged_into__in=list(rows))
    for into, author in originals.values_list("merged_into", "author"):
        found[into or 0].add(author)
    return found


def _sheet(review: Review, shelf: _Shelf) -> Sheet:
    """The form as the review's own page lays it out."""
    asked = shelf.questions.get(review.round_plan.version_id, [])
    setting = Setting(
        questions=tuple(Question(row.question_id, row.source) for row in asked),
        earlier=_earlier(review, shelf),
        levels=OFFERED_LEVELS,
    )
    return looking_back_first(lay_out(schema_of(review.form_version), setting))


def _earlier(review: Review, shelf: _Shelf) -> tuple[Earlier, ...]:
    """What the review looked back on, in the order of the frozen list; the reviewer's own first."""
    plan = review.round_plan
    if plan.round.season != Season.SEPTEMBER:
        return ()
    places = shelf.frozen.get((plan.round_id, plan.dossier_id))
    rows = [
        row
        for row in shelf.judged.get(review.pk, [])
        if (row.pk in places if places is not None else row.merged_into_id is None)
    ]
    order = {row.pk: (places or {}).get(row.pk, 0) for row in rows}
    rows.sort(key=lambda row: (order[row.pk], row.review_id or 0, row.position, row.pk))
    found = [Earlier(row.pk, row.title, review.author_id in shelf.givers[row.pk]) for row in rows]
    return tuple(sorted(found, key=lambda advice: not advice.mine))
