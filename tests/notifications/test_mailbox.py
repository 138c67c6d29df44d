"""The mailbox of answers, read from a real (small) IMAP server: a mail is put away after it was kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from imap_tools.errors import MailboxFetchError, MailboxLoginError

from notifications.inbound import mailbox
from notifications.inbound.tasks import fetch, work_off_due
from notifications.models import InboundMail, InboundState, Reason, Way
from tests.notifications.answering import DOMAIN, make_scene, plain
from tests.notifications.imap_server import ImapServer
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings) -> Iterator[ImapServer]:  # pytest-django's fixture
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"
    settings.INBOUND_MAX_MB = 1
    with ImapServer() as running:
        settings.INBOUND_MAILBOX = {
            "secure": False,
            "host": "127.0.0.1",
            "port": running.port,
            "user": running.user,
            "password": running.password,
            "folder": "INBOX",
            "done": "",
        }
        yield running


def mail(number: int = 1) -> bytes:
    return plain("x@y.example", "Hello", Message_ID=f"<{number}@y.example>")


def test_without_a_mailbox_nothing_happens(settings: Any) -> None:
    settings.INBOUND_MAILBOX = {}

    assert fetch() == 0


def test_an_answer_in_the_mailbox_becomes_a_post(cast: Cast, server: ImapServer) -> None:
    scene = make_scene(cast)
    raw = scene.file("apple_mail_nl")
    server.put(raw)

    assert fetch() == 1
    work_off_due()

    kept = InboundMail.objects.get()
    assert (bytes(kept.raw), kept.way, kept.state) == (raw, Way.MAILBOX, InboundState.POSTED)
    assert scene.posts() == ["De cafés aan het plein. En de pop-up’s."]


def test_what_was_kept_is_marked_as_read_and_not_taken_again(server: ImapServer) -> None:
    for number in range(3):
        server.put(mail(number))

    assert (fetch(), fetch()) == (3, 0)
    assert (server.unseen(), InboundMail.objects.count()) == ([], 3)


def test_what_was_kept_is_moved_where_a_folder_is_named(server: ImapServer, settings: Any) -> None:
    settings.INBOUND_MAILBOX["done"] = "Read"
    server.put(mail())

    fetch()

    assert [len(server.folders[name]) for name in ("INBOX", "Read")] == [0, 1]


def test_a_crash_before_it_was_put_away_keeps_it_once(server: ImapServer) -> None:
    server.put(mail())
    server.fails = "UID STORE"
    with pytest.raises(Exception, match="not today"):
        fetch()
    assert (len(server.unseen()), InboundMail.objects.count()) == (1, 1)
    server.fails = ""

    assert fetch() == 0

    assert (server.unseen(), InboundMail.objects.count()) == ([], 1)


def test_what_cannot_be_kept_stays_in_the_mailbox(server: ImapServer, monkeypatch: Any) -> None:
    server.put(mail())

    def away(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(mailbox, "keep", away)
    with pytest.raises(ZeroDivisionError):
        fetch()

    assert len(server.unseen()) == 1


def test_reading_a_mail_does_not_mark_it(server: ImapServer) -> None:
    server.put(mail())
    server.fails = "UID FETCH"

    with pytest.raises(MailboxFetchError):
        fetch()

    assert len(server.unseen()) == 1


def test_of_a_mail_that_is_too_big_only_the_head_is_kept_and_its_sender_told(
    cast: Cast, server: ImapServer
) -> None:
    scene = make_scene(cast)
    server.put(plain(scene.address, "x" * 1024 * 1024))

    fetch()
    work_off_due()

    kept = InboundMail.objects.get()
    assert (kept.reason, len(kept.raw) < 1000, kept.size > 1024 * 1024) == (
        Reason.TOO_BIG,
        True,
        True,
    )
    assert kept.answer is not None
    assert "te groot" in kept.answer.text


def test_a_wrong_password_is_an_error_of_the_task(server: ImapServer, settings: Any) -> None:
    settings.INBOUND_MAILBOX["password"] = "wrong"

    with pytest.raises(MailboxLoginError):
        fetch()
