"""The cockpit: what is at risk in the rounds of one edition, and how far they are."""

from collections.abc import Collection
from dataclasses import dataclass

from people.models import Person
from people.queries import standing
from programme.models import Edition
from sessions.models import Round
from sessions.queries.progress import Progress, progress_of
from sessions.risks.gathering import AtRisk, at_risk, scope_of
from sessions.risks.scope import Scope
from sessions.stages import Stages


@dataclass(frozen=True)
class Cockpit:
    """What a facilitator sees of one edition."""

    edition: Edition
    rounds: list[Round]
    at_risk: AtRisk
    pictures: list[Progress]


def cockpit_of(edition: Edition, person: Person) -> Cockpit:
    """The page for one edition. The number of queries does not grow with regions, plans or risks."""
    scope = scope_of(person, edition.pk)
    if not scope.rounds:
        return Cockpit(edition, [], AtRisk(), [])
    found = at_risk(scope)
    shown = scope.running or scope.rounds[-1:]
    return Cockpit(edition, scope.rounds, found, progress_of(shown, scope.regions))


def edition_to_oversee(person: Person) -> Edition | None:
    """The edition that somebody runs now: the current one, else the newest; no query beside the standing."""
    here = standing(person)
    run = [row.edition for row in here.memberships if row.edition_id in here.facilitates]
    return max(run, key=lambda one: (one.is_current, one.year), default=None)


@dataclass(frozen=True)
class Attention:
    """How many things are at risk, for the home page."""

    edition: Edition
    count: int


def attention_for(person: Person, known: Collection[Round] | None = None) -> Attention | None:
    """The edition that somebody runs now, with how much is at risk in it; nothing for others.

    `known` are the rounds that the person may see, with their steps, where the page has read them.
    """
    edition = edition_to_oversee(person)
    if edition is None:
        return None
    scope = scope_of(person, edition.pk) if known is None else _scope(person, edition, known)
    return Attention(edition, len(at_risk(scope).open))


def _scope(person: Person, edition: Edition, known: Collection[Round]) -> Scope:
    here = [row for row in known if row.edition_id == edition.pk and row.published_at]
    here.sort(key=lambda row: row.pk)
    return Scope(person, edition.pk, here, Stages.of_rounds(here))
