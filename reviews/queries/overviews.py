"""What the overviews of a programme edition, a round and a region show."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from people.models import Person, Region
from people.queries import standing
from plans.models import Dossier
from plans.queries import newest_versions
from programme.models import Edition, Participation, ParticipationStatus
from reviews.models import Commitment
from reviews.overviews.classes import NONE, StageKind
from reviews.overviews.flow import Course, Flow, flow_of, table_of
from reviews.overviews.picture import Histogram, Picture, histogram_of, picture_of
from reviews.overviews.shares import Meter, SharedRow, meter_of, shared_rows
from reviews.overviews.small import enough
from reviews.queries.courses import counted_advice, courses_of, judges_by_region, too_few
from reviews.queries.criteria import Criteria, Criterion, criteria_of
from reviews.summary import Action, CrossTable, Spread
from sessions.models import Round, Season

if TYPE_CHECKING:
    from reviews.models.visible import RecommendationQuerySet

SEASONS = (Season.JUNE.value, Season.SEPTEMBER.value)
UNJUDGED = (StageKind.GIVEN, StageKind.RESPONSE, StageKind.ACTION)


@dataclass(frozen=True)
class SeasonSpread:
    """The answers to one criterion in one season; no picture when there are too few."""

    season: str
    spread: Spread
    histogram: Histogram | None


@dataclass(frozen=True)
class CriterionCard:
    """One criterion with a picture for each season."""

    criterion: Criterion
    seasons: tuple[SeasonSpread, ...]


@dataclass(frozen=True)
class Overview:
    """What became of some advice, as far as one reader may know."""

    courses: list[Course]
    table: CrossTable
    rows: list[SharedRow]
    meter: Meter
    flow: Flow
    picture: Picture
    apart: bool  # whether judgements are not split because too few gave them
    criteria: Criteria
    cards: list[CriterionCard]

    @property
    def total(self) -> int:
        """How many pieces of advice."""
        return self.table.total

    @property
    def answered(self) -> int:
        """On how many the region said what it does with it."""
        return sum(course.count for course in self.courses if course.response != NONE)

    @property
    def judged(self) -> int:
        """On how many somebody said whether the follow-up is recognised."""
        return sum(course.count for course in self.courses if course.judged != NONE)


def overview_of_edition(edition: Edition, person: Person) -> Overview:
    """All advice of an edition; the picture follows that of June."""
    rows = counted_advice(person).filter(round_plan__round__edition=edition)
    scope = {"review__round_plan__round__edition": edition}
    return _overview(rows, person, _split(rows, person), SEASONS, by_region=True, scope=scope)


def overview_of_round(round_: Round, person: Person) -> Overview:
    """The advice that was given in one round, and the answers of that round."""
    rows = counted_advice(person).filter(round_plan__round=round_)
    scope = {"review__round_plan__round": round_}
    seasons = (str(round_.season),)
    return _overview(rows, person, _split(rows, person), seasons, by_region=True, scope=scope)


def overview_of_region(region: Region, edition: Edition, person: Person) -> Overview:
    """All advice to one region in an edition."""
    rows = counted_advice(person).filter(
        round_plan__round__edition=edition, round_plan__dossier__region=region
    )
    scope = {
        "review__round_plan__round__edition": edition,
        "review__round_plan__dossier__region": region,
    }
    judges = judges_by_region(_of_june(rows), person)
    apart = [pk for pk, people in judges.items() if not enough(len(people))]
    return _overview(rows, person, apart, SEASONS, by_region=False, scope=scope)


def _of_june(rows: "RecommendationQuerySet") -> "RecommendationQuerySet":
    return rows.filter(round_plan__round__season=Season.JUNE)


def _split(rows: "RecommendationQuerySet", person: Person) -> Collection[int]:
    return too_few(judges_by_region(_of_june(rows), person))


def _overview(
    rows: "RecommendationQuerySet",
    person: Person,
    apart: Collection[int],
    seasons: tuple[str, ...],
    *,
    by_region: bool,
    scope: Mapping[str, Any],
) -> Overview:
    courses = courses_of(rows, person, apart)
    table = table_of(courses)
    # September's advice is judged in another edition, so the way to September is that of June's.
    followed = (
        [one for one in courses if one.season == Season.JUNE] if len(seasons) > 1 else courses
    )
    stages = UNJUDGED if seasons == (Season.SEPTEMBER.value,) else tuple(StageKind)
    flow = flow_of(followed, stages)
    criteria = criteria_of(person, seasons, by_region=by_region, **scope)
    return Overview(
        courses=courses,
        table=table,
        rows=shared_rows(table),
        meter=meter_of(table),
        flow=flow,
        picture=picture_of(flow),
        apart=bool(apart),
        criteria=criteria,
        cards=[_card(line, seasons) for line in criteria.shown],
    )


def _card(line: Criterion, seasons: tuple[str, ...]) -> CriterionCard:
    return CriterionCard(
        line,
        tuple(
            SeasonSpread(season, spread, _histogram(line, at) if spread.shown else None)
            for at, (season, spread) in enumerate(zip(seasons, line.spreads, strict=True))
            if spread.total
        ),
    )


def _histogram(line: Criterion, at: int) -> Histogram:
    return histogram_of([(str(point.point or ""), point.counts[at] or 0) for point in line.points])


@dataclass(frozen=True)
class RegionLine:
    """One region of an edition, with what became of the advice to it. Never in the order of a number."""

    region: Region
    given: int = 0
    answered: int = 0
    promised: int = 0
    acted: int = 0


def region_lines(edition: Edition, person: Person, courses: list[Course]) -> list[RegionLine]:
    """The regions of an edition by name, with numbers that were counted before: one query."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in courses:
        of_region = counts[one.region]
        of_region["given"] += one.count
        of_region["answered"] += one.count * (one.response != NONE)
        of_region["promised"] += one.count * one.promised
        of_region["acted"] += one.count * (one.action != Action.NO)
    return [RegionLine(region, **counts[region.pk]) for region in regions_in(edition, person)]


def regions_in(edition: Edition, person: Person) -> QuerySet[Region]:
    """The regions that take part in an edition, as far as the reader may know: by name."""
    joined = Participation.objects.visible_to(person).filter(
        edition=edition, region=OuterRef("pk"), status=ParticipationStatus.PARTICIPANT
    )
    plans = Dossier.objects.visible_to(person).filter(edition=edition, region=OuterRef("pk"))
    own = Q(pk__in=standing(person).team_regions(edition.pk))
    rows = Region.objects.visible_to(person).filter(Exists(joined) | Exists(plans) | own)
    return rows.select_related("organisation").order_by("name")


def own_commitments(region: Region, edition: Edition, person: Person) -> int:
    """How much a region promised of its own accord, without advice: public acts, so counted as they are."""
    rows = Commitment.objects.visible_to(person).filter(dossier__region=region)
    return rows.filter(dossier__edition=edition, recommendation=None).count()


@dataclass(frozen=True)
class PlanLine:
    """One plan of a region, under the words that this reader may see."""

    dossier: Dossier
    title: str
    summary: str


def plans_of(region: Region, edition: Edition, person: Person) -> list[PlanLine]:
    """The plans of a region that the reader may know of; working titles stay with the team. Two queries or three."""
    rows = Dossier.objects.visible_to(person).filter(edition=edition, region=region)
    dossiers = list(rows.select_related("region"))
    newest = newest_versions([dossier.pk for dossier in dossiers], person)
    own = (edition.pk, region.pk) in standing(person).teams
    lines = []
    for dossier in dossiers:
        words = newest.get(dossier.pk) or (dossier if own else None)
        title, summary = (words.title, words.summary) if words else (region.name, "")
        lines.append(PlanLine(dossier, title, summary))
    return lines
