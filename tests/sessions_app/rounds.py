"""A round with moments that tests know by heart, and people who were asked in it."""

from dataclasses import dataclass

from core import clock
from people.models import Person
from plans.models import Dossier
from sessions.actions import (
    create_round,
    plan_assignment,
    publish_round,
    send_invitations,
    tie_plan,
)
from sessions.models import Assignment, Capacity, Round, RoundPlan, Season
from sessions.schedule import suggested
from tests.factories.plans import DossierFactory, VersionFactory
from tests.people import Cast

JUNE_SITTING = clock.amsterdam(2017, 6, 22).date()
SEPTEMBER_SITTING = clock.amsterdam(2017, 9, 14).date()
MADE = clock.amsterdam(2017, 5, 2, 10)
IN_PLAN = clock.amsterdam(2017, 5, 20, 10)
IN_REVIEW = clock.amsterdam(2017, 6, 12, 10)
REVIEW_CLOSES = clock.amsterdam(2017, 6, 22, 9)


@dataclass
class Scene:
    """A published June round with South's plan in it."""

    cast: Cast
    round: Round
    dossier: Dossier
    plan: RoundPlan

    def choose(self, person: Person, capacity: Capacity = Capacity.FRIEND, **given) -> Assignment:
        """Plan a reviewer."""
        return plan_assignment(
            plan=self.plan, person=person, capacity=capacity, by=self.cast.chris, **given
        )

    def ask(self, person: Person, capacity: Capacity = Capacity.FRIEND, **given) -> Assignment:
        """Plan a reviewer and send the invitation."""
        made = self.choose(person, capacity, **given)
        send_invitations(round=self.round, by=self.cast.chris)
        made.refresh_from_db()
        return made


def june_round(cast: Cast, *, published: bool = True) -> Round:
    """The June round of 2017, made in May."""
    with clock.frozen(MADE):
        made = create_round(
            edition=cast.edition, season=Season.JUNE, steps=suggested(JUNE_SITTING), by=cast.chris
        )
        return publish_round(round=made, by=cast.chris) if published else made


def make_scene(cast: Cast) -> Scene:
    """South's plan, version 1, in the June round."""
    round_ = june_round(cast)
    dossier = DossierFactory(edition=cast.edition, region=cast.south, title="Beyond the campus")
    VersionFactory(dossier=dossier)
    return Scene(cast, round_, dossier, tie_plan(round=round_, dossier=dossier, by=cast.chris))
