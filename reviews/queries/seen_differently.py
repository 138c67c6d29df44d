"""Where reviewers of one region's plans see the follow-up differently from the region."""

from dataclasses import dataclass

from people.models import Person, Region
from reviews.queries.advice import Line, judgements_seen_by, lines_of, listed, with_fate


@dataclass(frozen=True)
class SeenDifferently:
    """What was judged of one region, as far as a reader may know."""

    judged: int
    lines: list[Line]  # those at which something differs


def seen_differently(region: Region, person: Person) -> SeenDifferently:
    """Of all plans of a region: six queries, whatever the number."""
    pairs = judgements_seen_by(person).filter(recommendation__round_plan__dossier__region=region)
    about = pairs.order_by().values_list("recommendation", "recommendation__merged_into")
    ids = {pk for pair in about for pk in pair if pk}
    rows = listed(person).filter(pk__in=ids)
    ordered = rows.order_by("-round_plan__round", "round_plan", "position", "pk")
    lines = [line for line in lines_of(with_fate(ordered, person)) if line.judged]
    differ = [line for line in lines if line.beside.any or line.beside.among_givers]
    return SeenDifferently(len(lines), differ)
