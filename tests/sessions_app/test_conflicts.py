"""Declaring what stands between a person and a region."""

import pytest

from audit.models import Entry
from notifications.models import Notice
from sessions.actions import declare_conflict, remove_conflict
from sessions.models import Conflict, ConflictKind
from sessions.queries.ties import TieBook
from sessions.ties import TieKind
from tests.factories.people import MembershipFactory
from tests.factories.sessions import ConflictFactory


def declare(cast, **given):
    values = {"person": cast.ada, "region": cast.south, "kind": ConflictKind.WORK, "by": cast.ada}
    return declare_conflict(**values | given)


def test_the_same_conflict_is_kept_once(cast):
    first, second = declare(cast, note="Since 2015"), declare(cast, note="Again")

    assert (first.pk, Conflict.objects.get().note) == (second.pk, "Since 2015")
    assert Entry.objects.filter(verb="conflict.declared").count() == 1


def test_facilitators_hear_of_a_conflict_with_a_running_review(cast, scene):
    scene.ask(cast.ada)

    declare(cast)

    assert list(
        Notice.objects.filter(kind="sessions.conflict").values_list("person__name", flat=True)
    ) == ["Chris"]


def test_without_a_running_review_nobody_is_told(cast):
    declare(cast)

    assert Notice.objects.filter(kind="sessions.conflict").count() == 0


def test_removing_twice_is_removing_once(cast):
    made = declare(cast)

    remove_conflict(conflict=made, by=cast.ada)
    remove_conflict(conflict=made, by=cast.ada)

    assert Conflict.objects.count() == 0
    assert Entry.objects.filter(verb="conflict.removed").count() == 1


def test_the_book_finds_team_former_team_and_declared_ties(cast):
    ConflictFactory(person=cast.ada, region=cast.south, note="Advice")
    MembershipFactory(
        person=cast.wim, edition=cast.edition, region=cast.south, until_date="2017-02-01"
    )

    book = TieBook.load([cast.south.pk])

    kinds = {
        person.name: [tie.kind for tie in book.of(person, cast.south.pk)]
        for person in (cast.rob, cast.ada, cast.wim, cast.pim)
    }
    assert kinds == {
        "Rob": [TieKind.OWN_REGION],
        "Ada": [TieKind.DECLARED],
        "Wim": [TieKind.FORMER_TEAM],
        "Pim": [],
    }


@pytest.mark.parametrize("count", [1, 30])
def test_ties_of_many_take_four_queries(cast, django_assert_num_queries, count):
    for _ in range(count):
        MembershipFactory(edition=cast.edition, region=cast.south)
        ConflictFactory(region=cast.south)

    with django_assert_num_queries(4):
        book = TieBook.load([cast.south.pk, cast.north.pk])
        book.of(cast.pim, cast.north.pk)
