"""The demo's two rounds, and who reviews what in them."""

from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from people.models import Region
from programme.models import Edition
from sessions.actions import (
    accept_assignment,
    create_round,
    plan_assignment,
    publish_round,
    send_invitations,
    tie_plan,
)
from sessions.models import Assignment, Capacity, Round, Season, StepKind
from sessions.schedule import Moments


def make_round(row: dict[str, Any], edition: Edition, cast: Cast, moved: Moved) -> Round:
    """Plan a round and let everybody know of it."""
    steps = [
        Moments(StepKind(kind), moved.moment(opens), moved.moment(due), moved.moment(closes))
        for kind, opens, due, closes in row["steps"]
    ]
    by = cast["facilitator"]
    with clock.frozen(moved.moment(row["made_at"])):
        made = create_round(edition=edition, season=Season(row["season"]), steps=steps, by=by)
        return publish_round(round=made, by=by)


def assign(
    row: dict[str, Any], round_: Round, dossiers: Dossiers, cast: Cast, moved: Moved
) -> None:
    """Tie the plans, ask the reviewers, and let those accept who did."""
    by = cast["facilitator"]
    with clock.frozen(moved.moment(row["assigned_at"])):
        for key, reviewers in row["reviewers"].items():
            plan = tie_plan(round=round_, dossier=dossiers[key], by=by)
            for one in reviewers:
                person = cast[one["person"]]
                capacity = Capacity(one["capacity"])
                plan_assignment(
                    plan=plan,
                    person=person,
                    capacity=capacity,
                    by=by,
                    from_region=_region(one),
                    access_until=moved.day_or_none(one.get("until", "")),
                )
        send_invitations(round=round_, by=by)
    waiting = set(row.get("waiting", []))
    with clock.frozen(moved.moment(row["accepted_at"])):
        for assignment in Assignment.objects.filter(round_plan__round=round_).select_related(
            "person"
        ):
            if (
                f"{_key_of(assignment, dossiers)}:{assignment.person.email.split('@')[0]}"
                not in waiting
            ):
                accept_assignment(assignment=assignment, by=assignment.person)


def _region(one: dict[str, Any]) -> Region | None:
    slug = one.get("from_region")
    return Region.objects.get(slug=slug) if slug else None


def _key_of(assignment: Assignment, dossiers: Dossiers) -> str:
    return next(
        key for key, dossier in dossiers.items() if dossier.pk == assignment.round_plan.dossier_id
    )
