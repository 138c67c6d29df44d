"""The list of advice, narrowed by round, plan and state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person
from plans.models import Version
from reviews.models import Recommendation
from reviews.queries.advice import Line, lines_of, readable, with_fate
from sessions.models import Round

STATES: dict[str, Promise] = {
    "open": _("not answered yet"),
    "answered": _("answered, nothing promised"),
    "promised": _("promised"),
    "busy": _("being done"),
    "done": _("done"),
}


@dataclass(frozen=True)
class Filters:
    """What the reader chose; anything unknown is nothing."""

    round: int | None = None
    dossier: int | None = None
    state: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "Filters":
        """From an address."""

        def number(name: str) -> int | None:
            value = data.get(name, "")
            return int(value) if value.isdecimal() and len(value) < 10 else None

        state = data.get("state", "")
        return cls(number("round"), number("dossier"), state if state in STATES else "")

    @property
    def encoded(self) -> str:
        """For the links to other pages of the list."""
        chosen = {"round": self.round, "dossier": self.dossier, "state": self.state}
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def any(self) -> bool:
        """Whether something was chosen."""
        return bool(self.encoded)


def lines_for(person: Person, filters: Filters) -> list[Line]:
    """The advice with what became of it: three queries, whatever the number."""
    rows = readable(person)
    if filters.round:
        rows = rows.filter(round_plan__round=filters.round)
    if filters.dossier:
        rows = rows.filter(round_plan__dossier=filters.dossier)
    rows = rows.order_by(
        "-round_plan__round",
        "round_plan__dossier__region__name",
        "round_plan",
        "review",
        "position",
    )
    lines = lines_of(with_fate(rows, person))
    return [line for line in lines if not filters.state or line.state == filters.state]


@dataclass(frozen=True)
class FilterChoices:
    """What can be chosen."""

    rounds: list[Round]
    plans: list[Version]  # the newest of each plan: working titles stay with the team
    states: dict[str, Promise] = field(default_factory=lambda: STATES)


def choices_for(person: Person) -> FilterChoices:
    """Rounds and plans that have advice which the person may read: two queries."""
    found = Recommendation.objects.given().visible_to(person).order_by()
    rounds = Round.objects.filter(pk__in=found.values("round_plan__round"))
    versions = Version.objects.filter(round_plans__in=found.values("round_plan"))
    newest = {
        row.dossier_id: row for row in versions.select_related("dossier__region").order_by("number")
    }
    plans = sorted(newest.values(), key=lambda row: (row.dossier.region.name, row.title))
    return FilterChoices(list(rounds.select_related("edition__programme")), plans)
