"""What somebody has to do with reviews, read once: small sets of ids on which every policy stands.

As conditions inside conditions the same facts made statements that PostgreSQL planned for more than
a second and SQLite refused to parse. One person has few tasks, and there are few rounds.
"""

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


def _read(person: Person) -> Duties:
    from reviews.models.review import Review  # noqa: PLC0415 -- circular import
    from reviews.models.writing import CoWriter  # noqa: PLC0415 -- circular import

    tasks = Assignment.objects.active().filter(person=person)
    own = Review.objects.filter(author=person, state="submitted")
    along = CoWriter.objects.present().filter(person=person)
    submitted = along.filter(review__state="submitted")
    sittings = RoundStep.objects.filter(kind=StepKind.SITTING, opens_at__lte=now())
    held = Exists(Assignment.objects.active().filter(pk=OuterRef("review__assignment")))
    there = "review__round_plan"
    return _gather(
        person.pk,
        _columns(
            tasks,
            "task",
            "round_plan",
            dossier=F("round_plan__dossier_id"),
            season=F("round_plan__round__season"),
        ).union(
            _columns(own, "in", "round_plan"),
            _columns(submitted, "in", there),
            _columns(
                along,
                "along",
                there,
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
    dossier: Combinable = NOTHING,
    season: Combinable = NO_SEASON,
    review: Combinable = NOTHING,
    works: Combinable | Exists = YES,
) -> Any:
    """The same six columns of each, so that one statement reads them all."""
    facts = {
        "fact": Value(kind, CharField()),
        "fact_plan": F(f"{plan}_id"),
        "fact_dossier": dossier,
        "fact_season": season,
        "fact_review": review,
        "fact_works": works,
    }
    return rows.order_by().annotate(**facts).values_list(*facts)


def _gather(person: int, rows: Any) -> Duties:
    found: dict[str, set[Any]] = {"along": set(), "beside": set(), "in": set(), "opened": set()}
    dossiers = set()
    for kind, plan, dossier, season, review, works in rows:
        if kind in ("opened", "in"):
            found[kind].add(plan)
            continue
        if kind == "along":
            found["along"].add(review)
        if works:
            found["beside"].add(plan)
            dossiers.add((season, dossier))
    return Duties(
        person,
        frozenset(found["along"]),
        frozenset(found["beside"]),
        frozenset(found["in"]),
        frozenset(dossiers),
        frozenset(found["opened"]),
    )
