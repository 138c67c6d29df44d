"""A review of a peer region that several people write: Pim of North holds it."""

from typing import Any

from people.models import Person, Role, Sector
from reviews.actions import invite_co_writer, save_answers, submit_review
from reviews.models import CoWriter, Review
from sessions.models import Assignment
from tests.factories.people import MembershipFactory, PersonFactory
from tests.reviews.stage import Stage, whole_answers


def colleague(stage: Stage, name: str, sector: Sector = Sector.KNOWLEDGE) -> Person:
    """Somebody of North's team, for one side of the helix."""
    person = PersonFactory(name=name, email=f"{name.lower()}@north.example")
    MembershipFactory(
        person=person,
        edition=stage.cast.edition,
        role=Role.MEMBER,
        region=stage.cast.north,
        sector=sector,
    )
    return person


def invited(stage: Stage, person: Person, **more: Any) -> CoWriter:
    """Pim asks this person to write along."""
    return invite_co_writer(assignment=stage.pim, person=person, by=stage.cast.pim, **more)


def written(assignment: Assignment, by: Person | None = None, **more: Any) -> Review:
    """A whole draft, kept and not handed in."""
    given = whole_answers(assignment, **more)
    saved = save_answers(assignment=assignment, by=by or assignment.person, given=given, seen={})
    return saved.review


def handed_in_together(stage: Stage, **more: Any) -> Review:
    """Pim's whole review, handed in."""
    written(stage.pim, **more)
    return submit_review(assignment=stage.pim, by=stage.cast.pim)
