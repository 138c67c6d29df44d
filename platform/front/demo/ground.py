"""The programme's own facts: organisations, regions, edition, steps, elements, learning questions."""

from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from front.demo.dates import Moved
from people.models import Alias, Goal, Municipality, Organisation, Region
from programme.models import Edition, Element, LearningQuestion, Participation, Programme, Step

Organisations = dict[str, Organisation]
Regions = dict[str, Region]


def load_organisations(rows: list[dict[str, Any]]) -> Organisations:
    """Organisations with their other names, by key."""
    found = {}
    for row in rows:
        organisation, _made = Organisation.objects.get_or_create(
            name=row["name"],
            defaults={
                "slug": slugify(row["name"])[:80],
                "sector": row["sector"],
                "description": row.get("description", ""),
            },
        )
        for alias in row.get("aliases", []):
            Alias.objects.get_or_create(organisation=organisation, name=alias)
        found[row["key"]] = organisation
    return found


def load_regions(rows: list[dict[str, Any]], organisations: Organisations) -> Regions:
    """Regions with profile, municipalities and goals, by slug."""
    found = {}
    for row in rows:
        plain = {
            key: value
            for key, value in row.items()
            if key not in {"municipalities", "goals", "organisation"}
        }
        region = Region.objects.create(organisation=organisations[row["organisation"]], **plain)
        Municipality.objects.bulk_create(
            Municipality(region=region, name=name) for name in row["municipalities"]
        )
        for position, goal in enumerate(row.get("goals", [])):
            Goal.objects.create(
                region=region, position=position, **{**goal, "value": Decimal(goal["value"])}
            )
        found[region.slug] = region
    return found


def load_programme(data: dict[str, Any], organisations: Organisations, moved: Moved) -> Edition:
    """The programme, its edition with seven steps, ten elements and nine learning questions."""
    programme = Programme.objects.create(**data["programme"])
    edition = Edition.objects.create(
        programme=programme, is_current=True, is_demo=True, moved_days=moved.days, **data["edition"]
    )
    for row in data["steps"]:
        _load_step(edition, row, organisations, moved)
    Element.objects.bulk_create(
        Element(programme=programme, position=position, **row)
        for position, row in enumerate(data["elements"], 1)
    )
    LearningQuestion.objects.bulk_create(
        LearningQuestion(programme=programme, number=number, **row)
        for number, row in enumerate(data["learning_questions"], 1)
    )
    return edition


def load_participations(
    rows: list[dict[str, Any]], edition: Edition, organisations: Organisations, regions: Regions
) -> None:
    """Who takes part in the edition, and how."""
    Participation.objects.bulk_create(
        Participation(
            edition=edition,
            organisation=organisations[row["organisation"]],
            region=regions.get(row.get("region", "")),
            status=row["status"],
            part=row["part"],
        )
        for row in rows
    )


def _load_step(
    edition: Edition, row: dict[str, Any], organisations: Organisations, moved: Moved
) -> None:
    words = {
        key: row[key]
        for key in ("number", "title_nl", "title_en", "summary_nl", "summary_en", "state")
    }
    Step.objects.create(
        edition=edition,
        owner=organisations[row["owner"]],
        planned_start=moved.day(row["planned"][0]),
        planned_end=moved.day(row["planned"][1]),
        actual_start=moved.day_or_none(row["actual"][0]),
        actual_end=moved.day_or_none(row["actual"][1]),
        **words,
    )
