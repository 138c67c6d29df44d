"""When and where September judges what was done with a recommendation of June."""

from datetime import datetime

from django.urls import reverse

from people.models import Person
from reviews.models import Recommendation
from sessions.models import Assignment, AssignmentState, RoundStep, Season, StepKind
from sessions.rules import stage_allows


def judging_address(advice: Recommendation, person: Person) -> str:
    """The address of the reader's open September review of this plan."""
    plan = advice.round_plan
    if plan.round.season != Season.JUNE or advice.merged_into_id is not None:
        return ""
    rows = Assignment.objects.active().filter(
        person=person,
        state=AssignmentState.ACCEPTED,
        round_plan__dossier=plan.dossier_id,
        round_plan__round__edition=plan.round.edition_id,
        round_plan__round__season=Season.SEPTEMBER,
    )
    task = rows.exclude(review__state="submitted").select_related("round_plan__dossier").first()
    if task is None or not stage_allows(StepKind.REVIEW, person, task.round_plan).open:
        return ""
    return reverse("reviews:review-write", args=[task.pk])


def judging_due_at(advice: Recommendation) -> datetime | None:
    """The due moment of September's reviews of this plan, once that round is published."""
    plan = advice.round_plan
    steps = RoundStep.objects.filter(
        kind=StepKind.REVIEW,
        round__season=Season.SEPTEMBER,
        round__edition=plan.round.edition_id,
        round__published_at__isnull=False,
        round__plans__dossier=plan.dossier_id,
    )
    return steps.values_list("due_at", flat=True).first()
