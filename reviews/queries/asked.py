"""What reviews ask of somebody: the rows of "my turn"."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import AMSTERDAM, today
from people.models import Person
from people.queries import standing
from reviews.models import Commitment, ProgressState, Recommendation
from reviews.queries.tasks import Task, my_tasks
from sessions.models import Season, StepKind
from sessions.stages import Stages

SOON = timedelta(days=14)
RUNNING = [ProgressState.NOT_STARTED, ProgressState.ON_SCHEDULE, ProgressState.NEEDS_ATTENTION]


def tasks_for(person: Person) -> list[Asked]:
    """Reviews to write, advice to answer, progress to report: ten queries at most."""
    return [*_reviews(person), *_answers(person), *_progress(person)]


def _reviews(person: Person) -> list[Asked]:
    return [
        _review(task)
        for task in my_tasks(person)
        if task.stage.open and not task.done and not task.asked
    ]


def _review(task: Task) -> Asked:
    plan = task.assignment.round_plan
    words = {
        Season.JUNE: _("Review the plan of %(region)s"),
        Season.SEPTEMBER: _("Judge the follow-up and review the plan of %(region)s"),
    }[Season(plan.round.season)]
    region = plan.dossier.region.name
    return Asked(
        title=words % {"region": region},
        where=f"{region} · {plan.version.title}",
        action=_("Go on writing") if task.begun else _("Write review"),
        url=reverse("reviews:review-write", args=[task.assignment.pk]),
        due_at=task.stage.due_at,
        late=task.stage.late,
        kind="verify" if plan.round.season == Season.SEPTEMBER else "review",
    )


def _answers(person: Person) -> list[Asked]:
    led = Q(pk__in=[])
    for edition, region in standing(person).leads:
        led |= Q(round_plan__round__edition=edition, round_plan__dossier__region=region)
    rows = Recommendation.objects.given().visible_to(person).filter(led, response=None)
    waiting = list(
        rows.select_related("round_plan__dossier__region", "round_plan__version", "author")
    )
    stages = Stages.load({row.round_plan.round_id for row in waiting}) if waiting else Stages([])
    found = []
    for advice in waiting:
        stage = stages.of_plan(StepKind.RESPONSE, advice.round_plan, person.pk)
        if stage.open:
            name = advice.round_plan.dossier.region.name
            found.append(
                Asked(
                    title=_("Answer the advice of %(name)s") % {"name": advice.author.name},
                    where=f"{name} · {advice.title}",
                    action=_("Answer advice"),
                    url=reverse("reviews:recommendation-detail", args=[advice.pk]),
                    due_at=stage.due_at,
                    late=stage.late,
                    kind="response",
                )
            )
    return found


def _progress(person: Person) -> list[Asked]:
    """Commitments of one's team whose day comes near or has passed."""
    mine = Q(pk__in=[])
    for edition, region in standing(person).teams:
        mine |= Q(dossier__edition=edition, dossier__region=region)
    rows = Commitment.objects.filter(mine, state__in=RUNNING, due_on__lte=today() + SOON)
    return [
        Asked(
            title=_("Report how it goes: %(what)s") % {"what": row.what},
            where=f"{row.dossier.region.name} · {row.owner}",
            action=_("Report progress"),
            url=reverse("reviews:commitment-detail", args=[row.pk]),
            due_at=datetime.combine(row.due_on, time(23, 59), AMSTERDAM),
            late=row.due_on < today(),
            kind="progress",
        )
        for row in rows.select_related("dossier__region")
    ]
