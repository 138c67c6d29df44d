"""What co-reviewers think of an answer, and what the region did with the answers to its question."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import changed, record
from core.clock import now
from core.text import render
from people.models import Person
from plans.models import Question
from reviews.actions.telling_together import tell_outcome
from reviews.errors import EditionEnded, NotAllowed, ReasonMissing, RowChanged, UnknownField
from reviews.models import CoWriter, Opinion, Outcome, OutcomeKind, Review, Stance
from reviews.queries.over import is_over
from reviews.queries.question_answers import answers_to_questions
from sessions.models import RoundPlan


@transaction.atomic
def give_opinion(
    *, review: Review, key: str, by: Person, stance: Stance, remark: str = ""
) -> Opinion:
    """Say whether one agrees with somebody's answer to a question; said again, it replaces the first.

    An opinion is no review: it counts nowhere as one, and keeps nobody from writing one.
    """
    review = (
        Review.objects.select_for_update(of=("self",))
        .visible_to(by)
        .submitted()
        .select_related("form_version", "round_plan__round__edition", "round_plan__dossier__region")
        .get(pk=review.pk)
    )
    if not by.has_perm("reviews.give_opinion", review):
        raise NotAllowed(_("Who handed in a review of this plan can say this of others' answers."))
    if is_over(review.round_plan.round.edition):
        raise EditionEnded
    _refuse_unknown(review, key, by)
    opinion, _made = Opinion.objects.update_or_create(
        review=review,
        key=key,
        person=by,
        defaults={"stance": stance, "remark": " ".join(remark.split()), "given_at": now()},
    )
    record("review.opinion", by=by, target=review, region_id=review.round_plan.dossier.region_id)
    return opinion


def _refuse_unknown(review: Review, key: str, by: Person) -> None:
    asked = [row.question_id for row in review.version.questions.all()]
    answers = answers_to_questions(by, [review], asked)[review.pk].values()
    if key not in {row.key for row in answers}:
        raise UnknownField


@transaction.atomic
def set_outcome(
    *, plan: RoundPlan, question: Question, by: Person, kind: OutcomeKind, text: str, seen: int
) -> Outcome:
    """The lead says what the region did with the answers; all but "used" gives the reason.

    `seen` is the revision that the writer had before the eyes, zero for none. Raises RowChanged.
    """
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not by.has_perm("reviews.set_outcome", plan.dossier):
        raise NotAllowed
    if is_over(plan.round.edition):
        raise EditionEnded
    writers = _who_answered(plan, question, by)
    if not writers:
        raise NotAllowed(_("There is no answer to read yet."))
    text = text.strip()
    if kind != OutcomeKind.USED and not text:
        raise ReasonMissing
    known = Outcome.objects.filter(question=question).first()
    new = {"kind": str(kind), "text": text}
    changes = changed(known, new) if known else {name: (None, said) for name, said in new.items()}
    if known and not changes:
        return known
    if (known.revision if known else 0) != seen:
        raise RowChanged
    outcome = known or Outcome(question=question, revision=0)
    outcome.kind, outcome.text, outcome.html = kind, text, render(text).html if text else ""
    outcome.given_at, outcome.given_by = now(), by
    outcome.revision += 1
    outcome.save()
    region = plan.dossier.region_id
    record("question.outcome", by=by, target=question, changes=changes, region_id=region)
    tell_outcome(outcome, plan, writers, by=by)
    return outcome


def _who_answered(plan: RoundPlan, question: Question, by: Person) -> list[Person]:
    """Who wrote the answers that the lead may read, in any round of this plan."""
    reviews = list(
        Review.objects.submitted()
        .visible_to(by)
        .filter(round_plan__dossier=plan.dossier_id, version__questions__question=question)
        .select_related("author", "form_version", "round_plan__round", "round_plan__dossier")
    )
    answers = answers_to_questions(by, reviews, [question.pk])
    answered = [review for review in reviews if answers[review.pk]]
    along = CoWriter.objects.present().filter(review__in=answered).select_related("person")
    return [*(review.author for review in answered), *(row.person for row in along)]
