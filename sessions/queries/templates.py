"""Templates as values, and which are there to choose."""

from people.models import Person
from people.queries import standing
from programme.models import Edition
from sessions.blueprint import STANDARD, Blueprint, Offset, StepOffsets
from sessions.models import Round, RoundTemplate, StepKind, Unit


def blueprint_of(template: RoundTemplate | None) -> Blueprint:
    """A template as plain offsets; without one the programme's usual rhythm."""
    if template is None:
        return STANDARD
    opens = Offset(template.opens_days, Unit(template.opens_unit), template.opens_time)
    return Blueprint(
        opens,
        tuple(
            StepOffsets(
                StepKind(step.kind),
                Offset(step.due_days, Unit(step.due_unit), step.due_time),
                Offset(step.closes_days, Unit(step.closes_unit), step.closes_time),
                step.minimum,
            )
            for step in template.steps.all()
        ),
    )


def templates_for(person: Person) -> list[RoundTemplate]:
    """Those that the person may plan with, with their steps: two queries."""
    rows = RoundTemplate.objects.visible_to(person).select_related("programme", "created_by")
    return list(rows.prefetch_related("steps"))


def bare_programmes(person: Person) -> dict[int, Edition]:
    """An edition that the person runs of each programme without templates, by programme."""
    runs = Edition.objects.filter(pk__in=standing(person).facilitates)
    return {row.programme_id: row for row in runs.filter(programme__round_templates=None)}


def template_of(round_: Round) -> RoundTemplate | None:
    """The template of a round with its steps; no query without one."""
    if round_.template_id is None:
        return None
    return RoundTemplate.objects.prefetch_related("steps").get(pk=round_.template_id)


def programmes_run(person: Person) -> set[int]:
    """The programmes of which the person runs an edition: one query."""
    runs = Edition.objects.filter(pk__in=standing(person).facilitates)
    return set(runs.values_list("programme_id", flat=True))
