"""The list of advice, narrowed by round, plan, region, kind, state, and what is for the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.queries import standing
from plans.models import Version
from reviews.models import AdviceKind, Commitment, ProgressState, Recommendation, ResponseKind
from reviews.queries.advice import (
    IN_ORDER,
    Line,
    judgements_seen_by,
    lines_of,
    listed,
    with_fate,
)
from reviews.summary import RUNNING, SEEN_CLEARLY
from sessions.models import Round

if TYPE_CHECKING:
    from reviews.models.visible import RecommendationQuerySet

PAGE = 30
STATES: dict[str, Promise] = {
    "open": _("not answered yet"),
    "pending": _("pending at the region"),
    "answered": _("answered, nothing promised"),
    "promised": _("promised"),
    "busy": _("being done"),
    "done": _("done"),
}
KINDS: dict[str, Promise] = {str(kind.value): kind.label for kind in AdviceKind}


@dataclass(frozen=True)
class Filters:
    """What the reader chose; anything unknown is nothing."""

    round: int | None = None
    dossier: int | None = None
    state: str = ""
    kind: str = ""
    region: int | None = None
    mine: bool = False

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "Filters":
        """From an address."""

        def number(name: str) -> int | None:
            value = data.get(name, "")
            return int(value) if value.isdecimal() and len(value) < 10 else None

        def key(name: str, known: Mapping[str, Promise]) -> str:
            value = data.get(name, "")
            return value if value in known else ""

        return cls(
            number("round"),
            number("dossier"),
            key("state", STATES),
            key("kind", KINDS),
            number("region"),
            data.get("mine") == "1",
        )

    @property
    def encoded(self) -> str:
        """For the links to other pages of the list."""
        chosen = {
            "round": self.round,
            "dossier": self.dossier,
            "state": self.state,
            "kind": self.kind,
            "region": self.region,
            "mine": "1" if self.mine else "",
        }
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def any(self) -> bool:
        """Whether something was chosen."""
        return bool(self.encoded)


def rows_for(person: Person, filters: Filters) -> "RecommendationQuerySet":
    """The chosen advice in the order of the list; which state it is in is asked of the database."""
    rows = _narrowed(listed(person), person, filters)
    if filters.state:
        rows = rows.filter(_in_state(filters.state, person))
    return rows.order_by(
        "-round_plan__round", "round_plan__dossier__region__name", "round_plan", *IN_ORDER
    )


def page_of_lines(person: Person, rows: "RecommendationQuerySet", number: str | None) -> Page[Line]:
    """One page of a list with what became of each: as many queries for thousands as for one."""
    page = Paginator(with_fate(rows, person), PAGE).get_page(number)
    lines = lines_of(page.object_list)
    return Page(lines, page.number, page.paginator)  # type: ignore[arg-type]  # it counts the rows


def _in_state(state: str, person: Person) -> Q:
    """What `Line.state` says of a line, as a condition."""
    promises = Commitment.objects.filter(recommendation=OuterRef("pk"))
    # Not beside each row: what one may read of judgements is found once, and a row is looked up in it.
    seen = judgements_seen_by(person).order_by().filter(judgement__in=SEEN_CLEARLY)
    promised, kept = Q(Exists(promises)), Q(Exists(promises.filter(state=ProgressState.DONE)))
    running = Q(Exists(promises.filter(state__in=RUNNING)))
    clearly = Q(pk__in=seen.values("recommendation"))
    nothing = ~promised & ~clearly
    return {
        "open": nothing & Q(response=None),
        "pending": Q(response__kind=ResponseKind.PENDING),
        "answered": nothing & Q(response__isnull=False),
        "promised": promised & ~kept & ~running,
        "busy": promised & ~kept & running,
        "done": kept | (~promised & clearly),
    }[state]


def _narrowed(
    rows: "RecommendationQuerySet", person: Person, filters: Filters
) -> "RecommendationQuerySet":
    chosen = {
        "round_plan__round": filters.round,
        "round_plan__dossier": filters.dossier,
        "round_plan__dossier__region": filters.region,
        "kind": filters.kind,
    }
    rows = rows.filter(**{path: value for path, value in chosen.items() if value})
    return rows.filter(_for_me(person)) if filters.mine else rows


def _for_me(person: Person) -> Q:
    """What one gave, and what was given to one's own region."""
    mine = Q(pk__in=Recommendation.objects.of_giver(person).values("pk"))
    for edition, region in standing(person).teams:
        mine |= Q(round_plan__round__edition=edition, round_plan__dossier__region=region)
    return mine


@dataclass(frozen=True)
class PlanChoice:
    """A plan under the title of its newest version: working titles stay with the team."""

    dossier_id: int
    title: str
    region_id: int
    region: str


@dataclass(frozen=True)
class FilterChoices:
    """What can be chosen."""

    rounds: list[Round]
    plans: list[PlanChoice]
    states: dict[str, Promise] = field(default_factory=lambda: STATES)
    kinds: dict[str, Promise] = field(default_factory=lambda: KINDS)

    @property
    def regions(self) -> list[tuple[int, str]]:
        """The regions of these plans, by name."""
        return sorted(
            {(plan.region_id, plan.region) for plan in self.plans}, key=lambda row: row[1]
        )


def choices_for(person: Person) -> FilterChoices:
    """Rounds and plans that have advice which the person may read: two queries, and no rows of models."""
    found = Recommendation.objects.current().visible_to(person).order_by()
    rounds = Round.objects.filter(pk__in=found.values("round_plan__round"))
    versions = Version.objects.filter(round_plans__in=found.values("round_plan"))
    rows = versions.order_by("number").values_list(
        "dossier_id", "title", "dossier__region_id", "dossier__region__name"
    )
    newest = {row[0]: PlanChoice(*row) for row in rows}
    plans = sorted(newest.values(), key=lambda plan: (plan.region, plan.title))
    return FilterChoices(list(rounds.select_related("edition__programme")), plans)
