"""What reviews know of work in a round: reviews to hand in, advice to answer, progress to report."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from people.models import Membership, Person
from reviews.models import Commitment, ProgressState, Recommendation, Review
from sessions.models import (
    Assignment,
    AssignmentState,
    Reminder,
    RoundPlan,
    RoundStep,
    StepKind,
    Subject,
)
from sessions.queries.round_work import OF_ASSIGNMENT, reviewer_work
from sessions.queries.work import Work, WorkPage, next_page, register_work, teams

RUNNING = [ProgressState.NOT_STARTED, ProgressState.ON_SCHEDULE, ProgressState.NEEDS_ATTENTION]


def to_hand_in(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Accepted reviews that were not handed in."""
    handed_in = Review.objects.submitted().filter(assignment=OuterRef("pk"))
    return rows.filter(~Exists(handed_in), state=AssignmentState.ACCEPTED)


def unanswered(plan: Any) -> Exists:
    """Whether advice about a plan in a round waits for the region's answer."""
    return Exists(Recommendation.objects.current().filter(round_plan=plan, response=None))


def unreported(dossier: Any, since: Any) -> Exists:
    """Whether a promise of a region runs without a report since a moment."""
    running = Commitment.objects.filter(dossier=dossier, state__in=RUNNING)
    return Exists(running.exclude(progress__reported_at__gte=since))


class ReviewWork:
    """Reviewers who said yes and did not hand in."""

    def page(self, step: RoundStep, after: int, size: int, *, ahead: bool = False) -> WorkPage:  # noqa: ARG002 -- as asked
        """One query."""
        rows = Assignment.objects.active().filter(
            round_plan__round=step.round_id, pk__gt=after, person__is_active=True
        )
        found = list(to_hand_in(rows).select_related(*OF_ASSIGNMENT).order_by("pk")[:size])
        works = [reviewer_work(row, "reviews.due", "reviews.late") for row in found]
        return next_page(works, [row.pk for row in found], size)


class PlanWork:
    """Regions that have something to do about their plan in the round."""

    def __init__(self, before: str, after: str, owes: Callable[[RoundStep], Exists]) -> None:
        self.before, self.after, self.owes = before, after, owes

    def page(self, step: RoundStep, after: int, size: int, *, ahead: bool = False) -> WorkPage:
        """Two queries."""
        rows = RoundPlan.objects.filter(round=step.round_id, pk__gt=after)
        if not ahead:
            rows = rows.filter(self.owes(step))
        plans = list(rows.select_related("dossier__region").order_by("pk")[:size])
        known = teams(step.round.edition_id, {plan.dossier.region_id for plan in plans})
        works = [self._work(plan, *known.get(plan.dossier.region_id, ((), ()))) for plan in plans]
        return next_page(works, [plan.pk for plan in plans], size)

    def _work(self, plan: RoundPlan, leads: tuple[Person, ...], team: tuple[Person, ...]) -> Work:
        dossier = plan.dossier
        return Work(
            subject=Subject.PLAN,
            subject_id=plan.pk,
            doers=leads,
            team=team,
            before=self.before,
            after=self.after,
            region_id=dossier.region_id,
            context={
                "region": dossier.region.name,
                "plan": dossier.title,
                "dossier": dossier.pk,
            },
        )


def review_reminders_that_matter(rows: QuerySet[Reminder], person: Person) -> QuerySet[Reminder]:
    """Those about reviews that the person still has to hand in."""
    mine = to_hand_in(Assignment.objects.active().filter(person=person))
    return rows.filter(subject=Subject.ASSIGNMENT, subject_id__in=mine.values("pk"))


def plan_reminders_that_matter(
    rows: QuerySet[Reminder], person: Person, owes: Q
) -> QuerySet[Reminder]:
    """Those about plans of the person's own team, as far as the region still owes something."""
    team = Membership.objects.active().filter(
        person=person,
        edition=OuterRef("round__edition_id"),
        region=OuterRef("dossier__region_id"),
    )
    plans = RoundPlan.objects.filter(Exists(team), pk=OuterRef("subject_id")).filter(owes)
    return rows.filter(Exists(plans), subject=Subject.PLAN)


def register() -> None:
    """To be called while apps are loaded."""
    register_work(StepKind.REVIEW, ReviewWork())
    answers = PlanWork(
        "reviews.answer-due", "reviews.answer-late", lambda _step: unanswered(OuterRef("pk"))
    )
    register_work(StepKind.RESPONSE, answers)
    progress = PlanWork(
        "reviews.progress-due",
        "reviews.progress-due",
        lambda step: unreported(OuterRef("dossier_id"), step.opens_at),
    )
    register_work(StepKind.FOLLOW_UP, progress)
