"""What rounds ask of somebody: the rows of "my turn"."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import now
from people.levels import Level
from people.models import Person, Region
from people.queries import standing
from plans.models import Dossier, Version
from sessions.models import Assignment, Extension, Round, RoundStep, StepKind
from sessions.queries.cockpit import Left, left_of, next_of
from sessions.queries.conference_actions import actions_asked
from sessions.queries.sitting_asked import sittings_asked
from sessions.queries.waiting import (
    ACTION,
    INVITATION,
    SITTING,
    Waiting,
    asked_by_others,
    waiting_for,
)
from sessions.stages import Stage, Stages


def tasks_for(person: Person) -> list[Asked]:
    """Invitations to answer, actions to do, plans to submit, and what a round asks of a facilitator."""
    return tasks_for_each([person])[person.pk]


def tasks_for_each(people: Collection[Person]) -> dict[int, list[Asked]]:
    """The same of many, in the queries of one."""
    waiting = waiting_for(people)
    invited = _open_questions(_every(waiting, INVITATION))
    steps = _steps(people, {row.round_plan.round_id for row in invited})
    stages, rounds = Stages(steps), _rounds_of(steps, people)
    places = sittings_asked(list(waiting), _every(waiting, SITTING))
    found: dict[int, list[Asked]] = {person.pk: [] for person in people}
    for pk, asked in [
        *((row.person_id, _answer(row, stages)) for row in invited),
        *actions_asked(_every(waiting, ACTION)),
        *places,
        *asked_by_others(people, waiting),
        *_plans_of_each(people, rounds, stages),
        *_to_run(people, rounds, stages),
    ]:
        found[pk].append(asked)
    return found


def _every(waiting: dict[int, Waiting], sort: str) -> list[int]:
    return [pk for mine in waiting.values() for pk in mine[sort]]


def _steps(people: Collection[Person], asked: set[int]) -> list[RoundStep]:
    """The steps of published rounds that concern these people, and of rounds in which one is asked, with their rounds.

    Who only runs rounds goes by the dates that hold for all: then extensions are not read.
    """
    led = any(standing(person).leads for person in people)
    run = Q(round__edition__in=_editions_of(people), round__published_at__isnull=False)
    rows = RoundStep.objects.filter(run | Q(round__in=asked)).select_related("round__edition")
    extensions = Extension.objects.all() if asked or led else Extension.objects.none()
    return list(rows.prefetch_related(Prefetch("extensions", extensions)))


def _editions_of(people: Collection[Person]) -> set[int]:
    """In which one of these people leads a region, or which one of them runs."""
    held = [standing(person) for person in people]
    editions = {edition for here in held for edition, _region in here.leads}
    return editions | {edition for here in held for edition in here.facilitates}


def _rounds_of(steps: Iterable[RoundStep], people: Collection[Person]) -> list[Round]:
    editions = _editions_of(people)
    rounds = {step.round_id: step.round for step in steps if step.round.published_at}
    mine = [row for row in rounds.values() if row.edition_id in editions]
    return sorted(mine, key=lambda row: (row.edition_id, row.season))


def _open_questions(ids: list[int]) -> list[Assignment]:
    rows = Assignment.objects.filter(pk__in=ids)
    return list(rows.select_related("round_plan__dossier__region", "round_plan__round__edition"))


def _answer(row: Assignment, stages: Stages) -> Asked:
    stage = stages.of_assignment(StepKind.REVIEW, row)
    region = row.round_plan.dossier.region.name
    return Asked(
        title=_("Say whether you review the plan of %(region)s") % {"region": region},
        where=f"{region} · {row.round_plan.dossier.title}",
        action=_("Answer invitation"),
        url=reverse("sessions:assignment-answer", args=[row.pk]),
        due_at=stage.due_at,
        late=stage.late,
        kind="assignment",
    )


def plans_to_submit(person: Person, rounds: list[Round], stages: Stages) -> list[Asked]:
    """For a lead of a region: every shared dossier without a version since the plan step opened."""
    return [asked for _pk, asked in _plans_of_each([person], rounds, stages)]


Place = tuple[int, int]  # edition and region


def _plans_of_each(
    people: Collection[Person], rounds: list[Round], stages: Stages
) -> list[tuple[int, Asked]]:
    """The same of many, each with whose it is: one query."""
    led = {place for person in people for place in standing(person).leads}
    if not led or not rounds:
        return []
    regions = {
        row.region_id: row.region
        for person in people
        for row in standing(person).memberships
        if row.region
    }
    open_ = [
        (round_, place, stage)
        for round_ in rounds
        for place in sorted(led)
        if place[0] == round_.edition_id and place[1] in regions
        if (stage := stages.of(StepKind.PLAN, round_.pk, region_id=place[1])).open
    ]
    shared = _shared_in({place for _round, place, _stage in open_})
    return [
        (person.pk, asked)
        for round_, place, stage in open_
        for person in people
        if place in standing(person).leads
        for asked in _of_region(round_, regions[place[1]], stage, shared.get(place, []))
    ]


def _shared_in(places: Collection[Place]) -> dict[Place, list[Dossier]]:
    """The shared dossiers of these regions, with when each was last submitted: one query."""
    if not places:
        return {}
    versions = Version.objects.filter(dossier=OuterRef("pk")).order_by("-submitted_at")
    rows = Dossier.objects.filter(
        edition__in={edition for edition, _region in places},
        region__in={region for _edition, region in places},
    ).exclude(level=Level.REGION)
    found: dict[Place, list[Dossier]] = {}
    for row in rows.annotate(submitted_at=Subquery(versions.values("submitted_at")[:1])):
        found.setdefault((row.edition_id, row.region_id), []).append(row)
    return found


def _of_region(
    round_: Round, region: Region, stage: Stage, shared: list[Dossier]
) -> Iterable[Asked]:
    if not shared:
        url = reverse("plans:dossier-create", args=[region.slug])
        return [_submit(round_, region.name, region.name, url, stage)]
    return [
        _submit(
            round_,
            region.name,
            f"{region.name} · {dossier.title}",
            reverse("plans:dossier-detail", args=[dossier.pk]),
            stage,
        )
        for dossier in shared
        if not _is_fresh(dossier, stage)
    ]


def _is_fresh(dossier: Dossier, stage: Stage) -> bool:
    """Whether it was submitted since the step opened."""
    last: datetime | None = dossier.submitted_at  # type: ignore[attr-defined]  # annotated
    return last is not None and stage.opens_at is not None and last >= stage.opens_at


def _submit(round_: Round, region: str, where: str, url: str, stage: Stage) -> Asked:
    words = _("Submit the plan of %(region)s for the %(round)s")
    return Asked(
        title=words % {"region": region, "round": round_},
        where=where,
        action=_("Open plan"),
        url=url,
        due_at=stage.due_at,
        late=stage.late,
        kind="plan",
    )


def _to_run(
    people: Collection[Person], rounds: list[Round], stages: Stages
) -> list[tuple[int, Asked]]:
    """For facilitators: plans to tie and reviewers to ask, until the review step is over."""
    runners = {
        round_: [one for one in people if round_.edition_id in standing(one).facilitates]
        for round_ in rounds
        if _is_prepared(round_, stages)
    }
    runners = {round_: whose for round_, whose in runners.items() if whose}
    if not runners:
        return []
    left = left_of(list(runners), next(iter(people)))
    found = [(round_, _of_round(round_, left[round_.pk], stages)) for round_ in runners]
    return [(one.pk, asked) for round_, asked in found if asked for one in runners[round_]]


def _is_prepared(round_: Round, stages: Stages) -> bool:
    """Whether the plan step opened, and reviews can still come."""
    plan, review = (stages.of(kind, round_.pk) for kind in (StepKind.PLAN, StepKind.REVIEW))
    return not review.closed and plan.opens_at is not None and plan.opens_at <= now()


def _of_round(round_: Round, left: Left, stages: Stages) -> Asked | None:
    review, action = stages.of(StepKind.REVIEW, round_.pk), next_of(round_, left)
    if action is None:
        return None
    return Asked(
        title=action.sentence,
        where=str(round_),
        action=action.label,
        url=action.url,
        due_at=review.opens_at,
        late=review.opens_at is not None and review.opens_at < now(),
        kind="round",
    )
