"""What a facilitator sees of the settings of a matching: people, plans and rules."""

from collections import defaultdict
from dataclasses import dataclass

from sessions.models import Apart, Reading, Round, RoundPlan, Ruling, Terms
from sessions.queries.candidates import load_of
from sessions.queries.pool import Reader, pool_of


@dataclass(frozen=True)
class ReaderLine:
    """One possible reviewer: what was said about this round."""

    reader: Reader
    terms: Terms | None
    languages: list[str]
    load: int


def reader_lines(round_: Round) -> list[ReaderLine]:
    """Everybody who can be matched in a round. Four queries."""
    readers = pool_of(round_.edition_id, [])
    terms = {row.person_id: row for row in Terms.objects.filter(round=round_)}
    languages: dict[int, list[str]] = defaultdict(list)
    for row in Reading.objects.filter(person__in=readers).order_by("language"):
        languages[row.person_id].append(row.language)
    load = load_of(round_.pk)
    return [
        ReaderLine(one, terms.get(key), languages[key], load[key]) for key, one in readers.items()
    ]


def plans_with_wishes(round_: Round) -> list[RoundPlan]:
    """The plans of a round with their own wishes, by region. One query."""
    rows = RoundPlan.objects.filter(round=round_).select_related("dossier__region", "wish")
    return list(rows.order_by("dossier__region__name", "dossier__title", "pk"))


def rulings_of(round_: Round) -> list[Ruling]:
    """Fixed and ruled out pairs of a round. One query."""
    rows = Ruling.objects.filter(plan__round=round_)
    rows = rows.select_related("plan__dossier__region", "person", "made_by")
    return list(rows.order_by("plan__dossier__region__name", "person__name", "pk"))


def aparts_of(round_: Round) -> list[Apart]:
    """Who does not meet whom in a round. One query."""
    rows = Apart.objects.filter(round=round_).select_related("one", "other")
    return list(rows.order_by("one__name", "other__name"))
