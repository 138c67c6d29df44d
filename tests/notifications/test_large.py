"""Mail that one deed causes for many people waits by itself, whichever app it comes from."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from notifications import kinds, tasks
from notifications.actions import notify, release
from notifications.holding import one_deed
from notifications.models import Batch, Delivery, DeliveryState, HoldingLimit, Notice
from people.models import Person, Role
from sessions.actions import publish_round
from sessions.actions.attendance import invite
from sessions.actions.sittings import cancel_sitting
from sessions.models import Capacity, SittingRole
from sessions.queries import tasks_for
from sessions.tasks import tell_of_sittings
from tests.factories.people import MembershipFactory
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast
from tests.sessions_app.rounds import IN_REVIEW, MADE, june_round, make_scene
from tests.sessions_app.test_calendar_feed import seat

Login = Callable[[Person], Client]
HELD, TODO, DROPPED = DeliveryState.HELD, DeliveryState.TODO, DeliveryState.DROPPED
TALK = ["discussion.mention", "discussion.post", "discussion.resolved"]


@pytest.fixture(autouse=True)
def _two_people(settings) -> None:  # pytest-django's fixture
    settings.HOLD_MAIL_ABOVE = 2


def tell(cast: Cast, *people: Person, key: str = "one", kind: kinds.Kind = REGION_NEWS) -> None:
    notify(people, kind, about=cast.south, key=key, by=cast.chris, context={"name": "Zuid"})


def states() -> list[tuple[str, str]]:
    rows = Delivery.objects.filter(notice__kind=REGION_NEWS.key).order_by("pk")
    return list(rows.values_list("person__name", "state"))


def sent_to() -> list[str]:
    tasks.send_due()
    return sorted(letter.to[0].partition("@")[0] for letter in mail.outbox)


def test_every_kind_waits_but_talk() -> None:
    assert [kind.key for kind in kinds.all_kinds() if not kind.holds] == TALK


def test_a_round_announced_to_many_waits_and_the_facilitator_is_told_at_once(
    cast: Cast, login: Login
) -> None:
    round_ = june_round(cast, published=False)

    path = reverse("sessions:round-publish", args=[round_.pk])
    page = login(cast.chris).post(path, follow=True).content.decode()

    batch = Batch.objects.get()
    assert (batch.held_by, batch.kind) == (cast.chris, "sessions.round-published")
    assert "6 mails wachten op je." in page
    assert f'<a class="nl-link" href="/notices/held/{batch.pk}/">Bekijk en verstuur</a>' in page
    assert (sent_to(), Notice.objects.filter(kind=batch.kind).count()) == ([], 6)

    release(batch=batch, by=cast.chris)
    assert sent_to() == ["ada", "mia", "pim", "rob", "sam", "wim"]


def test_invitations_to_many_lead_to_the_mail_that_waits(
    cast: Cast, login: Login, settings
) -> None:
    settings.HOLD_MAIL_ABOVE = 1
    with clock.frozen(MADE):
        scene = make_scene(cast)
        scene.choose(cast.ada)
        scene.choose(cast.wim, Capacity.RESEARCHER)

        path = reverse("sessions:round-send", args=[scene.round.pk])
        page = login(cast.chris).post(path, follow=True)

    batch = Batch.objects.get()
    assert page.redirect_chain == [(f"/notices/held/{batch.pk}/", 302)]
    said = [str(one.message) for one in page.context["messages"]]
    assert len(said) == 1
    assert said[0].startswith("2 mails wachten op je. <a ")


def test_mail_to_few_leaves_as_always(cast: Cast) -> None:
    with one_deed(lambda: cast.chris) as deed:
        tell(cast, cast.rob, cast.mia)
        tell(cast, cast.rob, cast.mia, key="two")

    assert (deed.batch, {state for _name, state in states()}) == (None, {TODO})


def test_what_a_deed_told_before_it_became_large_waits_too(cast: Cast) -> None:
    with one_deed(lambda: cast.chris):
        for person in (cast.rob, cast.mia, cast.sam):
            tell(cast, person)

    assert states() == [("Rob", HELD), ("Mia", HELD), ("Sam", HELD)]
    assert Batch.objects.count() == 1


def test_what_left_already_is_not_held_and_not_sent_again(cast: Cast) -> None:
    with one_deed(lambda: cast.chris) as deed:
        tell(cast, cast.rob)
        assert sent_to() == ["rob"]
        tell(cast, cast.mia, cast.sam)

    assert states() == [("Rob", DeliveryState.SENT), ("Mia", HELD), ("Sam", HELD)]
    assert deed.batch
    release(batch=deed.batch, by=cast.chris)
    assert [name for name in sent_to() if name == "rob"] == ["rob"]


@pytest.mark.parametrize(
    "name",
    ["rob", "ada", "olga", "bo", "cas"],
    ids=["lead", "friend", "observer", "executive", "c"],
)
def test_only_who_may_hold_mail_has_it_held(cast: Cast, name: str) -> None:
    with one_deed(lambda: getattr(cast, name)) as deed:
        tell(cast, cast.mia, cast.sam, cast.pim, cast.rob)

    assert (deed.batch, {state for _name, state in states()}) == (None, {TODO})


def test_what_a_schedule_does_is_nobodys_deed_and_is_not_held(cast: Cast) -> None:
    tell(cast, cast.rob, cast.mia, cast.sam)

    assert {state for _name, state in states()} == {TODO}


def test_talk_goes_on(cast: Cast) -> None:
    with one_deed(lambda: cast.chris) as deed:
        tell(cast, cast.rob, cast.mia, cast.sam, kind=replace(REGION_NEWS, holds=False))

    assert deed.batch is None


def test_a_deed_that_was_undone_holds_nothing(cast: Cast) -> None:
    def undone() -> None:
        with transaction.atomic():
            tell(cast, cast.rob, cast.mia, cast.sam)
            transaction.set_rollback(True)

    with one_deed(lambda: cast.chris):
        undone()
        tell(cast, cast.rob, key="two")
    assert (states(), Batch.objects.count()) == ([("Rob", TODO)], 0)

    with one_deed(lambda: cast.chris) as deed:
        undone()
        tell(cast, cast.rob, cast.mia, cast.sam, key="three")
    assert deed.batch == Batch.objects.get()
    assert {row.batch for row in Delivery.objects.filter(notice__key="three")} == {deed.batch}


def test_what_is_told_after_the_sending_was_released_waits_in_another(cast: Cast) -> None:
    with one_deed(lambda: cast.chris) as deed:
        tell(cast, cast.rob, cast.mia, cast.sam)
        first = deed.batch
        assert first
        release(batch=first, by=cast.chris)
        tell(cast, cast.pim, key="two")

    assert deed.batch != first
    assert Delivery.objects.get(person=cast.pim).batch == deed.batch
    assert sent_to() == ["mia", "rob"]  # Sam may not see what it is about


@pytest.fixture
def sitting(cast: Cast) -> Iterator:
    with clock.frozen(IN_REVIEW):
        scene = make_scene(cast)
        Delivery.objects.all().delete()
        yield seat(scene)


def asked(cast: Cast, sitting) -> Batch:
    people = dict.fromkeys((cast.rob, cast.ada, cast.wim), SittingRole.FRIEND)
    with one_deed(lambda: cast.chris) as deed:
        invite(sitting=sitting, people=people, by=cast.chris)
    assert deed.batch
    return deed.batch


def test_invitations_to_a_sitting_wait_with_their_calendars(cast: Cast, sitting) -> None:
    batch = asked(cast, sitting)

    rows = Delivery.objects.exclude(calendar="")
    assert {(row.batch, row.state) for row in rows} == {(batch, HELD)}
    assert {row.state for row in Delivery.objects.filter(calendar="")} == {DROPPED}
    assert sent_to() == []
    batch.note = "Tot dan"
    batch.save()
    release(batch=batch, by=cast.chris)
    assert sent_to() == ["ada", "rob", "wim"]
    assert all(str(letter.body).startswith("Tot dan\n\n") for letter in mail.outbox)


def test_an_invitation_that_became_obsolete_while_it_waited_is_not_sent(
    cast: Cast, sitting
) -> None:
    first = asked(cast, sitting)
    with one_deed(lambda: cast.chris) as deed:
        cancel_sitting(sitting=sitting, reason="Ziek", by=cast.chris)
    second = deed.batch
    assert second

    assert release(batch=first, by=cast.chris) == 0
    assert sent_to() == []
    assert release(batch=second, by=cast.chris) == 3
    assert sent_to() == ["ada", "rob", "wim"]
    assert {letter.subject.partition(":")[0] for letter in mail.outbox} == {"Afgezegd"}


def test_calendars_of_a_round_are_told_in_the_deed_that_announces_it(cast: Cast) -> None:
    with clock.frozen(IN_REVIEW):
        scene = make_scene(cast)
        type(scene.round).objects.update(published_at=None, published_by=None)
        seat(scene, cast.rob, cast.ada, cast.wim)
        with one_deed(lambda: cast.chris) as deed:
            publish_round(round=scene.round, by=cast.chris)

        rows = Delivery.objects.exclude(calendar="")
        assert {row.batch for row in rows} == {deed.batch}
        assert (rows.count(), tell_of_sittings()) == (3, 0)


def test_a_sending_that_waits_stands_in_my_turn(cast: Cast) -> None:
    other = MembershipFactory(edition=cast.edition, role=Role.FACILITATOR).person
    with clock.frozen(clock.amsterdam(2026, 10, 21, 9)):
        with one_deed(lambda: cast.chris) as deed:
            tell(cast, cast.rob, cast.mia, cast.sam)
        (mine,) = tasks_for(cast.chris)
        assert (mine.kind, mine.title) == ("held", "Bekijk 3 mails die wachten, en verstuur ze")
        assert deed.batch
        assert mine.url == f"/notices/held/{deed.batch.pk}/"
        assert [tasks_for(one) for one in (other, cast.rob, cast.sam)] == [[], [], []]
    with clock.frozen(clock.amsterdam(2026, 10, 22, 9)):
        assert [task.kind for task in tasks_for(other)] == ["held"]
        Delivery.objects.update(state=DROPPED)
        assert (tasks_for(cast.chris), tasks.tell_forgotten()) == ([], 0)


LIMIT = "/notices/held/limit/"


def test_the_number_is_seen_and_changed_and_counts_from_then_on(cast: Cast, login: Login) -> None:
    chris = login(cast.chris)
    assert chris.get("/notices/held/").context["form"]["people"].value() == 2

    page = chris.post(LIMIT, {"people": "3"}, follow=True)

    assert (page.status_code, page.context["form"]["people"].value()) == (200, 3)
    assert "Gekozen door Chris" in page.content.decode()
    with one_deed(lambda: cast.chris) as deed:
        tell(cast, cast.rob, cast.mia, cast.sam)
    assert deed.batch is None
    chris.post(LIMIT, {"people": "3"})
    assert HoldingLimit.objects.count() == 1


@pytest.mark.parametrize("people", ["0", "10000", "veel", ""])
def test_a_number_that_cannot_be_is_refused_and_stays(
    cast: Cast, login: Login, people: str
) -> None:
    page = login(cast.chris).post(LIMIT, {"people": people})

    assert (page.status_code, HoldingLimit.objects.count()) == (422, 0)
    assert page.context["form"]["people"].value() == people
    assert page.context["form"].errors.keys() == {"people"}


def test_only_who_runs_an_edition_changes_the_number(cast: Cast, login: Login) -> None:
    answers = {
        name: login(one).post(LIMIT, {"people": "9"}).status_code
        for name, one in cast.everybody().items()
    }

    assert answers == {name: 302 if name in {"chris", "ben"} else 403 for name in answers}
    assert Client().post(LIMIT, {"people": "8"}).status_code == 302
    assert [row.people for row in HoldingLimit.objects.all()] == [9]


@pytest.mark.parametrize("people", [0, 10000])
def test_the_database_refuses_a_number(cast: Cast, people: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HoldingLimit.objects.create(people=people, set_by=cast.chris)
