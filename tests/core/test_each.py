"""One policy asked for many at once: the same answers as one by one, in one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db.each import PARTS, ids_in_each
from people.models import Membership, Person
from people.queries import standing, together
from sessions.models import Round
from tests.factories.sessions import RoundFactory

pytestmark = pytest.mark.django_db


def rows_for(cast):
    return {one.pk: Person.objects.visible_to(one) for one in cast.everybody().values()}


def test_everybody_gets_the_same_answer_as_alone(cast):
    ids = {one.pk for one in cast.everybody().values()}

    found = ids_in_each(rows_for(cast), dict.fromkeys(rows_for(cast), ids))

    assert found == {
        pk: set(rows.filter(pk__in=ids).values_list("pk", flat=True))
        for pk, rows in rows_for(cast).items()
    }
    assert len({frozenset(one) for one in found.values()}) > 1


def test_everybody_is_answered_about_the_own_ids_alone(cast):
    rows = {1: Person.objects.all(), 2: Person.objects.all(), 3: Person.objects.none()}

    found = ids_in_each(rows, {1: {cast.ada.pk}, 2: {cast.rob.pk}, 3: {cast.rob.pk}})

    assert found == {1: {cast.ada.pk}, 2: {cast.rob.pk}, 3: set()}


@pytest.mark.parametrize("count", [1, 30])
def test_many_cost_one_statement(cast, count, django_assert_num_queries):
    rows = {number: Person.objects.exclude(pk=-number) for number in range(count)}

    with django_assert_num_queries(1):
        found = ids_in_each(rows, {key: {cast.ada.pk} for key in rows})

    assert found == {key: {cast.ada.pk} for key in rows}


def test_who_asks_the_same_is_one_part_of_the_statement(cast):
    rows = {one.pk: Round.objects.visible_to(one) for one in (cast.ada, cast.pim, cast.rob)}
    round_ = RoundFactory(edition=cast.edition)

    with CaptureQueriesContext(connection) as queries:
        ids_in_each(rows, {key: {round_.pk} for key in rows})

    assert [query["sql"].count("UNION ALL") for query in queries] == [0]


def test_more_parts_than_a_statement_takes_are_more_statements(cast, django_assert_num_queries):
    rows = {number: Person.objects.exclude(pk=-number) for number in range(1, PARTS + 2)}

    with django_assert_num_queries(2):
        found = ids_in_each(rows, {key: {cast.ada.pk} for key in rows})

    assert found == {key: {cast.ada.pk} for key in rows}


def test_nothing_asked_costs_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ids_in_each({1: Person.objects.all()}, {1: set()}) == {1: set()}


def test_what_people_are_is_read_for_all_who_are_together(cast, django_assert_num_queries):
    people = list(Person.objects.order_by("pk"))
    alone = {one.pk: standing(one) for one in Person.objects.all()}

    with together(people), django_assert_num_queries(1):
        found = {one.pk: standing(one) for one in people}

    assert found == alone
    assert Membership.objects.count() == sum(len(one.memberships) for one in found.values())
