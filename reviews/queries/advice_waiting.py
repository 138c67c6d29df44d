"""Advice that waits for the answer of the regions that people lead."""

from collections.abc import Collection, Iterator
from copy import copy
from typing import Any

from django.db.models import F, IntegerField, Q, Value

from people.models import Person
from people.queries import standing
from reviews.models import Recommendation, ResponseKind

ABOUT = (
    "round_plan__dossier__region",
    "round_plan__version",
    "author",
    "response",
    "response_draft__saved_by",
)
NOTHING = Value(0, IntegerField())


def advice_that_waits(leads: Collection[Person]) -> dict[int, list[Recommendation]]:
    """By lead, unanswered, pending or with a proposal, as far as the lead may read it: two queries at most.

    Merged advice comes with its originals (`told`).
    """
    pairs = _pairs(leads)
    ids = {pk for _lead, pk, _merged in pairs}
    rows = list(Recommendation.objects.filter(pk__in=ids).select_related(*ABOUT)) if ids else []
    found: dict[int, list[Recommendation]] = {lead.pk: [] for lead in leads}
    for lead in leads:
        merged_in = {pk: merged for whose, pk, merged in pairs if whose == lead.pk}
        for row in rows:
            if merged_in.get(row.pk) == 0:
                own = copy(row)  # each lead may read other originals of it
                originals = [one for one in rows if merged_in.get(one.pk) == row.pk]
                own.told = sorted(originals, key=lambda one: one.pk)  # type: ignore[attr-defined]  # as a prefetch gives them
                found[lead.pk].append(own)
    return found


def _pairs(leads: Collection[Person]) -> list[tuple[int, int, int]]:
    """Lead, advice, and what it was merged in (0: it is what waits); one statement for all leads."""
    first, *others = [part for lead in leads for part in _parts(lead)]
    return list(first.union(*others, all=True))


def _parts(lead: Person) -> Iterator[Any]:
    rows = Recommendation.objects.visible_to(lead)
    proposed = Q(response_draft__isnull=False) & ~Q(response_draft__kind="")
    waits = Q(response=None) | Q(response__kind=ResponseKind.PENDING) | proposed
    yield _columns(rows.current().filter(_led(lead), waits), lead, NOTHING)
    yield _columns(rows.given().filter(_led(lead, "merged_into__")), lead, F("merged_into_id"))


def _led(lead: Person, path: str = "") -> Q:
    found = Q(pk__in=[])
    plan = f"{path}round_plan"
    for edition, region in standing(lead).leads:
        found |= Q(**{f"{plan}__round__edition": edition, f"{plan}__dossier__region": region})
    return found


def _columns(rows: Any, lead: Person, merged: Any) -> Any:
    whose = Value(lead.pk, IntegerField())
    return rows.order_by().annotate(whose=whose, merged=merged).values_list("whose", "pk", "merged")
