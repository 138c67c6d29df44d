"""Predicates that other rooms ask too."""

from people.models import Role
from people.queries import forget
from sessions.rules import is_own_region
from tests.factories.people import MembershipFactory


def test_the_own_region_is_the_one_in_whose_team_one_is(cast, scene):
    own = {name for name, one in cast.everybody().items() if is_own_region(one, scene.plan)}

    assert own == {"rob", "mia"}


def test_the_own_region_is_asked_anew_when_a_team_grows(cast, scene):
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.MEMBER, region=cast.south)
    forget(cast.ada)

    assert is_own_region(cast.ada, scene.plan)
