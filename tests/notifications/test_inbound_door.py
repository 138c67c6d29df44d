"""The doors by which mail comes in: the webhook, and the pipe of a mail server."""

import io
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import Error, IntegrityError, connection, connections, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from notifications.inbound.keeping import keep
from notifications.inbound.working import work_off
from notifications.models import InboundMail, InboundState, ReplyAddress, Way
from tests.notifications.answering import DOMAIN, MAILS, make_scene, plain
from tests.people import Cast, make_cast

SECRET = "a secret of this test alone, and long enough"
MAIL = plain(f"reply+{'b' * 26}@{DOMAIN}", "Hello", From="x@elsewhere.example")


@pytest.fixture(autouse=True)
def door(settings) -> Iterator[None]:  # pytest-django's fixture
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"
    settings.INBOUND_SECRET = SECRET
    settings.INBOUND_MAX_MB = 1
    return


def send(
    raw: bytes, *, secret: str | None = SECRET, kind: str = "message/rfc822", **more: Any
) -> Any:
    client = Client(enforce_csrf_checks=True, raise_request_exception=True)
    headers = {"X-Inbound-Secret": secret} if secret is not None else {}
    return client.post("/mail/inbound/", raw, content_type=kind, headers=headers | more)


# ------------------------------------------------------------------ the webhook


def test_a_mail_is_kept_as_it_is_and_answered_at_once(db: None) -> None:
    answer = send(MAIL)

    kept = InboundMail.objects.get()
    assert (answer.status_code, answer.json()) == (202, {"id": kept.identity, "new": True})
    assert (bytes(kept.raw), kept.size, kept.way) == (MAIL, len(MAIL), Way.WEBHOOK)
    assert (kept.state, kept.sender) == (InboundState.TODO, "x@elsewhere.example")


def test_the_same_mail_again_is_known(db: None) -> None:
    assert [send(MAIL).status_code, send(MAIL).status_code] == [202, 200]
    assert InboundMail.objects.count() == 1


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET + " ", SECRET[:-1], "é" * 24, "x" * 9000]
)
def test_without_the_secret_nothing_is_kept(db: None, secret: str | None) -> None:
    answer = send(MAIL, secret=secret.encode().decode("latin-1") if secret else secret)

    assert (answer.status_code, InboundMail.objects.count()) == (403, 0)


def test_without_a_secret_there_is_no_such_page(db: None, settings: Any) -> None:
    settings.INBOUND_SECRET = ""

    assert [send(MAIL, secret=secret).status_code for secret in ("", None, "x")] == [404] * 3


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_only_post_is_taken(db: None, method: str) -> None:
    headers = {"X-Inbound-Secret": SECRET}

    assert getattr(Client(), method)("/mail/inbound/", headers=headers).status_code == 405


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b" \r\n\r\n ", "message/rfc822", 400),
        (MAIL, "application/json", 415),
        (MAIL, "", 415),
        (MAIL, "multipart/form-data; boundary=x", 415),
        (MAIL, "application/x-www-form-urlencoded", 415),
        (b"x" * (1024 * 1024 + 1), "message/rfc822", 413),
        (b"x" * (1024 * 1024), "message/rfc822", 202),
    ],
)
def test_what_is_no_mail_is_refused(db: None, raw: bytes, kind: str, status: int) -> None:
    answer = send(raw, kind=kind)

    assert answer.status_code == status
    assert InboundMail.objects.count() == (status == 202)


def test_too_many_at_once_are_asked_to_wait(db: None) -> None:
    mails = [plain("a@b.example", "x", Message_ID=f"<{n}@x.example>") for n in range(61)]
    statuses = [send(mail).status_code for mail in mails]

    assert (statuses.count(202), statuses[-1]) == (60, 429)


def test_who_guesses_the_secret_keeps_nobody_out(db: None) -> None:
    guesses = [send(MAIL, secret=f"guess {number}").status_code for number in range(61)]

    assert (guesses[-1], send(MAIL).status_code) == (429, 202)


BOMBS = {
    "nothing but headers": b"Subject: x\r\n" * 40_000,
    "a long header": b"Subject: " + b"x" * 500_000 + b"\r\n\r\nx",
    "many addresses": b"From: " + b"a@b.example, " * 30_000 + b"\r\n\r\nx",
    "comments in comments": b"From: " + b"(" * 100_000 + b"\r\n\r\nx",
    "quotes": b'From: "' + b'\\"' * 100_000 + b"\r\n\r\nx",
    "encoded words": b"Subject: " + b"=?utf-8?q?=00?= " * 20_000 + b"\r\n\r\nx",
    "a strange charset": b"Subject: =?zlib?b?eJwDAAAAAAE=?=\r\n\r\nx",
    "half characters": b"Subject: =?utf-7?q?+2AA-?=\r\nFrom: =?utf-7?q?+2AA-?= <a@b.example>\r\n\r\nx",
    "NUL": b"From: a\x00@b.example\r\nMessage-ID: <\x00@b>\r\n\r\n\x00\x00",
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(2000)
    ),
    "mails in mails": b"Content-Type: message/rfc822\r\n\r\n" * 5000,
    "many parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\n\r\nx\r\n" * 20_000,
    "bad base64": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 100_000,
    "bad quoted-printable": b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=" * 100_000,
    "a strange transfer": b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\n"
    + b"M" * 999,
    "a strange type": b"Content-Type: text/plain; charset*0*=x''%ff; charset*1=y\r\n\r\nx",
    "no end": b"Content-Type: multipart/alternative; boundary=\r\n\r\n--\r\n--",
    "a report of nothing": b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/delivery-status\r\n\r\n--b--",
    "a report of half": b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/rfc822\r\n\r\n--b--",
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_no_mail_breaks_the_door_or_the_reader(db: None, name: str) -> None:
    raw = BOMBS[name] if b"From:" in BOMBS[name] else b"From: x@y.example\r\n" + BOMBS[name]

    assert send(raw).status_code == 202

    kept = InboundMail.objects.get()
    assert work_off(kept.pk) in (InboundState.REFUSED, InboundState.IGNORED)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(min_size=1, max_size=600),
        st.tuples(
            st.sampled_from(sorted(path.name for path in MAILS.glob("*.eml"))),
            st.integers(0, 4000),
            st.binary(max_size=30),
        ),
    )
)
def test_garbage_is_never_an_error(data) -> None:  # bytes, or a file that is broken
    raw = data
    if isinstance(data, tuple):
        name, at, broken = data
        whole = (MAILS / name).read_bytes()
        raw = whole[:at] + broken + whole[at + len(broken) :]
    kept, _new = keep(raw, Way.WEBHOOK)
    work_off(kept.pk)

    kept.refresh_from_db()
    assert kept.error == ""
    assert kept.state not in (InboundState.TODO, InboundState.WORKING)


# ------------------------------------------------------------------ the pipe


class _Pipe(io.StringIO):
    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(raw)


def pipe(raw: bytes, monkeypatch: Any) -> int:
    monkeypatch.setattr(sys, "stdin", _Pipe(raw))
    try:
        call_command("take_mail", stdout=io.StringIO(), stderr=io.StringIO())
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_mail_server_hands_a_mail_over(db: None, monkeypatch: Any) -> None:
    assert (pipe(MAIL, monkeypatch), pipe(MAIL, monkeypatch)) == (0, 0)

    assert InboundMail.objects.get().way == Way.COMMAND


def test_the_mail_server_gives_back_what_is_no_mail(db: None, monkeypatch: Any) -> None:
    codes = [pipe(b"", monkeypatch), pipe(b"x" * (1024 * 1024 + 1), monkeypatch)]

    assert codes == [os.EX_DATAERR, os.EX_DATAERR]
    assert InboundMail.objects.count() == 0


def test_while_the_database_is_away_the_mail_server_tries_later(db: None, monkeypatch: Any) -> None:
    def away(*_args: object) -> None:
        raise Error

    monkeypatch.setattr("notifications.management.commands.take_mail.keep", away)

    assert pipe(MAIL, monkeypatch) == os.EX_TEMPFAIL


# ------------------------------------------------------------------ what the database refuses


def row(**more: object) -> InboundMail:
    return InboundMail(**{"identity": "1" * 64, "way": Way.WEBHOOK, "size": 1, **more})


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "read"},
        {"way": "pigeon"},
        {"state": "ignored", "reason": "automatic"},  # no moment
        {"done_at": "now"},  # a moment while it waits
        {"state": "refused", "done_at": "now"},  # no reason
        {"state": "refused", "reason": "because", "done_at": "now"},
        {"reason": "empty"},  # a reason while it waits
        {"state": "posted", "done_at": "now"},  # nobody's, nowhere
    ],
)
def test_the_database_refuses_a_mail_that_cannot_be(db: None, fields: dict[str, str]) -> None:
    given_ = {name: clock.now() if value == "now" else value for name, value in fields.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        row(**given_).save()


def test_the_database_keeps_a_mail_once(db: None) -> None:
    row().save()

    with pytest.raises(IntegrityError), transaction.atomic():
        row().save()


def test_the_database_refuses_an_address_that_ended_before_it_began(cast: Cast) -> None:
    make_scene(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyAddress.objects.update(expires_at=clock.now().replace(year=2000))


# ------------------------------------------------------------------ two workers at once

at_once = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in at a time, by its own lock"
)


def both(act):  # what each got
    barrier = Barrier(4)

    def one(_number: int) -> object:
        try:
            barrier.wait(timeout=10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(4)))


@at_once
@pytest.mark.django_db(transaction=True)
def test_a_mail_that_comes_by_four_doors_at_once_is_kept_once() -> None:
    made = both(lambda: keep(MAIL, Way.WEBHOOK)[1])

    assert sorted(made) == [False, False, False, True]
    assert InboundMail.objects.count() == 1


@at_once
@pytest.mark.django_db(transaction=True)
def test_four_workers_at_one_mail_make_one_post() -> None:
    scene = make_scene(make_cast())
    kept, _new = keep(scene.written("Once"), Way.WEBHOOK)

    ended = both(lambda: work_off(kept.pk))

    assert sorted(ended, key=str) == [None, None, None, InboundState.POSTED]
    assert scene.posts() == ["Once"]
