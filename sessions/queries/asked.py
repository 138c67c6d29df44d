"""What rounds ask of somebody: the rows of "my turn"."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import now
from people.levels import Level
from people.models import Person, Region
from people.queries import standing
from plans.models import Dossier, Version
from sessions.models import Assignment, AssignmentState, Round, StepKind
from sessions.queries.cockpit import next_for_facilitator
from sessions.stages import Stage, Stages


def tasks_for(person: Person) -> list[Asked]:
    """Invitations to answer, plans to submit, and what a round asks of a facilitator."""
    here = standing(person)
    asked = _open_questions(person)
    editions = {edition for edition, _region in here.leads} | here.facilitates
    rounds = list(
        Round.objects.filter(edition__in=editions, published_at__isnull=False).select_related(
            "edition"
        )
    )
    stages = Stages.load({row.round_plan.round_id for row in asked} | {row.pk for row in rounds})
    led = [row for row in rounds if row.edition_id in {edition for edition, _region in here.leads}]
    run = [row for row in rounds if row.edition_id in here.facilitates]
    return [
        *(_answer(row, stages) for row in asked),
        *plans_to_submit(person, led, stages),
        *_to_run(run, stages),
    ]


def _open_questions(person: Person) -> list[Assignment]:
    rows = Assignment.objects.active().filter(person=person, state=AssignmentState.SENT)
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
    found: list[Asked] = []
    leads = standing(person).leads
    regions = Region.objects.in_bulk({region for _edition, region in leads}) if rounds else {}
    for round_ in rounds:
        for edition_id, region_id in sorted(leads):
            if edition_id != round_.edition_id or region_id not in regions:
                continue
            stage = stages.of(StepKind.PLAN, round_.pk, region_id=region_id)
            if stage.open:
                found += _of_region(round_, regions[region_id], stage)
    return found


def _of_region(round_: Round, region: Region, stage: Stage) -> Iterable[Asked]:
    fresh = Version.objects.filter(dossier=OuterRef("pk"), submitted_at__gte=stage.opens_at)
    dossiers = Dossier.objects.filter(edition=round_.edition_id, region=region)
    shared = list(dossiers.exclude(level=Level.REGION).annotate(is_fresh=Exists(fresh)))
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
        if not dossier.is_fresh
    ]


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


def _to_run(rounds: list[Round], stages: Stages) -> list[Asked]:
    """For a facilitator: plans to tie and reviewers to ask, until the review step is over."""
    found = []
    for round_ in rounds:
        plan, review = (stages.of(kind, round_.pk) for kind in (StepKind.PLAN, StepKind.REVIEW))
        if review.closed or plan.opens_at is None or plan.opens_at > now():
            continue
        action = next_for_facilitator(round_)
        if action is not None:
            found.append(
                Asked(
                    title=action.sentence,
                    where=str(round_),
                    action=action.label,
                    url=action.url,
                    due_at=review.opens_at,
                    late=review.opens_at is not None and review.opens_at < now(),
                    kind="round",
                )
            )
    return found
