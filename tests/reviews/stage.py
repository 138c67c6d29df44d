"""South's plan in the June round, with its reviewers; time can be moved to any step."""

from dataclasses import dataclass
from typing import Any

from plans.models import Version
from reviews.actions import save_answers, submit_review
from reviews.models import Review
from reviews.queries.desk import desk_of, task_of
from sessions.models import Assignment, Capacity, Round, RoundPlan, Season, StepKind
from tests.factories.plans import (
    DossierFactory,
    VersionFactory,
    VersionQuestionFactory,
    VersionSectionFactory,
)
from tests.factories.programme import ElementFactory
from tests.factories.reviews import seeded
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory, steps_around
from tests.people import Cast


@dataclass
class Stage:
    """Everything that a review needs."""

    cast: Cast
    june: Round
    plan: RoundPlan
    ada: Assignment
    eva: Assignment
    pim: Assignment

    @property
    def version(self) -> Version:
        return self.plan.version

    @property
    def question_ids(self) -> list[int]:
        return [row.question_id for row in self.plan.version.questions.order_by("position")]

    def at(self, step: StepKind) -> "Stage":
        """Move the round so that this step is half-way now."""
        steps_around(self.june, step)
        return self


def set_stage(cast: Cast, level: str = "participants") -> Stage:
    """A June round in its review step; Ada, Eva and Pim accepted."""
    ElementFactory(programme=cast.edition.programme, key="finance", name_en="Finance")
    dossier = DossierFactory(
        edition=cast.edition, region=cast.south, title="One door", level=level, created_by=cast.rob
    )
    version = VersionFactory(dossier=dossier, number=1, submitted_by=cast.rob)
    VersionSectionFactory(version=version)
    VersionQuestionFactory(version=version, position=1)
    june = RoundFactory(edition=cast.edition, season=Season.JUNE, created_by=cast.chris)
    steps_around(june, StepKind.REVIEW)
    plan = RoundPlanFactory(round=june, version=version, dossier=dossier, tied_by=cast.chris)
    seeded("june")

    def assign(person: Any, capacity: Capacity, **more: Any) -> Assignment:
        return AssignmentFactory(
            round_plan=plan, person=person, capacity=capacity, planned_by=cast.chris, **more
        )

    return Stage(
        cast,
        june,
        plan,
        assign(cast.ada, Capacity.FRIEND),
        assign(cast.eva, Capacity.EXTRA_FRIEND),
        assign(cast.pim, Capacity.PEER, from_region=cast.north),
    )


def september_after(stage: Stage) -> Stage:
    """June is over and September's review step is open, with the same plan and reviewers."""
    cast = stage.cast
    stage.at(StepKind.FOLLOW_UP)
    september = RoundFactory(edition=cast.edition, season=Season.SEPTEMBER, created_by=cast.chris)
    steps_around(september, StepKind.REVIEW)
    version = VersionFactory(dossier=stage.plan.dossier, number=2, submitted_by=cast.rob)
    VersionSectionFactory(
        version=version, html="<p>One door is open.</p>", source="One door is open."
    )
    plan = RoundPlanFactory(
        round=september, version=version, dossier=stage.plan.dossier, tied_by=cast.chris
    )

    def assign(person: Any, capacity: Capacity, **more: Any) -> Assignment:
        return AssignmentFactory(
            round_plan=plan, person=person, capacity=capacity, planned_by=cast.chris, **more
        )

    return Stage(
        cast,
        september,
        plan,
        assign(cast.ada, Capacity.FRIEND),
        assign(cast.eva, Capacity.EXTRA_FRIEND),
        assign(cast.pim, Capacity.PEER, from_region=cast.north),
    )


def whole_answers(assignment: Assignment, **more: Any) -> dict[str, Any]:
    """Everything that must be answered, in the plainest way."""
    task = task_of(assignment.pk, assignment.person)
    assert task is not None
    desk = desk_of(task, assignment.person)
    given: dict[str, Any] = {}
    for control in desk.sheet.controls():
        if control.key.startswith("rec-"):
            continue
        if control.required:
            given[control.key] = "3" if control.shape == "scale" else _plain(control)
    given |= {
        "rec-1-title": "Make one door",
        "rec-1-source": "Entrepreneurs **get lost**.",
        "rec-1-addressees": ["business"],
    }
    return given | more


def _plain(control: Any) -> Any:
    if control.shape == "checkbox":
        return True
    return control.options[0][0] if control.options else "Clear to me."


def handed_in(assignment: Assignment, **more: Any) -> Review:
    """A whole review, saved and submitted by its author."""
    given = whole_answers(assignment, **more)
    said = {"assignment": assignment, "by": assignment.person}
    save_answers(**said, given=given, seen={})
    return submit_review(**said)
