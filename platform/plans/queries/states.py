"""How far a plan is: only a draft, submitted, or changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from people.queries import Visitor
from plans.models import Dossier, Version
from plans.queries.contents import frozen_contents, working_contents


class StateKind(StrEnum):
    """The three states of a plan."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGED = "changed"


@dataclass(frozen=True)
class PlanState:
    """How far a plan is, with its newest version."""

    newest: Version | None = None
    changed: bool = False

    @property
    def kind(self) -> StateKind:
        """One of the three."""
        if self.newest is None:
            return StateKind.DRAFT
        return StateKind.CHANGED if self.changed else StateKind.SUBMITTED

    @property
    def label(self) -> str:
        """The state in words."""
        if self.newest is None:
            return _("Draft")
        if self.changed:
            return _("Changed since version %(number)d") % {"number": self.newest.number}
        return _("Version %(number)d submitted") % {"number": self.newest.number}

    @property
    def tone(self) -> str:
        """The colour that goes with the words."""
        return {"draft": "neutral", "submitted": "good", "changed": "info"}[self.kind]


def newest_versions(
    dossier_ids: Iterable[int], person: Visitor | None = None
) -> dict[int, Version]:
    """The newest version of each dossier, in one query; with a person the newest to be read."""
    rows = Version.objects.filter(dossier__in=list(dossier_ids))
    if person is not None:
        rows = rows.visible_to(person)
    return {version.dossier_id: version for version in rows.order_by("dossier_id", "number")}


def states_of(dossiers: Iterable[Dossier]) -> dict[int, PlanState]:
    """How far each plan is; the same number of queries for one and for many."""
    found = list(dossiers)
    newest = newest_versions([dossier.pk for dossier in found])
    submitted = [dossier for dossier in found if dossier.pk in newest]
    now, then = working_contents(submitted), frozen_contents(newest.values())
    return {
        dossier.pk: PlanState(newest[dossier.pk], now[dossier.pk] != then[newest[dossier.pk].pk])
        if dossier.pk in newest
        else PlanState()
        for dossier in found
    }


def state_of(dossier: Dossier) -> PlanState:
    """How far this plan is."""
    return states_of([dossier])[dossier.pk]
