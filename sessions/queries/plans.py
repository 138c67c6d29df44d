"""The dossiers of an edition beside what is in the round."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from people.levels import Level
from plans.models import Dossier, Version
from sessions.models import Round, RoundPlan


@dataclass(frozen=True)
class PlanLine:
    """One dossier: its newest version, and the one that is tied to the round."""

    dossier: Dossier
    newest: int | None
    tied: RoundPlan | None
    chosen: int = 0

    @property
    def private(self) -> bool:
        """Whether the region keeps it to itself."""
        return self.dossier.level == Level.REGION

    @property
    def outdated(self) -> bool:
        """Whether a later version exists than the one in the round."""
        return bool(self.tied and self.newest and self.newest > self.tied.version.number)

    @property
    def ready(self) -> bool:
        """Whether it can be tied now."""
        return not self.private and self.newest is not None and (not self.tied or self.outdated)


def plan_lines(round_: Round) -> list[PlanLine]:
    """Every dossier of the edition, for who runs it, with the number of chosen reviewers.

    Two queries.
    """
    numbers = Version.objects.filter(dossier=OuterRef("pk")).order_by("-number").values("number")
    dossiers = Dossier.objects.filter(edition=round_.edition_id).annotate(
        newest_number=Subquery(numbers[:1])
    )
    plans = round_.plans.select_related("version").annotate(chosen=Count("assignments"))
    tied = {plan.dossier_id: plan for plan in plans}
    chosen = {plan.dossier_id: plan.chosen for plan in plans}
    return [
        PlanLine(dossier, dossier.newest_number, tied.get(dossier.pk), chosen.get(dossier.pk, 0))
        for dossier in dossiers.select_related("region").order_by("region__name", "title")
    ]
