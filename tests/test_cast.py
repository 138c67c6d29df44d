"""The ground of the other tests: who sees what, by level."""

from plans.models import Dossier, Version
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory
from tests.people import Cast


def test_a_dossier_without_a_version_is_known_to_team_and_facilitator_only(cast: Cast) -> None:
    DossierFactory(edition=cast.edition, region=cast.south, level="public")

    seen = {name for name, person in cast.everybody().items() if Dossier.objects.visible_to(person)}

    assert seen == {"rob", "mia", "chris"}


def test_a_version_at_session_level_is_read_by_team_facilitator_and_assigned_reviewer(
    cast: Cast,
) -> None:
    version = VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.south))
    plan = RoundPlanFactory(round=RoundFactory(edition=cast.edition), version=version)
    AssignmentFactory(round_plan=plan, person=cast.ada)

    seen = {name for name, person in cast.everybody().items() if Version.objects.visible_to(person)}

    assert seen == {"rob", "mia", "chris", "ada"}
