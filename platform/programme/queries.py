"""An edition as its page shows it."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, IntegerField, Value, When

from core import clock
from people.queries import Visitor, present_membership
from programme.models import (
    Edition,
    Element,
    LearningQuestion,
    Participation,
    ParticipationStatus,
    Step,
)
from programme.planning import Planning, Span, plan

STATUS_ORDER = [
    ParticipationStatus.PARTICIPANT,
    ParticipationStatus.OBSERVER,
    ParticipationStatus.PARTNER,
    ParticipationStatus.EXPLORED,
    ParticipationStatus.WITHDRAWN,
]


def current_edition(person: Visitor) -> Edition | None:
    """The edition in which this person works now; for a visitor the one that is current."""
    membership = present_membership(person)
    if membership is not None:
        return membership.edition
    return Edition.objects.filter(is_current=True).select_related("programme").first()


@dataclass(frozen=True)
class Group:
    """Organisations that take part in the same way."""

    status: ParticipationStatus
    rows: list[Participation]


@dataclass(frozen=True)
class EditionPage:
    """Everything that stands on an edition's page."""

    edition: Edition
    steps: list[tuple[Step, Planning]]
    groups: list[Group]
    elements: list[Element]
    questions: list[LearningQuestion]
    today_at: float | None


def edition_page(reader: Visitor, edition: Edition) -> EditionPage:
    """Steps, participants, elements and questions: four queries."""
    steps = list(edition.steps.select_related("owner").order_by("number"))
    picture = plan([_span(step) for step in steps], clock.today())
    return EditionPage(
        edition=edition,
        steps=list(zip(steps, picture.lines, strict=True)),
        groups=participations(reader, edition),
        elements=list(edition.programme.elements.order_by("kind", "position")),
        questions=list(edition.programme.learning_questions.order_by("number")),
        today_at=picture.today_at,
    )


def _span(step: Step) -> Span:
    return Span(step.planned_start, step.planned_end, step.actual_start, step.actual_end)


def participations(reader: Visitor, edition: Edition) -> list[Group]:
    """Who takes part, the closest first."""
    order = Case(
        *(When(status=status, then=Value(place)) for place, status in enumerate(STATUS_ORDER)),
        output_field=IntegerField(),
    )
    rows = (
        Participation.objects.visible_to(reader)
        .filter(edition=edition)
        .select_related("organisation", "region")
        .order_by(order, "organisation__name")
    )
    return [
        Group(ParticipationStatus(status), list(found))
        for status, found in groupby(rows, key=lambda row: row.status)
    ]
