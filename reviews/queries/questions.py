"""The region's questions: who answered, whether they agree, and what the region did with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from people.models import Person
from plans.models import VersionQuestion
from reviews.agreement import Agreement, Picture, agreement
from reviews.models import Answer, Opinion, Outcome, Review
from reviews.models.along import writes
from reviews.queries.over import is_over
from reviews.queries.question_answers import answers_to_questions
from reviews.queries.reading import reviews_seen_by
from reviews.rules import is_in_team, signs_for
from sessions.models import Assignment, RoundPlan
from sessions.rules import is_own_region


class Mark(StrEnum):
    """What one reviewer did with one question, as far as the reader may know."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(frozen=True)
class Cell:
    """One question and one reviewer."""

    name: str
    mark: Mark

    @property
    def sign(self) -> str:
        """A shape, so that colour is not needed."""
        return {Mark.ANSWERED: "✓", Mark.SKIPPED: "–", Mark.WAITING: "○"}[self.mark]

    @property
    def words(self) -> str:
        """The same in words."""
        return {
            Mark.ANSWERED: _("gave an answer"),
            Mark.SKIPPED: _("handed in, no answer"),
            Mark.WAITING: _("nothing to read yet"),
        }[self.mark]


@dataclass(frozen=True)
class Reply:
    """One answer to a question, with what co-reviewers think of it."""

    review: Review
    answer: Answer
    mine: bool
    opinions: Sequence[Opinion] = ()
    given: Opinion | None = None  # the reader's own opinion

    @property
    def agreement(self) -> Agreement:
        """Whether they agree."""
        return agreement((row.person_id, row.stance) for row in self.opinions)


@dataclass(frozen=True)
class Asked:
    """One question of the region."""

    row: VersionQuestion
    replies: list[Reply]
    cells: list[Cell]
    outcome: Outcome | None = None

    @property
    def answered(self) -> int:
        """How many answers the reader may read."""
        return len(self.replies)

    @property
    def agreement(self) -> Agreement:
        """Whether co-reviewers agree with the answers, over all of them."""
        rows = (row for reply in self.replies for row in reply.opinions)
        return agreement((row.person_id, row.stance) for row in rows)

    @property
    def picture(self) -> str:
        """The same in words."""
        return picture_in_words(self.agreement.picture)


def picture_in_words(picture: Picture) -> str:
    """How opinions lie."""
    return {
        Picture.NONE: _("no opinions yet"),
        Picture.AGREE: _("co-reviewers agree"),
        Picture.PARTLY: _("co-reviewers agree in part"),
        Picture.DIFFER: _("opinions differ"),
    }[picture]


@dataclass(frozen=True)
class Board:
    """All questions of one plan in one round, as one reader sees them."""

    plan: RoundPlan
    asked: list[Asked]
    names: list[str] = field(default_factory=list)
    in_team: bool = False
    leads: bool = False
    judges: bool = False  # has handed in, so may say what they think of answers of others
    opinion_refusal: str = ""
    outcome_refusal: str = ""

    @property
    def waiting(self) -> list[Asked]:
        """Questions to which the reader finds no answer yet."""
        return [one for one in self.asked if not one.replies]


def board_of(plan: RoundPlan, person: Person) -> Board:
    """The board of one plan: ten queries, whatever the number of reviews; the plan comes with
    `round__edition`, `dossier__region` and `version`."""
    asked, names = _boards([plan], person, None)[plan.pk]
    over = is_over(plan.round.edition)
    judges = has_handed_in_on(person, plan)
    leads = signs_for(person, plan.dossier)
    return Board(
        plan,
        asked,
        names,
        in_team=is_in_team(person, plan.dossier),
        leads=leads,
        judges=judges,
        opinion_refusal=_ended() if over else "",
        outcome_refusal=_lead_signs(plan) if not leads else _ended() if over else "",
    )


def brief_of(plan: RoundPlan, person: Person, reviews: list[Review]) -> Board:
    """The board of one plan without what its reader may add, from reviews that were fetched before."""
    return Board(plan, *_boards([plan], person, reviews)[plan.pk])


def boards_of(plans: Iterable[RoundPlan], person: Person) -> list[Board]:
    """The boards of many plans, without what their reader may add: seven queries, whatever their number."""
    plans = list(plans)
    found = _boards(plans, person, None)
    return [Board(plan, *found[plan.pk]) for plan in plans]


def has_handed_in_on(person: Person, plan: RoundPlan) -> bool:
    """Whether somebody from outside handed in a review of this plan, alone or with others."""
    if is_own_region(person, plan):
        return False
    return Review.objects.submitted().filter(writes(person), round_plan=plan).exists()


def _ended() -> str:
    return _("This edition has ended, so nothing can be added any more.")


def _lead_signs(plan: RoundPlan) -> str:
    return _("The lead of %(region)s says what the region did with it.") % {
        "region": plan.dossier.region.name
    }


def _boards(
    plans: list[RoundPlan], person: Person, reviews: list[Review] | None
) -> dict[int, tuple[list[Asked], list[str]]]:
    ids = [plan.pk for plan in plans]
    if reviews is None:
        rows = reviews_seen_by(person).filter(round_plan__in=ids).select_related("form_version")
        reviews = list(rows.order_by("submitted_at", "pk"))
    questions: dict[int, list[VersionQuestion]] = defaultdict(list)
    versions = [plan.version_id for plan in plans]
    for row in VersionQuestion.objects.filter(version__in=versions).order_by("position"):
        questions[row.version_id].append(row)
    asked_ids = {row.question_id for rows in questions.values() for row in rows}
    answers = answers_to_questions(person, reviews, asked_ids)
    book = _Book.load(person, reviews, asked_ids)
    waiting = _waiting(ids, person, {review.assignment_id for review in reviews})
    found = {}
    for plan in plans:
        here = [review for review in reviews if review.round_plan_id == plan.pk]
        names = [review.author.name for review in here] + waiting[plan.pk]
        asked = [
            _asked(row, here, answers, book, waiting[plan.pk]) for row in questions[plan.version_id]
        ]
        found[plan.pk] = (asked, names)
    return found


@dataclass(frozen=True)
class _Book:
    """Opinions and outcomes that one reader may know, and which reviews are the reader's own."""

    person: Person
    opinions: dict[tuple[int, str], list[Opinion]]
    outcomes: dict[int, Outcome]
    own: set[int]

    @classmethod
    def load(cls, person: Person, reviews: list[Review], questions: set[int]) -> "_Book":
        opinions: dict[tuple[int, str], list[Opinion]] = defaultdict(list)
        rows = Opinion.objects.visible_to(person).filter(review__in=reviews)
        for row in rows.select_related("person"):
            opinions[row.review_id, row.key].append(row)
        outcomes = Outcome.objects.visible_to(person).filter(question__in=questions)
        own = Review.objects.filter(writes(person), pk__in=[review.pk for review in reviews])
        return cls(
            person,
            opinions,
            {row.question_id: row for row in outcomes.select_related("given_by")},
            set(own.values_list("pk", flat=True)),
        )


def _waiting(plans: list[int], person: Person, known: set[int]) -> dict[int, list[str]]:
    """By plan, the names of reviewers whose review the reader cannot read (yet)."""
    rows = Assignment.objects.active().filter(
        round_plan__in=plans, pk__in=Assignment.objects.visible_to(person).values("pk")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.exclude(pk__in=known).select_related("person").order_by("person__name", "pk"):
        found[row.round_plan_id].append(row.person.name)
    return found


def _asked(
    row: VersionQuestion,
    reviews: list[Review],
    answers: dict[int, dict[int, Answer]],
    book: _Book,
    waiting: list[str],
) -> Asked:
    replies, cells = [], []
    for review in reviews:
        answer = answers.get(review.pk, {}).get(row.question_id)
        cells.append(Cell(review.author.name, Mark.ANSWERED if answer else Mark.SKIPPED))
        if answer is not None:
            opinions = book.opinions.get((review.pk, answer.key), [])
            mine = next((one for one in opinions if one.person_id == book.person.pk), None)
            replies.append(Reply(review, answer, review.pk in book.own, opinions, mine))
    cells += [Cell(name, Mark.WAITING) for name in waiting]
    return Asked(row, replies, cells, book.outcomes.get(row.question_id))
