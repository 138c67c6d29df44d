"""What reviews ask of somebody: the rows of "my turn"."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import AMSTERDAM, today
from people.models import Person
from people.queries import standing
from reviews.models import Commitment, ProgressState, Recommendation, ResponseDraft, ResponseKind
from reviews.queries.advice import names_of_givers, originals_seen_by
from reviews.queries.answering import editions_that_ended, is_left_pending, stage_of_answer
from reviews.queries.tasks import Task, my_tasks
from reviews.queries.together import Signature, signature_of
from sessions.models import Season, StepKind
from sessions.stages import Stage, Stages

SOON = timedelta(days=14)
RUNNING = [ProgressState.NOT_STARTED, ProgressState.ON_SCHEDULE, ProgressState.NEEDS_ATTENTION]


def tasks_for(person: Person) -> list[Asked]:
    """Reviews to write, advice to answer, progress to report: thirteen queries at most."""
    return [*_reviews(person), *_answers(person), *_progress(person)]


def _reviews(person: Person) -> list[Asked]:
    return [
        _review(task)
        for task in my_tasks(person)
        if task.stage.open and not task.done and not task.asked and not _signed(task)
    ]


def _signed(task: Task) -> bool:
    """Whether a co-writer stands behind the text as it is: then it is the holder's turn alone."""
    if task.along is None or task.review is None:
        return False
    return signature_of(task.along, task.review.revision) == Signature.SIGNED


def _along(task: Task) -> Asked:
    """Writing along in somebody else's review, or signing it (again)."""
    plan, region = task.assignment.round_plan, task.assignment.round_plan.dossier.region.name
    again = task.along is not None and task.along.signed_revision is not None
    return Asked(
        title=_("Write along in the review of %(region)s") % {"region": region},
        where=f"{region} · {plan.version.title} · {task.assignment.person.name}",
        action=_("Sign again") if again else _("Write along and sign"),
        url=reverse("reviews:review-together", args=[task.assignment.pk]),
        due_at=task.stage.due_at,
        late=task.stage.late,
        kind="co-write",
    )


def _review(task: Task) -> Asked:
    if task.along is not None:
        return _along(task)
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
    """Advice to answer, merged advice once; what is pending waits for the region as well."""
    leads = standing(person).leads
    if not leads:
        return []
    led = Q(pk__in=[])
    for edition, region in leads:
        led |= Q(round_plan__round__edition=edition, round_plan__dossier__region=region)
    rows = Recommendation.objects.current().visible_to(person).filter(led)
    about = (
        "round_plan__dossier__region",
        "round_plan__version",
        "author",
        "response",
        "response_draft__saved_by",
    )
    proposed = Q(response_draft__isnull=False) & ~Q(response_draft__kind="")
    waiting = list(
        rows.filter(Q(response=None) | Q(response__kind=ResponseKind.PENDING) | proposed)
        .select_related(*about)
        .prefetch_related(originals_seen_by(person))
    )
    stages = Stages.load({row.round_plan.round_id for row in waiting}) if waiting else Stages([])
    asked = [(row, stages.of_plan(StepKind.RESPONSE, row.round_plan, person.pk)) for row in waiting]
    ended = editions_that_ended(
        row.round_plan.dossier.edition_id for row, stage in asked if is_left_pending(row, stage)
    )
    standing_now = [
        (row, stage_of_answer(row, stage, over=row.round_plan.dossier.edition_id in ended))
        for row, stage in asked
    ]
    return [_answer(row, stage) for row, stage in standing_now if stage.open]


def _answer(advice: Recommendation, stage: Stage) -> Asked:
    region = advice.round_plan.dossier.region.name
    givers = names_of_givers(advice)
    title, action = _("Answer the advice of %(name)s"), _("Answer advice")
    draft: ResponseDraft | None = getattr(advice, "response_draft", None)
    if draft is not None and draft.kind:
        title, action = _("Sign the answer to the advice of %(name)s"), _("Read the proposal")
    elif getattr(advice, "response", None) is not None:
        title, action = _("Decide on the advice of %(name)s: it is pending"), _("Decide on advice")
    return Asked(
        title=title % {"name": givers},
        where=f"{region} · {advice.title}",
        action=action,
        url=reverse("reviews:recommendation-detail", args=[advice.pk]),
        due_at=stage.due_at,
        late=stage.late,
        kind="response",
    )


def _progress(person: Person) -> list[Asked]:
    """Commitments of one's team whose day comes near or has passed."""
    teams = standing(person).teams
    if not teams:
        return []
    mine = Q(pk__in=[])
    for edition, region in teams:
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
