"""Trap 8: a conflict is missed, because the mail address that shows it was not confirmed."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from core import clock
from sessions.errors import TieNeedsReason
from sessions.models import Assignment
from sessions.queries.ties import TieBook
from sessions.ties import TieKind
from tests.sessions_app.rounds import IN_REVIEW, make_scene


@pytest.fixture
def scene(cast):
    with clock.frozen(IN_REVIEW):
        yield make_scene(cast)


def at_south(cast):
    """The region's organisation has a mail domain of its own."""
    body = cast.south.organisation
    body.mail_domain = "zuid-regio.nl"
    body.save()


def kinds(cast, person):
    book = TieBook.load([cast.south.pk])
    return [tie.kind for tie in book.of(person, cast.south.pk)]


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_counts_before_it_is_confirmed(cast, verified):
    at_south(cast)
    cast.ada.email = "ada@zuid-regio.nl"
    cast.ada.save()
    EmailAddress.objects.create(
        user=cast.ada, email="ada@zuid-regio.nl", primary=True, verified=verified
    )

    assert kinds(cast, cast.ada) == [TieKind.DOMAIN]


def test_an_address_to_which_somebody_is_changing_counts_at_once(cast):
    at_south(cast)
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, primary=True, verified=True)
    EmailAddress.objects.create(user=cast.eva, email="eva@zuid-regio.nl", verified=False)

    assert (kinds(cast, cast.eva), kinds(cast, cast.pim)) == ([TieKind.DOMAIN], [])


def test_the_region_s_side_counts_before_it_is_confirmed_too(cast):
    EmailAddress.objects.create(user=cast.rob, email="rob@gemeente-zuid.nl", verified=False)
    cast.ada.email = "ada@gemeente-zuid.nl"
    cast.ada.save()

    assert kinds(cast, cast.ada) == [TieKind.DOMAIN]


def test_choosing_such_a_reviewer_asks_for_a_reason(cast, scene, login):
    at_south(cast)
    EmailAddress.objects.create(user=cast.ada, email="ada@zuid-regio.nl", verified=False)

    with pytest.raises(TieNeedsReason):
        scene.choose(cast.ada)
    page = login(cast.chris).get(
        reverse("sessions:plan-assign", args=[scene.round.pk, scene.plan.pk])
    )

    assert Assignment.objects.count() == 0
    assert b"zuid-regio.nl" in page.content
