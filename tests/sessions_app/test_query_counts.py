"""Lists and the matrix ask the database as often for thirty as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Role
from people.queries import forget
from sessions.models import Round
from sessions.notices import asked_in_words
from sessions.queries.candidates import candidates_for
from sessions.queries.conflicts import conflicts_for
from sessions.queries.letters import letters_of
from sessions.queries.matrix import matrix_of
from sessions.queries.pages import round_cards, round_page
from sessions.queries.plans import plan_lines
from sessions.stages import Stages
from tests.factories.people import MembershipFactory, PersonFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.programme import EditionFactory
from tests.factories.sessions import AssignmentFactory, ConflictFactory, RoundPlanFactory
from tests.sessions_app.rounds import june_round

counts = pytest.mark.parametrize("count", [1, 30])


def fill(scene, count):
    """So many plans, each with a reviewer who said yes, one who is planned and a conflict."""
    for _ in range(count):
        region = RegionFactory()
        dossier = DossierFactory(edition=scene.cast.edition, region=region, level="participants")
        plan = RoundPlanFactory(round=scene.round, version=VersionFactory(dossier=dossier))
        AssignmentFactory(round_plan=plan)
        planned = AssignmentFactory(round_plan=plan, state="planned")
        ConflictFactory(person=planned.person, region=region)
        MembershipFactory(edition=scene.cast.edition, role=Role.FRIEND)
        MembershipFactory(edition=scene.cast.edition, region=region)


def found_round(scene):
    return (
        Round.objects.select_related("edition__programme")
        .prefetch_related("steps")
        .get(pk=scene.round.pk)
    )


@counts
def test_the_list_of_rounds(cast, in_review, django_assert_num_queries, count):
    for year in range(2018, 2018 + count):
        cast.edition = EditionFactory(programme=cast.edition.programme, year=year)
        MembershipFactory(person=cast.chris, edition=cast.edition, role=Role.FACILITATOR)
        june_round(cast)
    forget(cast.chris)

    with django_assert_num_queries(4):
        cards = round_cards(cast.chris)

    assert len(cards) == count


@counts
def test_the_matrix_for_a_facilitator(scene, django_assert_num_queries, count):
    fill(scene, count)
    forget(scene.cast.chris)

    with django_assert_num_queries(5):  # the last two ask the room above how far reviews are
        matrix = matrix_of(scene.round, scene.cast.chris)

    assert (len(matrix.rows), len(matrix.reviewers)) == (count + 1, 2 * count)


@counts
def test_the_matrix_for_a_participant(scene, django_assert_num_queries, count):
    fill(scene, count)
    forget(scene.cast.rob)

    with django_assert_num_queries(3):
        matrix = matrix_of(scene.round, scene.cast.rob)

    assert (len(matrix.rows), matrix.reviewers) == (count + 1, [])


@counts
def test_the_page_of_a_round(scene, django_assert_num_queries, count):
    fill(scene, count)
    round_ = found_round(scene)
    forget(scene.cast.chris)

    with django_assert_num_queries(26):
        page = round_page(round_, scene.cast.chris)

    assert len(page.matrix.rows) == count + 1
    assert (len(page.risks) > 10) == (count == 30)
    assert page.first_risks == page.risks[:10]


@counts
def test_the_plans_of_a_round(scene, django_assert_num_queries, count):
    fill(scene, count)

    with django_assert_num_queries(2):
        lines = plan_lines(scene.round)

    assert len([line.dossier.region.name for line in lines]) == count + 1


@counts
def test_the_candidates_for_a_plan(scene, django_assert_num_queries, count):
    fill(scene, count)
    plan = scene.round.plans.select_related("dossier__region", "version", "round__edition").get(
        pk=scene.plan.pk
    )

    with django_assert_num_queries(9):
        groups = candidates_for(plan)

    assert sum(len(group.candidates) for group in groups) == 2 * count + 5


@counts
def test_the_invitations(scene, django_assert_num_queries, count):
    fill(scene, count)
    stages = Stages.load([scene.round])

    with django_assert_num_queries(6):
        letters = letters_of(scene.round, lambda row: asked_in_words(row, stages))

    assert [letter.blocked for letter in letters] == [True] * count


@counts
def test_the_conflicts(scene, django_assert_num_queries, count):
    fill(scene, count)
    forget(scene.cast.chris)

    with django_assert_num_queries(2):
        rows = [str(row) for row in conflicts_for(scene.cast.chris)]

    assert len(rows) == count


def test_whole_pages_ask_as_often_for_many_as_for_one(scene, login):
    client = login(scene.cast.chris)
    fill(scene, 1)
    before = {url: asked(client, url) for url in pages(scene)}

    fill(scene, 10)

    assert {url: asked(client, url) for url in pages(scene)} == before


def pages(scene):
    views = ["round-detail", "round-plans", "round-assign", "round-send", "round-extensions"]
    urls = [reverse(f"sessions:{view}", args=[scene.round.pk]) for view in views]
    assign = reverse("sessions:plan-assign", args=[scene.round.pk, scene.plan.pk])
    return [*urls, assign, reverse("sessions:round-list"), reverse("sessions:conflict-list")]


def asked(client, url):
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(url).status_code == 200
    return len(context)


def test_a_stranger_s_page_is_empty_but_there(scene, login):
    person = PersonFactory()
    MembershipFactory(person=person, edition=scene.cast.edition, role=Role.OBSERVER)

    page = login(person).get(reverse("sessions:round-detail", args=[scene.round.pk]))

    assert page.context["page"].matrix.rows == []
