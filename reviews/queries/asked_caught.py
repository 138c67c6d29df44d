"""What waits for somebody of the advice that was caught in sittings: one row a sitting."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import ngettext

from core.asked import Asked
from core.clock import end_of_day, local, now
from people.models import Person
from people.queries import standing
from reviews.models import Recommendation
from reviews.queries.caught import ABOUT, not_now
from sessions.stages import Stages
from sessions.workdays import working_days_from

if TYPE_CHECKING:
    from reviews.models.visible import RecommendationQuerySet

PATIENCE = 5  # working days in which what was said is still fresh


def drafts_of(person: Person) -> "RecommendationQuerySet":
    """The drafts of a person, and those of editions that the person facilitates."""
    return Recommendation.objects.drafts().own_of_a_sitting(person)


def drafts_asked(waiting: Collection[tuple[Person, list[int]]]) -> list[tuple[int, Asked]]:
    """By person what these drafts ask that one may confirm now: three queries for all of them."""
    every = {pk for _person, ids in waiting for pk in ids}
    drafts = Recommendation.objects.filter(pk__in=every).select_related(*ABOUT).order_by("pk")
    by_pk = {row.pk: row for row in drafts}
    stages = Stages.load({row.round_plan.round_id for row in by_pk.values()})
    return [
        (person.pk, asked)
        for person, ids in waiting
        for asked in _of_person(person, [by_pk[pk] for pk in sorted(ids) if pk in by_pk], stages)
    ]


def _of_person(person: Person, drafts: list[Recommendation], stages: Stages) -> list[Asked]:
    by_sitting: dict[int, list[Recommendation]] = defaultdict(list)
    for row in drafts:
        mine = row.caught is not None and _concerns(person, row)
        if mine and not not_now(row.round_plan, stages, person.pk):
            by_sitting[row.caught.sitting_id].append(row)  # type: ignore[union-attr]  # as asked
    return [_asked(found, person) for found in by_sitting.values()]


def _concerns(person: Person, draft: Recommendation) -> bool:
    """Whether it is the own advice, and not of a region whose team one has joined, or one facilitates."""
    if _runs(person, draft):
        return True
    joined = draft.round_plan.dossier.region_id in standing(person).team_regions()
    return draft.names_its_giver and not joined


def _runs(person: Person, draft: Recommendation) -> bool:
    return standing(person).may("rounds.run", draft.round_plan.round.edition_id)


def _asked(drafts: list[Recommendation], person: Person) -> Asked:
    first, count = drafts[0], len(drafts)
    region = first.round_plan.dossier.region.name
    own = all(draft.author_id == person.pk and draft.names_its_giver for draft in drafts)
    if own:
        title = ngettext(
            "Confirm your advice to %(region)s from the sitting",
            "Confirm your %(count)d pieces of advice to %(region)s from the sitting",
            count,
        )
    else:
        title = ngettext(
            "See to it that the advice to %(region)s from the sitting is confirmed",
            "See to it that %(count)d pieces of advice to %(region)s from the sitting are confirmed",
            count,
        )
    url = reverse("reviews:caught-list", args=[first.caught.sitting_id])  # type: ignore[union-attr]  # a draft has one
    if own and count == 1:
        url = reverse("reviews:caught-detail", args=[first.pk])
    due = _due(first)
    return Asked(
        title=title % {"region": region, "count": count},
        where=f"{region} · {first.title}"
        if count == 1
        else f"{region} · {first.round_plan.version.title}",
        action=ngettext("Read draft", "Read drafts", count),
        url=url,
        due_at=due,
        late=due < now(),
        kind="caught",
    )


def _due(draft: Recommendation) -> datetime:
    sitting = draft.caught.sitting  # type: ignore[union-attr]  # a draft has one
    ended = sitting.ended_at or draft.created_at
    return end_of_day(working_days_from(local(ended).date(), PATIENCE))
