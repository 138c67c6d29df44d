"""Writing a region's profile."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from audit.actions import Changes, changed, record
from people.errors import RegionChanged
from people.models import Goal, Municipality, Person, Region

PROFILE = (
    "motto",
    "ambition",
    "history",
    "culture",
    "location",
    "economic_structure",
    "social_structure",
    "physical_structure",
    "human_capital",
)


@dataclass(frozen=True)
class GoalLine:
    """One goal as it is written in the form."""

    text: str
    value: Decimal | None
    unit: str
    year: int | None
    source: str


@transaction.atomic
def change_region(
    *,
    region: Region,
    revision: int,
    values: dict[str, Any],
    municipalities: Sequence[str],
    goals: Sequence[GoalLine],
    by: Person,
) -> Region:
    """Keep the profile as it was written on top of `revision`. Raises RegionChanged."""
    region = Region.objects.select_for_update().get(pk=region.pk)
    if region.revision != revision:
        raise RegionChanged
    new = {field: values[field] for field in PROFILE}
    changes: Changes = changed(region, new)
    for field in changes:
        setattr(region, field, new[field])
    changes |= _replace_municipalities(region, municipalities)
    changes |= _replace_goals(region, goals)
    if changes:
        region.revision += 1
        region.full_clean()
        region.save(update_fields=[*PROFILE, "revision"])
        record("region.changed", by=by, target=region, changes=changes, region_id=region.pk)
    return region


def _replace_municipalities(region: Region, names: Sequence[str]) -> Changes:
    before = [row.name for row in region.municipalities.all()]
    after = sorted(set(names))
    if before == after:
        return {}
    region.municipalities.exclude(name__in=after).delete()
    fresh = [Municipality(region=region, name=name) for name in after if name not in before]
    Municipality.objects.bulk_create(fresh)
    return {"municipalities": (before, after)}


def goal_lines(region: Region) -> list[GoalLine]:
    """The region's goals, as lines."""
    return [
        GoalLine(goal.text, goal.amount, goal.unit, goal.year, goal.source)
        for goal in region.goals.all()
    ]


def _replace_goals(region: Region, lines: Sequence[GoalLine]) -> Changes:
    before = goal_lines(region)
    if before == list(lines):
        return {}
    region.goals.all().delete()
    Goal.objects.bulk_create(
        Goal(region=region, position=position, **asdict(line))
        for position, line in enumerate(lines)
    )
    return {"goals": (_told(before), _told(lines))}


def _told(lines: Sequence[GoalLine]) -> list[str]:
    return [
        " · ".join(str(part) for part in asdict(line).values() if part not in ("", None))
        for line in lines
    ]
