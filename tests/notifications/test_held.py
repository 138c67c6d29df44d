"""Mail that is held back: nothing leaves before it is released, and then only to who was kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from notifications import tasks
from notifications.actions import cancel, edit_batch, notify, release
from notifications.errors import AlreadyDecided
from notifications.holding import held_back
from notifications.letters import unsubscribe_path
from notifications.models import Batch, BatchState, Delivery, DeliveryState, Notice
from people.models import Person, Role
from tests.factories.people import MembershipFactory
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast
from tests.sessions_app.rounds import MADE, make_scene

Login = Callable[[Person], Client]


@pytest.fixture
def batch(cast: Cast) -> Batch:
    with held_back(cast.chris) as holding:
        for person in (cast.rob, cast.mia):
            notify([person], REGION_NEWS, about=cast.south, by=cast.chris, context={"name": "Zuid"})
    assert holding.batch
    return holding.batch


def mail_to(person: Person) -> Delivery:
    return Delivery.objects.get(person=person)


def sent_to() -> list[str]:
    tasks.send_due()
    return sorted(letter.to[0] for letter in mail.outbox)


def test_nothing_leaves_before_it_is_released(cast: Cast, batch: Batch) -> None:
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert sent_to() == []
    assert Notice.objects.count() == 2

    assert release(batch=batch, by=cast.chris) == 2
    assert sent_to() == ["mia@test.example", "rob@test.example"]
    assert sent_to() == ["mia@test.example", "rob@test.example"]


def test_an_action_that_told_nobody_holds_nothing(cast: Cast) -> None:
    with held_back(cast.chris) as holding:
        notify([], REGION_NEWS, about=cast.south)

    assert (holding.batch, Batch.objects.count()) == (None, 0)


def test_after_holding_mail_leaves_again_as_always(cast: Cast, batch: Batch) -> None:
    notify([cast.rob], REGION_NEWS, about=cast.south, key="later", context={"name": "Oost"})

    assert sent_to() == ["rob@test.example"]


def test_who_is_left_out_gets_no_mail_and_the_others_a_word(
    cast: Cast, login: Login, batch: Batch
) -> None:
    posted = {"keep": [mail_to(cast.rob).pk], "note": "Welcome <all>", "release": "1"}

    login(cast.chris).post(f"/notices/held/{batch.pk}/", posted)

    assert sent_to() == ["rob@test.example"]
    letter = mail.outbox[0]
    assert "Welcome <all>" in letter.body
    assert "Welcome &lt;all&gt;" in letter.alternatives[0][0]  # type: ignore[attr-defined]  # has HTML
    assert mail_to(cast.mia).state == DeliveryState.DROPPED


def test_saving_keeps_it_waiting_and_the_preview_shows_the_letter_of_that_person(
    cast: Cast, login: Login, batch: Batch
) -> None:
    chris, rob = login(cast.chris), mail_to(cast.rob)

    chris.post(f"/notices/held/{batch.pk}/", {"keep": [rob.pk], "note": "Hi", "save": "1"})
    page = chris.get(f"/notices/held/{batch.pk}/", {"reader": rob.pk})

    assert sent_to() == []
    assert "Rob," in page.context["letter"].text
    assert "Hi" in page.context["letter"].text
    assert [row.person for row in page.context["recipients"]] == [cast.rob]


def test_who_looks_as_somebody_else_does_not_get_their_address_to_stop_such_mail(
    cast: Cast, login: Login, batch: Batch
) -> None:
    page = login(cast.chris).get(f"/notices/held/{batch.pk}/", {"reader": mail_to(cast.rob).pk})

    own = unsubscribe_path(cast.rob, REGION_NEWS.key)
    assert own in page.context["letter"].text
    assert own.split("/")[-2] not in page.content.decode()
    assert "/notices/unsubscribe/…/" in page.content.decode()


def test_what_waits_stands_above_what_was_decided_and_newest_first(
    cast: Cast, login: Login, batch: Batch
) -> None:
    waits = Batch.objects.create(held_by=cast.chris, kind=REGION_NEWS.key)
    last = Batch.objects.create(held_by=cast.chris, kind=REGION_NEWS.key)
    cancel(batch=last, by=cast.chris)

    page = login(cast.chris).get("/notices/held/")

    found = [(row.batch, row.waiting, row.mails) for row in page.context["sendings"]]
    assert found == [(waits, 0, 0), (batch, 2, 2), (last, 0, 0)]


def test_what_became_obsolete_while_it_was_held_is_not_sent(cast: Cast, batch: Batch) -> None:
    Notice.objects.filter(person=cast.rob).update(read_at=clock.now())

    release(batch=batch, by=cast.chris)

    assert sent_to() == ["mia@test.example"]


def test_cancelled_mail_is_never_sent_and_cannot_be_released(cast: Cast, batch: Batch) -> None:
    assert cancel(batch=batch, by=cast.chris) == 2

    with pytest.raises(AlreadyDecided):
        release(batch=batch, by=cast.chris)
    with pytest.raises(AlreadyDecided):
        edit_batch(batch=batch, leave_out=[], note="", by=cast.chris)
    assert sent_to() == []


def test_who_holds_mail_and_forgets_it_is_told_once_a_day(cast: Cast, batch: Batch) -> None:
    told = []
    for hours in (1, 21, 22, 46):
        with clock.frozen(clock.amsterdam(2026, 10, 21, 9) + timedelta(hours=hours)):
            Batch.objects.update(held_at=clock.amsterdam(2026, 10, 21, 9))
            told.append(tasks.tell_forgotten())

    assert told == [0, 1, 0, 1]
    assert set(
        Notice.objects.filter(kind="notifications.held").values_list("person", flat=True)
    ) == {cast.chris.pk}


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_who_runs_the_edition_looks_and_decides(
    cast: Cast, login: Login, batch: Batch, method: str
) -> None:
    path = f"/notices/held/{batch.pk}/"
    keep = list(Delivery.objects.values_list("pk", flat=True))

    answers = {
        name: getattr(login(one), method)(path, {"save": "1", "keep": keep}).status_code
        for name, one in cast.everybody().items()
    }

    well = 200 if method == "get" else 302
    assert answers == {name: well if name in {"chris", "ben"} else 403 for name in answers}
    assert Batch.objects.get().state == BatchState.HELD


def test_a_facilitator_of_another_edition_finds_nothing(
    cast: Cast, login: Login, batch: Batch
) -> None:
    fay = login(MembershipFactory(role=Role.FACILITATOR, person__name="Fay").person)

    assert b"Chris" not in fay.get("/notices/held/").content
    assert fay.get(f"/notices/held/{batch.pk}/").status_code == 404


@pytest.mark.parametrize(
    "values",
    [{"state": "released"}, {"state": "unknown"}],
    ids=["released by nobody", "no state"],
)
def test_the_database_refuses_a_batch(batch: Batch, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.update(**values)


def test_the_database_refuses_held_mail_that_nobody_can_release(cast: Cast, batch: Batch) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(batch=None)


@pytest.mark.parametrize(("posted", "left"), [({}, 1), ({"hold": "1"}, 0)])
def test_invitations_of_a_round_are_held_when_the_facilitator_says_so(
    cast: Cast, login: Login, posted: dict[str, str], left: int
) -> None:
    with clock.frozen(MADE):
        scene = make_scene(cast)
        scene.choose(cast.ada)
        Delivery.objects.all().delete()

        login(cast.chris).post(reverse("sessions:round-send", args=[scene.round.pk]), posted)

        assert Notice.objects.filter(kind="sessions.asked").count() == 1
        assert len(sent_to()) == left


def test_a_held_sending_is_called_by_who_holds_it_and_the_moment_on_our_clocks(
    cast: Cast, batch: Batch, login: Login
) -> None:
    held_at = clock.amsterdam(2017, 6, 1, 9, 30)
    Batch.objects.update(held_at=held_at)

    shown = login(cast.chris).get(reverse("notifications:held-detail", args=[batch.pk])).content

    assert b"Chris, 1 juni 2017 09:30" in shown
    assert b"2017-06-01" not in shown
