"""Making, changing and removing templates of rounds."""

from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import Changes, changed, record
from people.models import Person
from programme.models import Programme
from sessions.blueprint import STANDARD, Blueprint, StepOffsets
from sessions.errors import TemplateChangedMeanwhile, TemplateExists
from sessions.models import RoundTemplate, Season, TemplateStep


@transaction.atomic
def bring_templates(*, programme: Programme, by: Person | None) -> list[RoundTemplate]:
    """Give a programme the usual June and September rounds, where they are missing."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    known = set(RoundTemplate.objects.filter(programme=programme).values_list("season", flat=True))
    return [
        make_template(programme=programme, name="", season=season, blueprint=STANDARD, by=by)
        for season in Season
        if season not in known
    ]


@transaction.atomic
def make_template(
    *,
    programme: Programme,
    name: str,
    season: Season,
    blueprint: Blueprint,
    by: Person | None,
) -> RoundTemplate:
    """Keep a rhythm under a name. Raises TemplateExists."""
    made = RoundTemplate(
        programme=programme, name=name.strip(), season=season, created_by=by, **_opens(blueprint)
    )
    _keep(made)
    TemplateStep.objects.bulk_create(
        TemplateStep(template=made, kind=step.kind, position=at, **_values(step))
        for at, step in enumerate(blueprint.steps)
    )
    record("template.made", by=by, target=made, changes={"name": (None, str(made))})
    return made


@transaction.atomic
def change_template(
    *,
    template: RoundTemplate,
    name: str,
    season: Season,
    blueprint: Blueprint,
    revision: int,
    by: Person,
) -> RoundTemplate:
    """Keep another rhythm; rounds that were made from it stay as they are.

    Raises TemplateExists, TemplateChangedMeanwhile.
    """
    held = RoundTemplate.objects.select_for_update().get(pk=template.pk)
    if held.revision != revision:
        raise TemplateChangedMeanwhile
    changes = _set(held, {"name": name.strip(), "season": season, **_opens(blueprint)}, "")
    by_kind = {step.kind: step for step in blueprint.steps}
    for row in held.steps.all():
        diff = _set(row, _values(by_kind[row.kind]), f"{row.kind}.")  # type: ignore[index]  # a choice is the same text
        if diff:
            row.save()
            changes |= diff
    if changes:
        held.revision += 1
        _keep(held)
        record("template.changed", by=by, target=held, changes=changes)
    return held


@transaction.atomic
def remove_template(*, template: RoundTemplate, by: Person) -> None:
    """Take a template away; rounds that were made from it stay as they are."""
    held = RoundTemplate.objects.select_for_update().get(pk=template.pk)
    record("template.removed", by=by, target=held, changes={"name": (str(held), None)})
    held.delete()


def _keep(template: RoundTemplate) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise TemplateExists from error


def _set(row: RoundTemplate | TemplateStep, new: dict[str, Any], prefix: str) -> Changes:
    diff = changed(row, new)
    for name in diff:
        setattr(row, name, new[name])
    return {f"{prefix}{name}": pair for name, pair in diff.items()}


def _opens(blueprint: Blueprint) -> dict[str, Any]:
    opens = blueprint.opens
    return {"opens_days": opens.days, "opens_unit": opens.unit, "opens_time": opens.at}


def _values(step: StepOffsets) -> dict[str, Any]:
    return {
        "due_days": step.due.days,
        "due_unit": step.due.unit,
        "due_time": step.due.at,
        "closes_days": step.closes.days,
        "closes_unit": step.closes.unit,
        "closes_time": step.closes.at,
        "minimum": step.minimum,
    }
