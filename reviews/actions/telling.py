"""Who is told of what, with the words that a notice needs: names and titles only."""

from typing import Any

from notifications.actions import notify
from people.models import Person
from people.queries import facilitators_of, team_of
from reviews import notices
from reviews.models import Commitment, Recommendation, Review, Verification


def words_of(review: Review) -> dict[str, Any]:
    """Who reviewed what: an id, as names are looked up when a notice is read."""
    plan = review.round_plan
    return {"who": review.author_id, "plan": plan.version.title, "round": plan.round_id}


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


def givers_of(advice: Recommendation) -> list[Person]:
    """Who gave this advice: its author, or the authors of what was merged in it."""
    if not advice.is_merged:
        return [advice.author]
    return list(Person.objects.filter(recommendations__merged_into=advice).distinct())


def tell_answered(recommendation: Recommendation, *, by: Person, revision: int) -> None:
    """Who gave the advice."""
    context = _words_of_region(recommendation)
    cause = f"{recommendation.pk}:{revision}"
    notify(
        givers_of(recommendation),
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
            givers_of(advice),
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
        notify(givers_of(advice), notices.DONE, about=commitment, by=by, key=cause, context=context)


def tell_merged(merged: Recommendation, originals: list[Recommendation], *, by: Person) -> None:
    """Who gave the originals, and those of the team who may read it by now."""
    notify([row.author for row in originals], notices.MERGED, about=merged, by=by)
    notify(team_that_reads(merged), notices.MERGED_FOR_US, about=merged, by=by)


def tell_unmerged(merged: Recommendation, originals: list[Recommendation], *, by: Person) -> None:
    """The same people about each original, and who runs the round when a giver took something back."""
    for row in originals:
        notify([row.author], notices.UNMERGED, about=row, by=by, key=f"{row.pk}:{merged.pk}")
    first = originals[0]
    plan = merged.round_plan
    people = {person.pk: person for person in team_that_reads(first)}
    people |= {person.pk: person for person in facilitators_of(plan.round.edition_id)}
    notify(
        people.values(),
        notices.UNMERGED_FOR_US,
        about=first,
        by=by,
        key=f"{first.pk}:{merged.pk}",
        context={"dossier": plan.dossier_id},
    )


def team_that_reads(advice: Recommendation) -> list[Person]:
    """Those of the region's team who may read this advice by now."""
    dossier = advice.round_plan.dossier
    rows = Recommendation.objects.filter(pk=advice.pk)
    return [
        person
        for person in team_of(dossier.edition_id, dossier.region_id)
        if rows.visible_to(person).exists()
    ]


def _words_of_region(recommendation: Recommendation) -> dict[str, Any]:
    plan = recommendation.round_plan
    return {"region": plan.dossier.region.name, "plan": plan.version.title}


def _who_may_read(review: Review, people: list[Person]) -> list[Person]:
    return [
        person
        for person in people
        if Review.objects.visible_to(person).filter(pk=review.pk).exists()
    ]
