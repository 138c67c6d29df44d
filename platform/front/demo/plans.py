"""The demo's dossiers, written and submitted by the same actions as a region's."""

from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.ground import Regions
from people.levels import Level
from people.models import Person
from plans.actions import (
    add_question,
    change_level,
    create_dossier,
    save_head,
    save_section,
    submit_plan,
)
from plans.models import Dossier
from programme.models import Edition, Element
from reviews.models import Recommendation

Dossiers = dict[str, Dossier]
NOT_A_SECTION = {"questions", "change_note", "because"}


def start_dossiers(
    rows: list[dict[str, Any]], edition: Edition, regions: Regions, cast: Cast, moved: Moved
) -> Dossiers:
    """Start the dossiers and submit what goes into the June round."""
    found = {}
    for row in rows:
        by = cast[row["by"]]
        with clock.frozen(moved.moment("2017-05-03T10:00")):
            dossier = create_dossier(
                edition=edition,
                region=regions[row["region"]],
                title=row["title"],
                summary=row["summary"],
                by=by,
            )
            Dossier.objects.filter(pk=dossier.pk).update(is_example=True)
            _save_head(dossier, row, by)
        with clock.frozen(moved.moment("2017-05-19T15:00")):
            _write(dossier, row["june"], by)
        with clock.frozen(moved.moment("2017-05-22T16:00")):
            submit_plan(dossier=dossier, by=by)
            if row["level"] != Level.SESSION:
                change_level(dossier=dossier, level=Level(row["level"]), was=Level.SESSION, by=by)
        found[row["key"]] = dossier
    return found


def resubmit(rows: list[dict[str, Any]], dossiers: Dossiers, cast: Cast, moved: Moved) -> None:
    """Submit the versions of September, with what changed, why, and because of which advice."""
    for row in rows:
        later = row.get("september")
        if later is None:
            continue
        dossier, by = dossiers[row["key"]], cast[row["by"]]
        with clock.frozen(moved.moment("2017-08-29T14:00")):
            _write(dossier, later, by)
            submit_plan(
                dossier=dossier,
                by=by,
                change_note=later["change_note"],
                because=_advice(dossier, later["because"]),
            )


def _advice(dossier: Dossier, titles: dict[str, list[str]]) -> dict[str, list[int]]:
    """The advice of June by the parts that changed because of it."""
    known = dict(
        Recommendation.objects.filter(round_plan__dossier=dossier).values_list("title", "pk")
    )
    return {part: [known[title] for title in named] for part, named in titles.items()}


def _save_head(dossier: Dossier, row: dict[str, Any], by: Person) -> None:
    save_head(
        dossier=dossier,
        title=row["title"],
        summary=row["summary"],
        help_kind=row["help_kind"],
        elements=Element.objects.filter(key__in=row["elements"]),
        revision=dossier.revision,
        by=by,
    )


def _write(dossier: Dossier, texts: dict[str, Any], by: Person) -> None:
    revisions = dict(dossier.sections.values_list("key", "revision"))
    for key, text in texts.items():
        if key not in NOT_A_SECTION:
            save_section(
                dossier=dossier, key=key, source=text.strip(), revision=revisions[key], by=by
            )
    for question in texts.get("questions", []):
        add_question(dossier=dossier, source=question, by=by)
