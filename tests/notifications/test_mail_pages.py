"""Pages about mail that came in: the writer reads all of it, an administrator only that it came."""

from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from audit.models import Entry
from notifications import tasks
from notifications.models import InboundMail, InboundState, ReplyAddress
from tests.notifications.answering import DOMAIN, Scene, make_scene, plain
from tests.people import Cast

SECRET = "PLANTED WORDS"


@pytest.fixture(autouse=True)
def answers_by_mail(settings) -> None:  # pytest-django's fixture
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.fixture
def refused(scene: Scene) -> InboundMail:
    """Rob's words, refused because he answered too late."""
    ReplyAddress.objects.update(revoked_at="2026-01-01T00:00Z")
    return scene.arrives(scene.written(SECRET, Subject=f"Re: {SECRET}"))


def test_the_writer_reads_what_became_of_it_and_what_was_left_out(
    scene: Any, login: Any, cast: Any
) -> None:
    scene.arrives(scene.written("Mijn antwoord.\n\n-- \nRob\n043 000 00 00"))

    page = login(cast.rob).get("/mail/mine/").content.decode()

    assert "Mijn antwoord." in page
    assert "043 000 00 00" in page
    assert f"/threads/{scene.thread.pk}?around=2#post-2" in page


def test_nobody_else_reads_it(refused: Any, login: Any, cast: Any) -> None:
    reads = {
        name
        for name, person in cast.everybody().items()
        for path in ("/mail/mine/", "/mail/")
        if SECRET in login(person).get(path).content.decode()
    }

    assert reads == {"rob"}


def test_administrators_see_that_it_came_and_why_it_was_not_posted(
    refused: Any, login: Any, cast: Any
) -> None:
    answers = {name: login(one).get("/mail/").status_code for name, one in cast.everybody().items()}

    assert {name for name, status in answers.items() if status == 200} == {"ben"}
    assert set(answers.values()) == {200, 403}
    page = login(cast.ben).get("/mail/").content.decode()
    assert "het adres is ingetrokken" in page
    assert "rob@test.example" in page
    assert "Wie is de late aanhaker" not in page
    assert Client().get("/mail/").status_code == 302


def test_what_was_posted_or_left_alone_is_not_listed(scene: Any, login: Any, cast: Any) -> None:
    scene.arrives(scene.written("Een antwoord."))
    scene.arrives(scene.file("gmail_vacation"))

    assert "rows__item" not in login(cast.ben).get("/mail/").content.decode()
    assert "Elke mail vond zijn plek" in login(cast.ben).get("/mail/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_as_many_queries_for_1_as_for_30(
    scene, login, cast, django_assert_num_queries, count: int
) -> None:
    for number in range(count):
        to = f"reply+{'b' * 26}@{DOMAIN}"
        scene.arrives(plain(to, "x", Message_ID=f"<{number}@test.example>"))
    client = login(cast.ben)
    client.get("/mail/")

    with django_assert_num_queries(9):
        page = client.get("/mail/").content

    assert page.count(b"/retry/") == count


@pytest.mark.parametrize("count", [1, 30])
def test_the_own_list_takes_as_many_queries_for_1_as_for_30(
    scene, login, cast, django_assert_num_queries, count: int
) -> None:
    for number in range(count):
        scene.arrives(scene.written(f"Antwoord {number}", Message_ID=f"<{number}@test.example>"))
    client = login(cast.rob)
    client.get("/mail/mine/")

    with django_assert_num_queries(13):
        page = client.get("/mail/mine/").content

    assert page.count(b"rows__item") == count


def test_a_mail_is_read_once_more_when_an_administrator_asks(
    refused: Any, scene: Any, login: Any, cast: Any
) -> None:
    tasks.send_due()
    told = len(outbox.outbox)
    ReplyAddress.objects.update(revoked_at=None)
    client = login(cast.ben)

    client.post(f"/mail/{refused.pk}/retry/")
    InboundMail.objects.get(pk=refused.pk)
    from notifications.inbound.tasks import work_off_due

    work_off_due()
    tasks.send_due()

    refused.refresh_from_db()
    assert (refused.state, scene.posts()) == (InboundState.POSTED, [SECRET])
    assert [letter for letter in outbox.outbox[told:] if "niet geplaatst" in letter.subject] == []
    assert Entry.objects.filter(verb="notifications.mail_read_again", actor_id=cast.ben.pk).exists()
    assert client.post(f"/mail/{refused.pk}/retry/").status_code == 404


def test_a_second_refusal_sends_no_second_mail(refused: Any, login: Any, cast: Any) -> None:
    from notifications.inbound.tasks import work_off_due

    tasks.send_due()
    told = len(outbox.outbox)

    login(cast.ben).post(f"/mail/{refused.pk}/retry/")
    work_off_due()
    tasks.send_due()

    refused.refresh_from_db()
    assert (refused.state, len(outbox.outbox)) == (InboundState.REFUSED, told)


def test_what_was_emptied_is_not_read_again(refused: Any, login: Any, cast: Any) -> None:
    InboundMail.objects.update(raw=b"")
    client = login(cast.ben)

    page = client.get("/mail/").content
    client.post(f"/mail/{refused.pk}/retry/")

    refused.refresh_from_db()
    assert (b"/retry/" in page, refused.state) == (False, InboundState.REFUSED)


def test_nobody_but_an_administrator_has_a_mail_read_again(
    refused: Any, login: Any, cast: Any
) -> None:
    statuses = {
        login(person).post(f"/mail/{refused.pk}/retry/").status_code
        for name, person in cast.everybody().items()
        if name != "ben"
    }

    refused.refresh_from_db()
    assert (statuses, refused.state) == ({403}, InboundState.REFUSED)


def test_somebody_withdraws_the_own_addresses_and_no_others(
    scene: Any, login: Any, cast: Any
) -> None:
    assert b"/mail/addresses/" in login(cast.rob).get("/mail/mine/").content
    login(cast.mia).post("/mail/addresses/")
    assert ReplyAddress.objects.filter(revoked_at=None).count() == 1

    login(cast.rob).post("/mail/addresses/")
    login(cast.rob).post("/mail/addresses/")

    assert ReplyAddress.objects.filter(revoked_at=None).count() == 0
    assert Entry.objects.filter(verb="notifications.replies_revoked").count() == 1
    assert b"/mail/addresses/" not in login(cast.rob).get("/mail/mine/").content


def test_the_preferences_say_that_mails_can_be_answered(
    login: Any, cast: Any, settings: Any
) -> None:
    client = login(cast.rob)
    assert "Antwoorden per mail" in client.get("/notices/preferences/").content.decode()

    settings.REPLY_ADDRESS = ""

    assert "Antwoorden per mail" not in client.get("/notices/preferences/").content.decode()
