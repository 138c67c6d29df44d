"""Mail that did not arrive: who sees it, and what they do about it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import clock
from notifications import tasks
from notifications.actions import give_up, note_bounce, notify, queue_mail
from notifications.models import DeadAddress, Delivery, DeliveryState
from people.models import Person, Role
from tests.factories.people import InvitationFactory, MembershipFactory
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

Login = Callable[[Person], Client]
WATCHERS = {"chris", "ben"}


@pytest.fixture
def failed(cast: Cast) -> Delivery:
    """A notice to Rob that the mail server refused."""
    notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "Secret words"})
    Delivery.objects.update(state=DeliveryState.FAILED, error="550 no such user", attempts=6)
    return Delivery.objects.get()


def test_the_list_says_to_whom_and_why_and_not_what(
    cast: Cast, login: Login, failed: Delivery
) -> None:
    page = login(cast.chris).get("/notices/failed/").content.decode()

    assert "rob@test.example" in page
    assert "550 no such user" in page
    assert "Secret words" not in page


def test_only_who_runs_an_edition_or_the_technique_opens_the_list(
    cast: Cast, login: Login, failed: Delivery
) -> None:
    answers = {
        name: login(one).get("/notices/failed/").status_code
        for name, one in cast.everybody().items()
    }

    assert answers == {name: 200 if name in WATCHERS else 403 for name in answers}


@pytest.mark.parametrize("what", ["again", "wrong"])
def test_only_they_do_something_about_it(
    cast: Cast, login: Login, failed: Delivery, what: str
) -> None:
    path = f"/notices/failed/{failed.pk}/{what}/"
    others = {name: one for name, one in cast.everybody().items() if name not in WATCHERS}

    answers = {login(one).post(path).status_code for one in others.values()}

    assert (answers, Client().post(path).status_code) == ({403}, 302)
    failed.refresh_from_db()
    assert (failed.state, DeadAddress.objects.count()) == (DeliveryState.FAILED, 0)


def test_a_facilitator_of_another_edition_sees_nothing_of_it(
    cast: Cast, login: Login, failed: Delivery
) -> None:
    other = MembershipFactory(role=Role.FACILITATOR, person__name="Fay").person
    fay = login(other)

    assert b"rob@test.example" not in fay.get("/notices/failed/").content
    assert fay.post(f"/notices/failed/{failed.pk}/again/").status_code == 404


def test_again_sends_it_and_trusts_the_address(
    cast: Cast, login: Login, failed: Delivery, django_capture_on_commit_callbacks: Any
) -> None:
    give_up(address=failed.address)

    login(cast.chris).post(f"/notices/failed/{failed.pk}/again/")
    tasks.send_due()
    tasks.send_due()

    assert [letter.to for letter in mail.outbox] == [["rob@test.example"]]
    assert DeadAddress.objects.count() == 0


def test_what_came_back_is_sent_again_under_another_name(cast: Cast, login: Login) -> None:
    InvitationFactory(email="new@test.example", edition=cast.edition)
    first = queue_mail("new@test.example", subject="You are invited", text="Come")
    tasks.send_one(first.pk)
    note_bounce(message_id=first.message_id, permanent=True, reason="full")

    login(cast.chris).post(f"/notices/failed/{first.pk}/again/")
    tasks.send_due()

    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 2


def test_wrong_gives_the_address_up(cast: Cast, login: Login, failed: Delivery) -> None:
    login(cast.chris).post(f"/notices/failed/{failed.pk}/wrong/")

    assert DeadAddress.objects.get().found_by == cast.chris
    [notice] = notify([cast.rob], REGION_NEWS, about=cast.south, key="two", context={"name": "x"})
    tasks.send_due()
    assert (notice.delivery.pk, mail.outbox) == (notice.delivery.pk, [])
    notice.delivery.refresh_from_db()
    assert notice.delivery.state == DeliveryState.FAILED


def test_another_address_of_the_person_is_mailed(cast: Cast, failed: Delivery) -> None:
    give_up(address=failed.address)
    Person.objects.filter(pk=cast.rob.pk).update(email="rob2@test.example")
    cast.rob.refresh_from_db()
    notify([cast.rob], REGION_NEWS, about=cast.south, key="two", context={"name": "x"})

    tasks.send_due()

    assert [letter.to for letter in mail.outbox] == [["rob2@test.example"]]


def test_a_code_is_never_sent_again(cast: Cast, login: Login) -> None:
    code = queue_mail(cast.rob.email, subject="Code", text="123", person=cast.rob)
    Delivery.objects.update(state=DeliveryState.FAILED, error="TimeoutError")

    login(cast.chris).post(f"/notices/failed/{code.pk}/again/")

    code.refresh_from_db()
    assert code.state == DeliveryState.FAILED


def test_what_arrived_is_not_in_the_list_and_cannot_be_sent_again(
    cast: Cast, login: Login, failed: Delivery
) -> None:
    Delivery.objects.update(state=DeliveryState.SENT, sent_at=clock.now(), error="")
    chris = login(cast.chris)

    assert b"rob@test.example" not in chris.get("/notices/failed/").content
    assert chris.post(f"/notices/failed/{failed.pk}/again/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_as_many_queries_for_1_as_for_30(
    cast: Cast, login: Login, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        notify([cast.rob], REGION_NEWS, about=cast.south, key=str(number), context={"name": "x"})
    Delivery.objects.update(state=DeliveryState.FAILED, error="550 no")
    chris = login(cast.chris)
    chris.get("/notices/failed/")

    with django_assert_num_queries(10):
        page = chris.get("/notices/failed/")

    assert page.content.count(b"rows__item") == count


def test_who_logs_in_with_a_dead_address_is_told(cast: Cast, client: Client) -> None:
    give_up(address=cast.rob.email)
    cast.rob.set_password("a long enough password")
    cast.rob.save()

    client.post("/account/login/", {"login": cast.rob.email, "password": "a long enough password"})

    assert cast.rob.email.encode() in client.get("/about/").content
