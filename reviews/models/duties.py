"""What somebody has to do with reviews, read once: small sets of ids on which every policy stands.

As conditions inside conditions the same facts made statements that PostgreSQL planned for more than
a second and SQLite refused to parse. One person has few tasks, and there are few rounds.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, CharField, Exists, F, IntegerField, OuterRef, Value
from django.db.models.expressions import Combinable

from core.clock import now
from people.models import Person
from people.queries import once_a_request
from sessions.models import Assignment, RoundStep, StepKind


@dataclass(frozen=True)
class Duties:
    """One person's part in reviews, as ids."""

    person: int
    along: frozenset[int] = frozenset()  # reviews in which one writes along
    beside: frozenset[int] = frozenset()  # plans in rounds that one reviews now
    handed_in: frozenset[int] = frozenset()  # plans in rounds of which one's review is in
    dossiers: frozenset[tuple[str, int]] = frozenset()  # (season, dossier) that one reviews now
    opened: frozenset[int] = frozenset()  # rounds of which the sitting has opened, for everybody

    def dossiers_in(self, season: str = "") -> set[int]:
        """The dossiers that one reviews, in the rounds of one season or in all."""
        return {dossier for key, dossier in self.dossiers if season in ("", key)}


def duties(person: Person | Duties) -> Duties:
    """What this person has to do with reviews now: one query, remembered while a request lasts.

    Who has read them already passes them on, so that one policy reads them once anywhere.
    """
    if isinstance(person, Duties):
        return person
    return once_a_request(person, "reviews.duties", _read)


NOTHING = Value(0, IntegerField())
NO_SEASON = Value("", CharField())
YES = Value(True, BooleanField())


def _read(people: Collection[Person]) -> dict[int, Duties]:
    from reviews.models.review import Review  # noqa: PLC0415 -- circular import
    from reviews.models.writing import CoWriter  # noqa: PLC0415 -- circular import

    ids = [one.pk for one in people]
    tasks = Assignment.objects.active().filter(person__in=ids)
    own = Review.objects.filter(author__in=ids, state="submitted")
    along = CoWriter.objects.present().filter(person__in=ids)
    submitted = along.filter(review__state="submitted")
    sittings = RoundStep.objects.filter(kind=StepKind.SITTING, opens_at__lte=now())
    held = Exists(Assignment.objects.active().filter(pk=OuterRef("review__assignment")))
    there = "review__round_plan"
    return _gather(
        ids,
        _columns(
            tasks,
            "task",
            "round_plan",
            whose=F("person_id"),
            dossier=F("round_plan__dossier_id"),
            season=F("round_plan__round__season"),
        ).union(
            _columns(own, "in", "round_plan", whose=F("author_id")),
            _columns(submitted, "in", there, whose=F("person_id")),
            _columns(
                along,
                "along",
                there,
                whose=F("person_id"),
                dossier=F(f"{there}__dossier_id"),
                season=F(f"{there}__round__season"),
                review=F("review_id"),
                works=held,
            ),
            _columns(sittings, "opened", "round"),
            all=True,
        ),
    )


def _columns(
    rows: Any,
    kind: str,
    plan: str,
    *,
    whose: Combinable = NOTHING,
    dossier: Combinable = NOTHING,
    season: Combinable = NO_SEASON,
    review: Combinable = NOTHING,
    works: Combinable | Exists = YES,
) -> Any:
    """The same seven columns of each, so that one statement reads them all."""
    facts = {
        "fact": Value(kind, CharField()),
        "fact_whose": whose,
        "fact_plan": F(f"{plan}_id"),
        "fact_dossier": dossier,
        "fact_season": season,
        "fact_review": review,
        "fact_works": works,
    }
    return rows.order_by().annotate(**facts).values_list(*facts)


def _gather(people: Collection[int], rows: Any) -> dict[int, Duties]:
    found: dict[int, dict[str, set[Any]]] = {
        pk: {"along": set(), "beside": set(), "in": set(), "dossiers": set()} for pk in people
    }
    opened = set()
    for kind, whose, plan, dossier, season, review, works in rows:
        if kind == "opened":
            opened.add(plan)
            continue
        facts = found[whose]
        if kind == "in":
            facts["in"].add(plan)
            continue
        if kind == "along":
            facts["along"].add(review)
        if works:
            facts["beside"].add(plan)
            facts["dossiers"].add((season, dossier))
    return {
        pk: Duties(
            pk,
            frozenset(facts["along"]),
            frozenset(facts["beside"]),
            frozenset(facts["in"]),
            frozenset(facts["dossiers"]),
            frozenset(opened),
        )
        for pk, facts in found.items()
    }
