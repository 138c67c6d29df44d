"""What rounds themselves know of work: plans to submit, invitations to answer, sittings to come to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from people.levels import Level
from people.models import Membership, Person, Region
from plans.models import Dossier, Version
from sessions.models import (
    Assignment,
    AssignmentState,
    Reminder,
    RoundPlan,
    RoundStep,
    StepKind,
    Subject,
)
from sessions.queries.regions import participating_regions
from sessions.queries.work import Work, WorkPage, next_page, register_work, teams


def owes_plan(*, region: Any, edition: Any, nested: dict[str, Any]) -> Q:
    """Whether a region has a shared dossier without a version since the plan step opened, or none at all.

    A dossier that a facilitator put in the round as it is counts as submitted. `nested` holds
    `opens_at` and `round` as they are called two questions deep.
    """
    shared = Dossier.objects.filter(region=region, edition=edition).exclude(level=Level.REGION)
    fresh = Version.objects.filter(dossier=OuterRef("pk"), submitted_at__gte=nested["opens_at"])
    tied = RoundPlan.objects.filter(dossier=OuterRef("pk"), round=nested["round"])
    waiting = shared.filter(~Exists(fresh), ~Exists(tied))
    return Q(Exists(waiting)) | ~Q(Exists(shared))


class PlanWork:
    """Regions that owe a plan."""

    def page(self, step: RoundStep, after: int, size: int, *, ahead: bool = False) -> WorkPage:  # noqa: ARG002 -- as asked
        """Two queries."""
        edition = step.round.edition_id
        owes = owes_plan(
            region=OuterRef("pk"),
            edition=edition,
            nested={"opens_at": step.opens_at, "round": step.round_id},
        )
        rows = participating_regions(edition).filter(owes, pk__gt=after).order_by("pk")[:size]
        regions = list(rows)
        known = teams(edition, {region.pk for region in regions})
        works = [_plan(region, *known.get(region.pk, ((), ()))) for region in regions]
        return next_page(works, [region.pk for region in regions], size)


class AnswerWork:
    """Reviewers who did not say yes or no."""

    def page(self, step: RoundStep, after: int, size: int, *, ahead: bool = False) -> WorkPage:
        """One query."""
        states = [AssignmentState.SENT, *([AssignmentState.PLANNED] if ahead else [])]
        rows = Assignment.objects.filter(round_plan__round=step.round_id, pk__gt=after)
        rows = rows.within_access().filter(state__in=states, person__is_active=True)
        asked = list(rows.select_related(*OF_ASSIGNMENT).order_by("pk")[:size])
        works = [
            reviewer_work(row, "sessions.answer-waits", "sessions.answer-waits") for row in asked
        ]
        return next_page(works, [row.pk for row in asked], size)


class SittingWork:
    """Who sits together about a plan; nobody is late for it."""

    def page(self, step: RoundStep, after: int, size: int, *, ahead: bool = False) -> WorkPage:
        """Three queries."""
        rows = RoundPlan.objects.filter(round=step.round_id, pk__gt=after).order_by("pk")
        plans = list(rows.select_related("dossier__region")[:size])
        known = teams(step.round.edition_id, {plan.dossier.region_id for plan in plans})
        reviewers = _reviewers(plans, ahead=ahead)
        works = [_sitting(plan, known, reviewers.get(plan.pk, [])) for plan in plans]
        return next_page(works, [plan.pk for plan in plans], size)


OF_ASSIGNMENT = ("person", "round_plan__dossier__region")


def reviewer_work(row: Assignment, before: str, after: str) -> Work:
    """What one reviewer has to do about one plan."""
    dossier = row.round_plan.dossier
    return Work(
        subject=Subject.ASSIGNMENT,
        subject_id=row.pk,
        doers=(row.person,),
        team=(row.person,),
        before=before,
        after=after,
        region_id=dossier.region_id,
        reviewer_id=row.person_id,
        since=row.sent_at,
        context={"region": dossier.region.name, "plan": dossier.title, "assignment": row.pk},
    )


def _plan(region: Region, leads: tuple[Person, ...], team: tuple[Person, ...]) -> Work:
    return Work(
        subject=Subject.REGION,
        subject_id=region.pk,
        doers=leads,
        team=team,
        before="sessions.plan-due",
        after="sessions.plan-late",
        region_id=region.pk,
        context={"region": region.name},
    )


def _reviewers(plans: Iterable[RoundPlan], *, ahead: bool) -> dict[int, list[Person]]:
    states = [AssignmentState.ACCEPTED]
    if ahead:
        states += [AssignmentState.SENT, AssignmentState.PLANNED]
    rows = Assignment.objects.within_access().filter(
        round_plan__in=[plan.pk for plan in plans], state__in=states, person__is_active=True
    )
    found: dict[int, list[Person]] = {}
    for row in rows.select_related("person").order_by("pk"):
        found.setdefault(row.round_plan_id, []).append(row.person)
    return found


def _sitting(
    plan: RoundPlan,
    known: dict[int, tuple[tuple[Person, ...], tuple[Person, ...]]],
    reviewers: list[Person],
) -> Work:
    leads, team = known.get(plan.dossier.region_id, ((), ()))
    return Work(
        subject=Subject.PLAN,
        subject_id=plan.pk,
        doers=_each_once(leads, reviewers),
        team=_each_once(team, reviewers),
        before="sessions.sitting-near",
        after="sessions.sitting-near",
        region_id=plan.dossier.region_id,
        context={"region": plan.dossier.region.name, "plan": plan.dossier.title},
    )


def _each_once(*groups: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.pk: person for group in groups for person in group}.values())


def plan_reminders_that_matter(rows: QuerySet[Reminder], person: Person) -> QuerySet[Reminder]:
    """Those about regions that still owe their plan, and in whose team the person still is."""
    edition, region = OuterRef("step__round__edition_id"), OuterRef("subject_id")
    team = Membership.objects.active().filter(person=person, edition=edition, region=region)
    two_deep = {
        "opens_at": OuterRef(OuterRef("step__opens_at")),
        "round": OuterRef(OuterRef("step__round_id")),
    }
    owes = owes_plan(region=region, edition=edition, nested=two_deep)
    return rows.filter(Exists(team), owes, subject=Subject.REGION)


def register() -> None:
    """To be called while apps are loaded."""
    register_work(StepKind.PLAN, PlanWork())
    register_work(StepKind.REVIEW, AnswerWork())
    register_work(StepKind.SITTING, SittingWork())
