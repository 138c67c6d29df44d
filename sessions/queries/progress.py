"""How far a round is, by region: plans, reviewers, and what apps above count."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Region
from sessions.models import Assignment, Round, RoundPlan
from sessions.models.visible import ACTIVE

Share = tuple[int, int]  # done, out of how many
# From rounds to the share by (round, region); regions without anything to count are left out.
Counted = Callable[[Collection[int]], dict[tuple[int, int], Share]]


@dataclass(frozen=True)
class Measure:
    """One thing of which a round has so many: "reviews handed in"."""

    key: str
    label: Promise
    count: Counted


@dataclass(frozen=True)
class Bar:
    """How much of one measure is done; `none` when there is nothing to count yet."""

    key: str
    label: str
    done: int
    total: int

    @property
    def none(self) -> bool:
        """Whether there is nothing to count yet."""
        return self.total == 0

    @property
    def width(self) -> int:
        """The length of the bar, in percent; a whole bar only when all is done."""
        if self.none:
            return 0
        return 100 if self.done >= self.total else min(99, self.done * 100 // self.total)

    @property
    def full(self) -> bool:
        """Whether all is done."""
        return not self.none and self.done >= self.total


@dataclass(frozen=True)
class RegionRow:
    """One region in the picture of a round."""

    region: Region
    bars: list[Bar]


@dataclass(frozen=True)
class Progress:
    """The picture of one round: all together, and a row a region."""

    round: Round
    bars: list[Bar]
    rows: list[RegionRow]

    @property
    def labels(self) -> list[str]:
        """The heads of the columns."""
        return [bar.label for bar in self.bars]


_measures: list[Measure] = []


def register_measure(measure: Measure) -> None:
    """Let an app above count; to be called while apps are loaded."""
    if measure.key not in {one.key for one in _measures}:
        _measures.append(measure)


def progress_of(rounds: Collection[Round], regions: Collection[Region]) -> list[Progress]:
    """The pictures of these rounds: a constant number of queries, whatever their number."""
    ids = [round_.pk for round_ in rounds]
    measures = [*_own(regions), *_measures]
    counted = {measure.key: measure.count(ids) for measure in measures}
    return [_picture(round_, regions, measures, counted) for round_ in rounds]


def _picture(
    round_: Round,
    regions: Collection[Region],
    measures: list[Measure],
    counted: dict[str, dict[tuple[int, int], Share]],
) -> Progress:
    rows = [
        RegionRow(
            region,
            [
                Bar(one.key, str(one.label), *counted[one.key].get((round_.pk, region.pk), (0, 0)))
                for one in measures
            ],
        )
        for region in regions
    ]
    whole = [
        Bar(
            one.key,
            str(one.label),
            sum(row.bars[at].done for row in rows),
            sum(row.bars[at].total for row in rows),
        )
        for at, one in enumerate(measures)
    ]
    return Progress(round_, whole, rows)


def _own(regions: Collection[Region]) -> list[Measure]:
    def plans(ids: Collection[int]) -> dict[tuple[int, int], Share]:
        tied = RoundPlan.objects.filter(round__in=ids).order_by()
        counts = {
            (round_id, region_id): count
            for round_id, region_id, count in tied.values_list(
                "round_id", "dossier__region_id"
            ).annotate(Count("pk"))
        }
        return {
            (pk, region.pk): (counts.get((pk, region.pk), 0), counts.get((pk, region.pk), 0) or 1)
            for pk in ids
            for region in regions
        }

    return [
        Measure("plans", _("plans handed in"), plans),
        Measure("reviewers", _("reviewers accepted"), _reviewers),
    ]


def _reviewers(ids: Collection[int]) -> dict[tuple[int, int], Share]:
    rows = Assignment.objects.filter(round_plan__round__in=ids, state__in=ACTIVE).order_by()
    counts = rows.values_list("round_plan__round_id", "round_plan__dossier__region_id").annotate(
        yes=Count("pk", filter=Q(state="accepted")), all=Count("pk")
    )
    return {(round_id, region_id): (yes, all_) for round_id, region_id, yes, all_ in counts}
