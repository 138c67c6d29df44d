"""Rounds, their steps, plans in them, assignments."""

from datetime import date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from sessions.models import (
    Assignment,
    AssignmentState,
    Capacity,
    Conflict,
    Extension,
    Round,
    RoundPlan,
    RoundStep,
    Season,
    StepKind,
)
from sessions.models.assignment import ANSWERED_STATES
from sessions.models.round import STEP_ORDER
from tests.factories.people import PersonFactory
from tests.factories.plans import VersionFactory
from tests.factories.programme import EditionFactory

STEP_DAYS = 10


class RoundFactory(DjangoModelFactory[Round]):
    class Meta:
        model = Round

    edition = factory.SubFactory(EditionFactory)
    season = Season.JUNE
    created_by = factory.SubFactory(PersonFactory)
    published_at = factory.LazyFunction(timezone.now)
    published_by = factory.SelfAttribute("created_by")


class RoundStepFactory(DjangoModelFactory[RoundStep]):
    class Meta:
        model = RoundStep

    round = factory.SubFactory(RoundFactory)
    kind = StepKind.REVIEW
    position = factory.LazyAttribute(lambda o: STEP_ORDER.index(StepKind(o.kind)))


class ExtensionFactory(DjangoModelFactory[Extension]):
    class Meta:
        model = Extension

    reason = "Illness in the team"
    created_by = factory.SubFactory(PersonFactory)


class RoundPlanFactory(DjangoModelFactory[RoundPlan]):
    class Meta:
        model = RoundPlan

    round = factory.SubFactory(RoundFactory)
    version = factory.LazyAttribute(lambda o: VersionFactory(dossier__edition=o.round.edition))
    dossier = factory.SelfAttribute("version.dossier")
    tied_by = factory.SubFactory(PersonFactory)


class AssignmentFactory(DjangoModelFactory[Assignment]):
    class Meta:
        model = Assignment

    round_plan = factory.SubFactory(RoundPlanFactory)
    person = factory.SubFactory(PersonFactory)
    capacity = Capacity.FRIEND
    state = AssignmentState.ACCEPTED
    sent_at = factory.LazyAttribute(
        lambda o: None if o.state == AssignmentState.PLANNED else timezone.now()
    )
    answered_at = factory.LazyAttribute(lambda o: o.sent_at if o.state in ANSWERED_STATES else None)
    access_until = factory.LazyAttribute(
        lambda o: date(2100, 1, 1) if o.capacity == Capacity.EXTRA_FRIEND else None
    )
    planned_by = factory.SubFactory(PersonFactory)


class ConflictFactory(DjangoModelFactory[Conflict]):
    class Meta:
        model = Conflict

    person = factory.SubFactory(PersonFactory)
    region = factory.SubFactory("tests.factories.people.RegionFactory")
    kind = "work"
    declared_by = factory.SelfAttribute("person")


def steps_around(round_: Round, running: StepKind, at: datetime | None = None) -> list[RoundStep]:
    """Steps of ten days each, one after the other, placed so that `running` is half-way now."""
    moment = at or timezone.now()
    start = moment - timedelta(days=STEP_DAYS * STEP_ORDER.index(running) + STEP_DAYS / 2)
    rows = []
    for position, kind in enumerate(STEP_ORDER):
        opens = start + timedelta(days=STEP_DAYS * position)
        closes = opens + timedelta(days=STEP_DAYS)
        rows.append(
            RoundStep(
                round=round_,
                kind=kind,
                position=position,
                opens_at=opens,
                due_at=closes - timedelta(days=1),
                closes_at=closes,
            )
        )
    round_.steps.all().delete()
    return RoundStep.objects.bulk_create(rows)
