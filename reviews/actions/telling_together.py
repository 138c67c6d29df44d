"""Who is told of shared reviews, opinions, outcomes and feedback: names and titles only."""

from notifications.actions import notify
from people.models import Person
from reviews import notices_together as notices
from reviews.actions.telling import words_of
from reviews.models import CoWriter, Feedback, Outcome, Review
from sessions.models import RoundPlan


def tell_invited(seat: CoWriter, *, by: Person) -> None:
    """Who is asked to write along; once more when somebody comes back."""
    notify(
        [seat.person],
        notices.INVITED,
        about=seat.review,
        by=by,
        key=f"{seat.pk}:{seat.invited_at.isoformat()}",
        context=words_of(seat.review),
    )


def tell_left(seat: CoWriter, *, by: Person) -> None:
    """Who holds the review, when somebody leaves it."""
    context = words_of(seat.review) | {"who": seat.person_id}
    key = f"{seat.pk}:{seat.left_at.isoformat() if seat.left_at else ''}"
    notify([seat.review.author], notices.LEFT, about=seat.review, by=by, key=key, context=context)


def tell_signed(seat: CoWriter, *, by: Person) -> None:
    """Who holds the review."""
    context = words_of(seat.review) | {"who": seat.person_id}
    key = f"{seat.pk}:{seat.signed_revision}"
    notify([seat.review.author], notices.SIGNED, about=seat.review, by=by, key=key, context=context)


def tell_handed_in(review: Review, *, by: Person) -> None:
    """Who wrote along."""
    rows = CoWriter.objects.present().filter(review=review).select_related("person")
    people = [row.person for row in rows]
    key = f"{review.pk}:{review.revision}"
    notify(people, notices.TOGETHER, about=review, by=by, key=key, context=words_of(review))


def tell_outcome(outcome: Outcome, plan: RoundPlan, people: list[Person], *, by: Person) -> None:
    """Who answered the question."""
    context = {
        "region": plan.dossier.region.name,
        "plan": plan.version.title,
        "round_plan": plan.pk,
    }
    key = f"{outcome.pk}:{outcome.revision}"
    notify(people, notices.OUTCOME, about=outcome, by=by, key=key, context=context)


def tell_feedback(feedback: Feedback, *, by: Person) -> None:
    """Who wrote the review."""
    review = feedback.review
    along = CoWriter.objects.present().filter(review=review).select_related("person")
    context = words_of(review) | {"region": review.round_plan.dossier.region.name}
    people = [review.author, *(row.person for row in along)]
    key = f"{feedback.pk}:{feedback.revision}"
    notify(people, notices.FEEDBACK, about=review, by=by, key=key, context=context)
