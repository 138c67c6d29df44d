"""A round to be matched: three plans, and friends of every side who know about some of them."""

from dataclasses import dataclass

from people.models import Person, Role, Sector
from sessions.actions import make_proposal, propose, save_matching, tie_plan
from sessions.models import Round, RoundPlan, Scenario
from sessions.queries.numbers import Numbers
from tests.factories.people import MembershipFactory, OrganisationFactory, PersonFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.people import Cast
from tests.sessions_app.rounds import Scene

# Two a plan: one from business, one peer where there are enough.
SMALL = Numbers(
    wanted=2,
    least_business=1,
    least_knowledge=0,
    least_government=0,
    least_peer=1,
    load_most=2,
)


@dataclass
class Matched:
    """South and North, each with a plan; Bea and Bob from business, Ada from knowledge; peers of all."""

    scene: Scene
    north: RoundPlan
    bea: Person
    bob: Person

    @property
    def cast(self) -> Cast:
        """Everybody."""
        return self.scene.cast

    @property
    def round(self) -> Round:
        """June's."""
        return self.scene.round

    @property
    def south(self) -> RoundPlan:
        """The plan of South."""
        return self.scene.plan

    def propose(self, numbers: Numbers = SMALL) -> Scenario:
        """A proposal that is made."""
        save_matching(round=self.round, numbers=numbers, by=self.cast.chris)
        made = propose(round=self.round, by=self.cast.chris)
        make_proposal(scenario_id=made.pk)
        made.refresh_from_db()
        return made


def make_matched(scene: Scene) -> Matched:
    """Put them in the database."""
    cast = scene.cast
    dossier = DossierFactory(edition=cast.edition, region=cast.north, title="Water as energy")
    VersionFactory(dossier=dossier, title="Water as energy")
    north = tie_plan(round=scene.round, dossier=dossier, by=cast.chris)
    return Matched(scene, north, friend(cast, "Bea"), friend(cast, "Bob"))


def friend(cast: Cast, name: str, sector: Sector = Sector.BUSINESS, expertise: str = "") -> Person:
    """A core friend of an organisation of their own."""
    person = PersonFactory(
        name=name,
        email=f"{name.lower()}@{name.lower()}.test",
        organisation=OrganisationFactory(name=f"{name} & Co", sector=sector),
        expertise=expertise,
    )
    MembershipFactory(person=person, edition=cast.edition, role=Role.FRIEND)
    return person
