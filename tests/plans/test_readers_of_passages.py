"""Who reads a conversation on a passage: the same people by the door and by the list, at the same cost."""

import pytest

from discussion.models import Thread
from discussion.queries import readers_of
from people.levels import Level
from people.models import Role
from plans.models import PASSAGE, Dossier
from sessions.models import Season
from tests.factories.discussion import ThreadFactory
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory


@pytest.fixture
def versions(cast):
    """Two of South's plan: Ada reviewed the first, Eva the second."""
    dossier = DossierFactory(edition=cast.edition, region=cast.south, created_by=cast.rob)
    found = [VersionFactory(dossier=dossier, number=number) for number in (1, 2)]
    reviews = [(Season.JUNE, cast.ada), (Season.SEPTEMBER, cast.eva)]
    for version, (season, person) in zip(found, reviews, strict=True):
        held = RoundFactory(edition=cast.edition, season=season)
        AssignmentFactory(round_plan=RoundPlanFactory(round=held, version=version), person=person)
    return found


def on_passage(version, level):
    return ThreadFactory(target_kind=PASSAGE, target_id=version.pk, level=level)


@pytest.mark.parametrize("plan_level", Level.values)
@pytest.mark.parametrize("level", [one for one in Level.values if one != Level.PUBLIC])
def test_list_of_readers_and_door_agree(cast, versions, level, plan_level):
    Dossier.objects.update(level=plan_level)

    for version in versions:
        thread = on_passage(version, level)
        listed = {person.pk for person in readers_of(thread)}
        for name, person in cast.everybody().items():
            reads = Thread.objects.seen_by(person, thread).exists()
            assert reads == (person.pk in listed), (name, version.number)


def test_who_reviews_another_version_alone_does_not_read_it(cast, versions):
    Dossier.objects.update(level=Level.SESSION)

    names = [
        sorted(str(person) for person in readers_of(on_passage(version, Level.SESSION)))
        for version in versions
    ]

    assert names == [["Ada", "Chris", "Mia", "Rob"], ["Chris", "Eva", "Mia", "Rob"]]


@pytest.mark.parametrize("count", [1, 30])
def test_readers_take_as_many_queries_for_1_as_for_30_reviewers(
    cast, versions, count, django_assert_num_queries
):
    Dossier.objects.update(level=Level.SESSION)
    for person in PersonFactory.create_batch(count):
        MembershipFactory(person=person, edition=cast.edition, role=Role.FRIEND)
        AssignmentFactory(round_plan=versions[0].round_plans.get(), person=person)
    thread = on_passage(versions[0], Level.SESSION)

    with django_assert_num_queries(3):
        found = readers_of(thread)

    assert len(found) == 4 + count
