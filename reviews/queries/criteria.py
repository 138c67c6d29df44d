"""How reviewers answered the criteria, June beside September: never added up, averaged or ranked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from people.models import Person
from reviews.controls import CANNOT_JUDGE
from reviews.models import Answer, FormVersion
from reviews.models.visible import readable_reviews
from reviews.overviews.small import left_out, left_out_of_all
from reviews.queries.readers import open_fields
from reviews.queries.sheets import schema_of
from reviews.schema import POINTS, Field, Kind, Schema
from reviews.summary import FEWEST, Spread

PLAN = "review__round_plan_id"
REGION = "review__round_plan__dossier__region_id"
SEASON = "review__round_plan__round__season"

# By criterion (its place in the list) and season: how often each value was given.
Counts = dict[tuple[int, str], Counter[Any]]


@dataclass(frozen=True)
class Point:
    """One point of a scale: its words, and how often it was chosen in each season."""

    point: int | None  # None: cannot judge
    words: str
    counts: tuple[int | None, ...]  # None: too few answers to show


@dataclass(frozen=True)
class Criterion:
    """One criterion, with how the answers spread in each season."""

    key: str
    title: str
    help: str
    spreads: tuple[Spread, ...]
    points: tuple[Point, ...]
    own_words: bool  # whether the points mean something else here than in general

    @property
    def shown(self) -> bool:
        """Whether any season has enough answers."""
        return any(spread.shown for spread in self.spreads)


@dataclass(frozen=True)
class Criteria:
    """All criteria of an overview, in the order of the form."""

    seasons: tuple[str, ...]
    lines: tuple[Criterion, ...]
    scale: tuple[tuple[int, str], ...]  # what the points mean in general
    hidden: bool  # whether something was too small to show

    @property
    def shown(self) -> list[Criterion]:
        """Those with something to show."""
        return [line for line in self.lines if line.shown]


@dataclass(frozen=True)
class _Asked:
    """One criterion as some versions of the form ask it, so that the answers can be compared."""

    field: Field
    schema: Schema
    versions: tuple[int, ...]


def criteria_of(
    person: Person, seasons: Iterable[str], *, by_region: bool, **scope: Any
) -> Criteria:
    """The spread of the answers in handed-in reviews that the reader may read: four queries at most.

    `scope` narrows the answers; `by_region` says that they are of several regions, each of which
    shows totals of its own.
    """
    wanted = tuple(seasons)
    rows = answers_counted(person).filter(**{f"{SEASON}__in": wanted}, **scope)
    asked = _asked(rows)
    if not asked:
        return Criteria(wanted, (), (), hidden=False)
    rows = rows.annotate(criterion=_criterion(asked)).exclude(criterion=None).order_by()
    counts, out = _counts(rows, by_region=by_region)
    lines = [_line(one, at, counts, wanted) for at, one in enumerate(asked)]
    scale = next((one.schema.scale for one in asked if one.schema.scale), ())
    small = any(0 < spread.total < FEWEST for line in lines for spread in line.spreads)
    general = tuple((point, str(words)) for point, words in scale)
    return Criteria(wanted, tuple(lines), general, hidden=out or small)


def answers_counted(person: Person) -> QuerySet[Answer]:
    """Answers in handed-in reviews that the reader may read."""
    rows = Answer.objects.filter(readable_reviews(person, "review__"), review__state="submitted")
    return rows.exclude(value=None).exclude(value="")


def _asked(rows: QuerySet[Answer]) -> list[_Asked]:
    """The scales of the forms in use, in the order of the form; not those for fewer readers."""
    used = rows.order_by().values("review__form_version")
    found: dict[tuple[str, str], _Asked] = {}
    for version in FormVersion.objects.filter(pk__in=used).order_by("published_at", "pk"):
        schema = schema_of(version)
        counted = open_fields(schema)
        for field in schema.fields():
            if field.kind == Kind.SCALE and field.key in counted:
                same = (field.key, repr(field.structure))
                before = found[same].versions if same in found else ()
                found[same] = _Asked(field, schema, (*before, version.pk))
    return list(found.values())


def _criterion(asked: list[_Asked]) -> Case:
    """Which criterion an answer is about, by its place in the list."""
    places = (
        When(key=one.field.key, review__form_version__in=one.versions, then=Value(at))
        for at, one in enumerate(asked)
    )
    return Case(*places, default=None, output_field=IntegerField(null=True))


def _counts(rows: QuerySet[Answer], *, by_region: bool) -> tuple[Counts, bool]:
    """Chosen points by criterion and season, without what is too small to be in; and whether there was such."""
    counts: Counts = defaultdict(Counter)
    groups = rows.values_list("criterion", SEASON, "value").annotate(number=Count("pk"))
    for criterion, season, value, number in groups:
        counts[criterion, season][value] += number
    left = _left_out(rows, by_region=by_region)
    if not left:
        return counts, False
    few = rows.filter(**{f"{PLAN}__in": {plan for plan, _criterion in left}})
    for criterion, season, value, plan in few.values_list("criterion", SEASON, "value", PLAN):
        if (plan, criterion) in left:
            counts[criterion, season][value] -= 1
    return counts, True


def _left_out(rows: QuerySet[Answer], *, by_region: bool) -> set[tuple[int, int]]:
    """Plans with too few answers at a criterion, where those would show in the total."""
    sizes: dict[tuple[int, str], dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    groups = rows.values_list("criterion", SEASON, REGION, PLAN).annotate(number=Count("pk"))
    for criterion, season, region, plan, number in groups.filter(number__lt=FEWEST):
        sizes[criterion, season][region][plan] = number
    return {
        (plan, criterion)
        for (criterion, _season), regions in sizes.items()
        for plan in _out(regions, by_region=by_region)
    }


def _out(regions: Mapping[int, Mapping[int, int]], *, by_region: bool) -> set[int]:
    if by_region:
        return set(left_out_of_all(regions))
    return {plan for plans in regions.values() for plan in left_out(plans)}


def _line(asked: _Asked, at: int, counts: Counts, seasons: tuple[str, ...]) -> Criterion:
    field, schema = asked.field, asked.schema
    spreads = tuple(_spread(counts.get((at, season), Counter())) for season in seasons)
    anchors = schema.anchors_of(field)
    points = [
        Point(
            point,
            " – ".join(str(words) for words in anchors[point] if words),
            tuple(spread.counts.get(point, 0) if spread.shown else None for spread in spreads),
        )
        for point in POINTS
    ]
    if field.cannot_judge:
        cannot = tuple(spread.cannot_judge if spread.shown else None for spread in spreads)
        points.append(Point(None, "", cannot))
    general = dict(schema.scale)
    own = any(anchors[point][0] != general.get(point) for point in POINTS)
    return Criterion(field.key, str(field.prompt), str(field.help), spreads, tuple(points), own)


def _spread(values: Mapping[Any, int]) -> Spread:
    points = {value: n for value, n in values.items() if isinstance(value, int) and n}
    return Spread(points, values.get(CANNOT_JUDGE, 0), sum(values.values()))
