"""Who is told of advice that was caught in a sitting."""

from collections.abc import Iterable
from typing import Any

from notifications.actions import notify
from people.models import Person
from people.queries import facilitators_of
from reviews import notices_caught as notices
from reviews.actions.telling import team_that_reads
from reviews.models import Recommendation


def tell_caught(drafts: Iterable[Recommendation], *, by: Person) -> None:
    """Who gave it; facilitators find it in their turn."""
    for draft in drafts:
        notify(_giver(draft), notices.CAUGHT, about=draft, by=by, context=_words(draft))


def tell_confirmed(advice: Recommendation, *, by: Person) -> None:
    """The giver, and those of the team who may read it now."""
    notify([advice.author], notices.CONFIRMED, about=advice, by=by, context=_words(advice))
    tell_team_of_caught(advice)


def tell_team_of_caught(advice: Recommendation) -> None:
    """Those of the team who may read it now. Harmless when done twice."""
    words = _words(advice)
    notify(
        team_that_reads(advice), notices.GIVEN, about=advice, by=advice.confirmed_by, context=words
    )


def tell_dropped(advice: Recommendation, *, by: Person) -> None:
    """The giver and who facilitates, whichever of them did not drop it."""
    people = [*_giver(advice), *facilitators_of(advice.round_plan.round.edition_id)]
    notify(people, notices.DROPPED, about=advice, by=by, context=_words(advice))


def _giver(advice: Recommendation) -> list[Person]:
    return [advice.author] if advice.names_its_giver else []


def _words(advice: Recommendation) -> dict[str, Any]:
    plan = advice.round_plan
    return {"region": plan.dossier.region.name, "plan": plan.version.title}
