"""What reviews ask of somebody: the rows of "my turn"."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import AMSTERDAM, today
from people.models import Person
from people.queries import standing
from reviews.models import Commitment, ProgressState, Recommendation, ResponseDraft
from reviews.queries.advice import names_of_givers
from reviews.queries.advice_waiting import advice_that_waits
from reviews.queries.answering import editions_that_ended, is_left_pending, stage_of_answer
from reviews.queries.tasks import Task, tasks_to_write
from reviews.queries.together import Signature, signature_of
from sessions.models import Season, StepKind
from sessions.stages import Stage, Stages

SOON = timedelta(days=14)
RUNNING = [ProgressState.NOT_STARTED, ProgressState.ON_SCHEDULE, ProgressState.NEEDS_ATTENTION]


def tasks_for(person: Person) -> list[Asked]:
    """Reviews to write, advice to answer, progress to report: eleven queries at most."""
    return tasks_for_each([person])[person.pk]


def tasks_for_each(people: Collection[Person]) -> dict[int, list[Asked]]:
    """The same of many, in the same queries."""
    found: dict[int, list[Asked]] = {person.pk: [] for person in people}
    for pk, asked in [*_reviews(people), *_answers(people), *_progress(people)]:
        found[pk].append(asked)
    return found


def _reviews(people: Collection[Person]) -> list[tuple[int, Asked]]:
    return [
        (pk, _review(task))
        for pk, tasks in tasks_to_write(people).items()
        for task in tasks
        if task.stage.open and not _signed(task)
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


def _answers(people: Collection[Person]) -> list[tuple[int, Asked]]:
    """Advice to answer, merged advice once; what is pending waits for the region as well."""
    leads = [person for person in people if standing(person).leads]
    waiting = advice_that_waits(leads) if leads else {}
    every = [row for rows in waiting.values() for row in rows]
    stages = Stages.load({row.round_plan.round_id for row in every}) if every else Stages([])
    asked = [
        (pk, row, stages.of_plan(StepKind.RESPONSE, row.round_plan, pk))
        for pk, rows in waiting.items()
        for row in rows
    ]
    ended = editions_that_ended(
        row.round_plan.dossier.edition_id
        for _pk, row, stage in asked
        if is_left_pending(row, stage)
    )
    standing_now = [
        (pk, row, stage_of_answer(row, stage, over=row.round_plan.dossier.edition_id in ended))
        for pk, row, stage in asked
    ]
    return [(pk, _answer(row, stage)) for pk, row, stage in standing_now if stage.open]


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


def _progress(people: Collection[Person]) -> list[tuple[int, Asked]]:
    """Commitments of the teams whose day comes near or has passed."""
    teams: dict[tuple[int, int], list[int]] = {}
    for person in people:
        for place in standing(person).teams:
            teams.setdefault(place, []).append(person.pk)
    if not teams:
        return []
    theirs = Q(pk__in=[])
    for edition, region in teams:
        theirs |= Q(dossier__edition=edition, dossier__region=region)
    rows = Commitment.objects.filter(theirs, state__in=RUNNING, due_on__lte=today() + SOON)
    return [
        (pk, _report(row))
        for row in rows.select_related("dossier__region")
        for pk in teams[row.dossier.edition_id, row.dossier.region_id]
    ]


def _report(row: Commitment) -> Asked:
    return Asked(
        title=_("Report how it goes: %(what)s") % {"what": row.what},
        where=f"{row.dossier.region.name} · {row.owner}",
        action=_("Report progress"),
        url=reverse("reviews:commitment-detail", args=[row.pk]),
        due_at=datetime.combine(row.due_on, time(23, 59), AMSTERDAM),
        late=row.due_on < today(),
        kind="progress",
    )
