"""Who is told of what, with the words that a notice needs: names and titles only."""

from typing import Any

from notifications.actions import notify
from people.models import Person
from people.queries import facilitators_of, team_of
from reviews import notices
from reviews.models import Commitment, Recommendation, Review, Verification


def words_of(review: Review) -> dict[str, Any]:
    """Who reviewed what."""
    plan = review.round_plan
    return {"who": review.author.name, "plan": plan.version.title, "round": plan.round_id}


def tell_submitted(review: Review, *, by: Person | None) -> None:
    """Facilitators at once; the team from the moment that it may read."""
    people = facilitators_of(review.round_plan.round.edition_id)
    cause = f"{review.pk}:{review.revision}"
    notify(people, notices.SUBMITTED, about=review, by=by, key=cause, context=words_of(review))
    tell_team(review)


def tell_team(review: Review) -> None:
    """What was handed in and judged, to those of the team who may read it now. Harmless when done twice."""
    dossier = review.round_plan.dossier
    team = _who_may_read(review, list(team_of(dossier.edition_id, dossier.region_id)))
    cause = f"{review.pk}:{review.revision}"
    notify(team, notices.SUBMITTED, about=review, key=cause, context=words_of(review))
    for verification in review.verifications.select_related("recommendation"):
        tell_judged(verification, review, team)


def tell_judged(verification: Verification, review: Review, team: list[Person]) -> None:
    """The team that got the advice."""
    notify(
        team,
        notices.JUDGED,
        about=verification.recommendation,
        by=review.author,
        key=f"{verification.pk}:{verification.revision}",
        context=words_of(review),
    )


def tell_reopened(review: Review, *, by: Person) -> None:
    """Who runs the round."""
    people = facilitators_of(review.round_plan.round.edition_id)
    cause = f"{review.pk}:{review.revision}"
    notify(people, notices.REOPENED, about=review, by=by, key=cause, context=words_of(review))


def tell_answered(recommendation: Recommendation, *, by: Person, revision: int) -> None:
    """Who gave the advice."""
    context = _words_of_region(recommendation)
    cause = f"{recommendation.pk}:{revision}"
    notify(
        [recommendation.author],
        notices.ANSWERED,
        about=recommendation,
        by=by,
        key=cause,
        context=context,
    )


def tell_promised(commitment: Commitment, *, by: Person) -> None:
    """Who gave the advice that it answers."""
    advice = commitment.recommendation
    if advice is not None:
        notify(
            [advice.author],
            notices.PROMISED,
            about=commitment,
            by=by,
            context=_words_of_region(advice),
        )


def tell_done(commitment: Commitment, *, by: Person) -> None:
    """Who gave the advice that it answers."""
    advice = commitment.recommendation
    if advice is not None:
        cause = f"{commitment.pk}:{commitment.revision}"
        context = _words_of_region(advice)
        notify([advice.author], notices.DONE, about=commitment, by=by, key=cause, context=context)


def _words_of_region(recommendation: Recommendation) -> dict[str, Any]:
    plan = recommendation.round_plan
    return {"region": plan.dossier.region.name, "plan": plan.version.title}


def _who_may_read(review: Review, people: list[Person]) -> list[Person]:
    return [
        person
        for person in people
        if Review.objects.visible_to(person).filter(pk=review.pk).exists()
    ]
