"""Advice that was caught in a sitting: on which plan it is, who may have given it, and until when it is confirmed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.clock import now
from people.models import REGION_ROLES_SET, Membership, Person
from people.queries import standing
from reviews.models import FrozenList, Recommendation
from sessions.models import (
    Conflict,
    RoundPlan,
    RoundStep,
    Season,
    Sitting,
    SittingState,
    StepKind,
)
from sessions.rules import Stages

OVER = (SittingState.ENDED, SittingState.CLOSED)
ABOUT = (
    "author",
    "caught__item",
    "caught__given_by",
    "caught__sitting",
    "round_plan__dossier__region",
    "round_plan__round__edition",
    "round_plan__version",
)


def plan_of(sitting: Sitting) -> RoundPlan | None:
    """The plan that a sitting advised on: its own, or the only one that its region has in the round."""
    if sitting.round_plan_id is not None:
        return sitting.round_plan
    rows = RoundPlan.objects.filter(
        round=sitting.round_id, dossier__region=sitting.region_id
    ).select_related("dossier__region", "round__edition", "version")
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def from_outside(plan: RoundPlan) -> QuerySet[Person]:
    """Who can advise on a plan: neither in the team of its region nor with a conflict there."""
    region = plan.dossier.region_id
    team = Membership.objects.active().filter(region=region, role__in=REGION_ROLES_SET)
    ties = Conflict.objects.filter(region=region)
    rows = Person.objects.filter(is_active=True)
    return rows.exclude(pk__in=team.values("person_id")).exclude(pk__in=ties.values("person_id"))


def may_have_given(person: Person, plan: RoundPlan) -> bool:
    """Whether advice on this plan can be this person's."""
    return from_outside(plan).filter(pk=person.pk).exists()


def possible_givers(advice: Recommendation) -> QuerySet[Person]:
    """Who can have spoken it: those at the table who come from outside the region.

    Who led the sitting only when that was noted: where nobody was, the draft stands in that name.
    """
    caught = advice.caught
    if caught is None:
        return Person.objects.none()
    seats = caught.sitting.attendances.standing().values("person_id")
    table = Q(pk__in=seats) | Q(pk=caught.given_by_id)
    rows = from_outside(advice.round_plan).filter(table)
    if caught.given_by_id != caught.sitting.facilitator_id:
        rows = rows.exclude(pk=caught.sitting.facilitator_id)
    return rows.order_by("name", "pk")


def not_now(plan: RoundPlan, stages: Stages, person_id: int) -> str:
    """Why nothing is confirmed any more; empty as long as the region can answer."""
    for kind in (StepKind.RESPONSE, StepKind.FOLLOW_UP):
        stage = stages.of_plan(kind, plan, person_id)
        if stage.closed:
            return stage.reason
    return ""


def refusal(plan: RoundPlan, person: Person) -> str:
    """The same with the list of the September round: three queries at most."""
    reason = not_now(plan, Stages.load([plan.round_id]), person.pk)
    if reason or plan.round.season != Season.JUNE:
        return reason
    lists = FrozenList.objects.filter(
        dossier=plan.dossier_id, round__edition=plan.round.edition_id
    ).exclude(round=plan.round_id)
    if not lists.exists():
        return ""
    return _("The list of June's advice on which September looks back is fixed already.")


def read_from(plan: RoundPlan) -> datetime | None:
    """From when the region reads what is confirmed, while that moment is still to come: as its reviews. One query."""
    steps = RoundStep.objects.filter(round=plan.round_id, kind=StepKind.SITTING)
    opens_at = steps.values_list("opens_at", flat=True).first()
    return opens_at if opens_at is not None and opens_at > now() else None


@dataclass(frozen=True)
class CaughtPage:
    """What became of the advice of one sitting, as one reader may know it."""

    sitting: Sitting
    plan: RoundPlan | None
    runs: bool
    waiting: list[Recommendation]
    given: list[Recommendation]
    dropped: list[Recommendation]
    left: int  # caught, and no draft yet; told to who runs the round
    refusal: str  # why nothing of what waits is confirmed now

    @property
    def is_over(self) -> bool:
        """Whether the sitting was."""
        return self.sitting.state in OVER

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that this reader sees."""
        return not (self.waiting or self.given or self.dropped or self.left)


def caught_page(sitting: Sitting, person: Person) -> CaughtPage:
    """The page of a sitting's advice; the sitting comes with its round. Eleven queries at most."""
    here = Recommendation.objects.filter(caught__sitting=sitting)
    drafts = here.drafts().own_of_a_sitting(person).select_related(*ABOUT)
    gone = here.exclude(dropped_by=None).own_of_a_sitting(person)
    waiting = list(drafts.order_by("pk"))
    plan = plan_of(sitting)
    runs = standing(person).may("rounds.run", sitting.round.edition_id)
    return CaughtPage(
        sitting=sitting,
        plan=plan,
        runs=runs,
        waiting=waiting,
        given=_given(sitting, person),
        dropped=list(gone.select_related("author", "dropped_by").order_by("pk")),
        left=sitting.caught.filter(recommendation=None).count() if runs else 0,
        refusal=refusal(waiting[0].round_plan, person) if waiting else "",
    )


def _given(sitting: Sitting, person: Person) -> list[Recommendation]:
    """Also what was merged: it stands here in its giver's own words."""
    rows = Recommendation.objects.given().visible_to(person).filter(caught__sitting=sitting)
    return list(rows.select_related("author__organisation", "response").order_by("pk"))
