"""An answer by mail becomes a post: once, as its writer, by the rights of that moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as outbox
from django.test import override_settings

from audit.models import Entry
from core import clock
from discussion.models import EventKind, Post, Thread, ThreadEvent
from notifications import tasks
from notifications.inbound import registry
from notifications.inbound.keeping import keep
from notifications.inbound.offers import revoke_all
from notifications.inbound.tasks import forget_old, work_off_due
from notifications.inbound.working import STUCK, work_off
from notifications.models import (
    DeadAddress,
    Delivery,
    InboundMail,
    InboundState,
    Notice,
    Reason,
    ReplyAddress,
    Way,
    Wording,
)
from people.levels import Level
from people.models import Membership, Person
from people.queries import forget
from tests.factories.discussion import command, post, thread_in
from tests.notifications.answering import DOMAIN, Scene, at_once, make_scene, plain, quoting
from tests.people import Cast

Arrange = Callable[[Cast, Scene], None]
OWN = "De bakkers, denk ik."


@pytest.fixture(autouse=True)
def answers_by_mail(settings) -> None:  # pytest-django's fixture
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def back() -> list[str]:
    """The mails that go back, after all that waits was sent."""
    before = len(outbox.outbox)
    tasks.send_due()
    return [letter.body for letter in outbox.outbox[before:] if "niet geplaatst" in letter.subject]


# ------------------------------------------------------------------ the mail that is answered


def test_the_mail_says_how_to_answer_it(scene: Scene) -> None:
    letter = outbox.outbox[-1]

    assert letter.body.startswith("## Antwoord boven deze regel ##\n")
    assert "## Antwoord boven deze regel ##" in letter.alternatives[0][0]
    assert letter.extra_headers["Reply-To"] == scene.address
    root = f"<discussion.thread.{scene.thread.pk}@localhost>"
    assert letter.extra_headers["References"] == letter.extra_headers["In-Reply-To"] == root
    assert letter.subject == "Gesprek: Wie is de late aanhaker?"


def test_all_mail_about_one_conversation_hangs_together(cast: Cast, scene: Scene) -> None:
    Notice.objects.update(read_at=clock.now())
    post(scene.thread, cast.chris, "En nog iets.")
    tasks.send_due()

    one, two = (letter for letter in outbox.outbox if letter.to == ["rob@test.example"])

    assert (one.subject, one.extra_headers["References"]) == (
        two.subject,
        two.extra_headers["References"],
    )
    assert one.extra_headers["Reply-To"] != two.extra_headers["Reply-To"]


def test_without_an_address_for_answers_a_mail_offers_none(cast: Cast, settings: Any) -> None:
    settings.REPLY_ADDRESS = ""
    at_once(cast.rob)
    post(thread_in(cast), cast.chris)

    tasks.send_due()

    letter = outbox.outbox[-1]
    assert "Reply-To" not in letter.extra_headers
    assert "boven deze regel" not in letter.body
    assert ReplyAddress.objects.count() == 0


def test_a_letter_in_a_facilitators_words_is_answered_too(cast: Cast) -> None:
    Wording.objects.create(
        kind="discussion.post",
        language="nl",
        subject="Nieuws",
        body="Lees dit eens.",
        html="<p>Lees dit eens.</p>",
        number=1,
        written_by=cast.chris,
    )
    make_scene(cast)

    letter = outbox.outbox[-1]
    assert letter.body.startswith("## Antwoord boven deze regel ##\n")
    assert "## Antwoord boven deze regel ##" in letter.alternatives[0][0]


def test_who_may_only_read_is_offered_no_answer(cast: Cast) -> None:
    thread = thread_in(cast)
    post(thread, cast.rob, "Dag @Olga")
    command(thread, cast.chris, "resolve", outcome="Klaar.")
    Thread.objects.filter(pk=thread.pk).update(state="closed", resolution="", outcome="")
    Thread.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by=None)

    tasks.send_due()

    assert [letter for letter in outbox.outbox if "Reply-To" in letter.extra_headers] == []
    assert all("boven deze regel" not in letter.body for letter in outbox.outbox)


def test_a_mail_that_is_sent_again_after_a_crash_has_the_same_address(
    cast: Cast, scene: Scene
) -> None:
    Delivery.objects.update(
        state="sending", sent_at=None, next_try_at=clock.now() - STUCK * 2, turn=None
    )

    tasks.send_due()

    assert outbox.outbox[-1].extra_headers["Reply-To"] == scene.address
    assert ReplyAddress.objects.filter(delivery=scene.delivery).count() == 1


def test_the_database_keeps_no_token(scene: Scene) -> None:
    address = ReplyAddress.objects.get(delivery=scene.delivery)

    assert scene.token not in (address.token_hash, str(address.pk))
    assert len(address.token_hash) == 64


# ------------------------------------------------------------------ the answer


def test_an_answer_by_mail_is_a_post_of_its_writer_under_the_post_that_it_answers(
    cast: Cast, scene: Scene
) -> None:
    came = scene.arrives(scene.written("De bakkers, denk ik.\n\nIk vraag het ze."))

    made = Post.objects.get(thread=scene.thread, author=cast.rob)
    assert made.body_md == "De bakkers, denk ik.\n\nIk vraag het ze."
    assert (made.reply_to_id, made.language) == (scene.asked.pk, "nl")
    assert came.state == InboundState.POSTED
    assert came.place == f"/threads/{scene.thread.pk}?around={made.seq}#post-{made.seq}"
    assert Entry.objects.get(verb="discussion.create", target_id=str(made.pk)).how == "mail"


def test_readers_get_the_post_live_as_any_other(cast: Cast, scene: Scene) -> None:
    scene.arrives(scene.written(OWN))

    event = ThreadEvent.objects.get(thread=scene.thread, actor=cast.rob)
    scene.thread.refresh_from_db()
    assert (event.kind, event.seq, scene.thread.head_seq) == (EventKind.CREATE, 2, 2)
    assert event.payload["body_md"] == OWN
    assert Notice.objects.filter(person=cast.chris, kind="discussion.post").count() == 1


def test_the_language_of_the_answer_is_guessed_from_it(scene: Scene) -> None:
    scene.arrives(
        scene.written("We will ask the bakers, and they are not the only ones for whom this is.")
    )

    assert Post.objects.latest("seq").language == "en"


def test_the_token_survives_a_mail_server_that_changes_its_capitals(scene: Scene) -> None:
    came = scene.arrives(plain(scene.address.upper(), quoting(OWN)))

    assert came.state == InboundState.POSTED


def test_an_answer_from_a_second_confirmed_address_is_posted(cast: Cast, scene: Scene) -> None:
    EmailAddress.objects.create(user=cast.rob, email="rob@home.example", verified=True)

    came = scene.arrives(scene.written(OWN, From="Rob <Rob@Home.example>"))

    assert (came.state, scene.posts()) == (InboundState.POSTED, [OWN])


def test_when_the_post_was_deleted_the_answer_stands_by_itself(cast: Cast, scene: Scene) -> None:
    command(scene.thread, cast.chris, "delete", post=scene.asked.pk)

    scene.arrives(scene.written(OWN))

    assert Post.objects.get(author=cast.rob).reply_to is None


def test_a_mail_of_many_forms_is_posted(cast: Cast, scene: Scene) -> None:
    for name in ("gmail_web_nl", "outlook_desktop_nl", "iphone_nl", "thunderbird_inline_nl"):
        assert scene.arrives(scene.file(name)).state == InboundState.POSTED, name

    assert len(scene.posts()) == 4


def test_html_of_a_mail_is_harmless_on_the_page(cast: Cast, scene: Scene) -> None:
    scene.arrives(scene.file("html_only_hostile"))

    shown = Post.objects.get(author=cast.rob).body_html
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in shown


def test_attachments_are_not_taken_and_the_writer_is_told(cast: Cast, scene: Scene) -> None:
    came = scene.arrives(scene.file("outlook_attachment_nl"))
    tasks.send_due()

    assert (came.state, came.files) == (InboundState.POSTED, ["bakkers & cafés.pdf"])
    letter = outbox.outbox[-1]
    assert (letter.to, letter.subject) == (
        ["rob@test.example"],
        "Je antwoord is geplaatst, zonder de bijlagen",
    )
    assert "- bakkers & cafés.pdf" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-replied"


# ------------------------------------------------------------------ once


def test_the_same_mail_twice_is_one_post(scene: Scene) -> None:
    first = scene.arrives(scene.written(OWN))
    again = scene.arrives(b"Received: from elsewhere\r\n" + scene.written(OWN))

    assert (first, InboundMail.objects.count(), scene.posts()) == (again, 1, [OWN])


def test_a_mail_without_an_id_is_told_by_what_it_says(scene: Scene) -> None:
    scene.arrives(scene.written(OWN, Message_ID=""))
    scene.arrives(b"Received: from elsewhere\r\n" + scene.written(OWN, Message_ID=""))
    scene.arrives(scene.written("Iets anders.", Message_ID=""))

    assert scene.posts() == [OWN, "Iets anders."]


def test_the_same_id_to_another_address_is_another_mail(cast: Cast, scene: Scene) -> None:
    """Nobody who knows an id can be first with it, and so keep an answer out."""
    stranger = plain(f"reply+{'b' * 26}@{DOMAIN}", OWN, From="x@y.example")
    scene.arrives(stranger)

    assert scene.arrives(scene.written(OWN)).state == InboundState.POSTED


class _Dies(registry.Answerable):
    """The post is made, and then the machine stops."""

    def __init__(self, real: registry.Answerable) -> None:
        self.real = real

    def may_answer(self, asked):  # as it came
        return self.real.may_answer(asked)

    def titles(self, subject_ids):  # as it came
        return self.real.titles(subject_ids)

    def post(self, **words) -> str:  # as it came
        self.real.post(**words)
        raise SystemExit


def test_a_worker_that_dies_after_the_post_doubles_nothing(cast: Cast, scene: Scene) -> None:
    real = registry.get("discussion.thread")
    registry.register("discussion.thread", _Dies(real))
    try:
        with pytest.raises(SystemExit):
            scene.arrives(scene.written(OWN))
    finally:
        registry.register("discussion.thread", real)
    # Meanwhile the post that was answered is gone, so that the command would read otherwise.
    command(scene.thread, cast.chris, "delete", post=scene.asked.pk)
    left = InboundMail.objects.get()
    assert (left.state, work_off_due()) == (InboundState.WORKING, 0)

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        work_off_due()
        work_off_due()

    left.refresh_from_db()
    assert (left.state, scene.posts()) == (InboundState.POSTED, [OWN])
    assert left.place.endswith("#post-2")


def test_a_worker_that_dies_before_the_post_loses_nothing(scene: Scene) -> None:
    InboundMail.objects.all().delete()
    kept, _new = keep(scene.written(OWN), Way.WEBHOOK)
    InboundMail.objects.update(state=InboundState.WORKING, next_try_at=clock.now(), attempts=1)
    assert work_off(kept.pk) is None

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        work_off_due()

    assert scene.posts() == [OWN]


def test_a_mail_that_kills_every_worker_is_given_up_and_its_writer_told(
    cast: Cast, scene: Scene
) -> None:
    kept, _new = keep(scene.written(OWN), Way.WEBHOOK)
    InboundMail.objects.update(attempts=6)

    assert work_off(kept.pk) == InboundState.FAILED
    assert len(back()) == 1


def test_an_error_here_is_tried_again_and_in_the_end_told(scene: Scene) -> None:
    real = registry.get("discussion.thread")

    class Broken(_Dies):
        def post(self, **words: Any) -> str:
            raise ZeroDivisionError

    registry.register("discussion.thread", Broken(real))
    moment = clock.now()
    try:
        came = scene.arrives(scene.written(OWN))
        for _attempt in range(6):
            moment += timedelta(hours=9)
            with clock.frozen(moment):
                work_off_due()
    finally:
        registry.register("discussion.thread", real)

    came.refresh_from_db()
    assert (came.state, came.reason) == (InboundState.FAILED, Reason.ERROR)
    assert (came.error, came.attempts) == ("ZeroDivisionError", 6)
    with clock.frozen(moment):
        [letter] = back()
    assert OWN in letter


def test_who_mails_too_fast_is_posted_later(cast: Cast, scene: Scene, monkeypatch: Any) -> None:
    monkeypatch.setattr("discussion.actions.commands.A_MINUTE", 0)
    came = scene.arrives(scene.written(OWN))
    assert (came.state, came.error) == (InboundState.TODO, "Later")
    monkeypatch.undo()

    with clock.frozen(clock.now() + timedelta(minutes=2)):
        work_off_due()

    assert scene.posts() == [OWN]


# ------------------------------------------------------------------ refusals


def _ends(cast: Cast, _scene: Scene) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(person=cast.rob).update(until_date=yesterday)
    forget(cast.rob)


def _closes(_cast: Cast, scene: Scene) -> None:
    Thread.objects.filter(pk=scene.thread.pk).update(state="closed")


def _expires(_cast: Cast, _scene: Scene) -> None:
    ReplyAddress.objects.update(
        created_at=clock.now() - timedelta(days=61), expires_at=clock.now() - timedelta(days=1)
    )


def _revokes(cast: Cast, _scene: Scene) -> None:
    revoke_all(person=cast.rob, by=cast.rob)


def _leaves(cast: Cast, _scene: Scene) -> None:
    Person.objects.filter(pk=cast.rob.pk).update(is_active=False)


def _hides(_cast: Cast, scene: Scene) -> None:
    Thread.objects.filter(pk=scene.thread.pk).update(lane="backstage", level=Level.REGION)


REFUSALS: list[tuple[str, Arrange, Reason, str]] = [
    ("the membership ended", _ends, Reason.NOT_ALLOWED, "Dit bestaat niet"),
    ("the thread was closed", _closes, Reason.NOT_ALLOWED, "Dit gesprek is gesloten"),
    ("the thread went backstage", _hides, Reason.NOT_ALLOWED, "Dit bestaat niet"),
    ("the address expired", _expires, Reason.EXPIRED, "te oud om nog per mail"),
    ("the address was withdrawn", _revokes, Reason.REVOKED, "is ingetrokken"),
    ("the account was closed", _leaves, Reason.AWAY, "Je account is gesloten"),
]


@pytest.mark.parametrize(
    ("arrange", "reason", "sentence"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_what_is_refused_goes_back_with_the_reason_and_the_own_words(
    cast: Cast, scene: Scene, arrange: Arrange, reason: Reason, sentence: str
) -> None:
    arrange(cast, scene)

    came = scene.arrives(scene.written(OWN))

    assert (came.state, came.reason, scene.posts()) == (InboundState.REFUSED, reason, [])
    assert came.body == OWN  # kept, for the writer's own page
    [letter] = back()
    assert sentence in letter
    assert OWN in letter
    headers = outbox.outbox[-1].extra_headers
    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["In-Reply-To"] == "<answer-1@test.example>"
    assert outbox.outbox[-1].to == ["rob@test.example"]


def test_who_got_the_mail_forwarded_cannot_answer_it_and_is_told_why(
    cast: Cast, scene: Scene
) -> None:
    came = scene.arrives(scene.written(OWN, From="Mia <mia@test.example>"))

    assert (came.state, came.reason, scene.posts()) == (InboundState.REFUSED, Reason.SENDER, [])
    assert (came.person, came.body) == (None, "")
    [letter] = back()
    assert outbox.outbox[-1].to == ["mia@test.example"]
    assert "vanaf een adres dat niet hoort bij" in letter
    assert OWN in letter
    assert "Rob" not in letter
    assert scene.thread.title not in letter


def test_an_address_that_is_not_confirmed_counts_for_nothing(cast: Cast, scene: Scene) -> None:
    EmailAddress.objects.create(user=cast.rob, email="evil@test.example", verified=False)
    came = scene.arrives(scene.written(OWN, From="evil@test.example"))

    assert came.reason == Reason.SENDER


def test_a_log_in_address_that_was_not_confirmed_counts_for_nothing(
    cast: Cast, scene: Scene
) -> None:
    EmailAddress.objects.create(user=cast.rob, email=cast.rob.email, verified=False)
    came = scene.arrives(scene.written(OWN))

    assert came.reason == Reason.SENDER


def test_a_mail_with_two_senders_is_nobodys(scene: Scene) -> None:
    came = scene.arrives(scene.written(OWN, From="rob@test.example, chris@test.example"))

    assert (came.state, scene.posts(), back()) == (InboundState.IGNORED, [], [])


def test_a_mail_without_own_words_is_refused(scene: Scene) -> None:
    came = scene.arrives(scene.file("empty_reply"))

    assert came.reason == Reason.EMPTY
    [letter] = back()
    assert "geen eigen tekst" in letter
    assert "Dag Rob," in letter


def test_a_text_over_20_000_characters_goes_back_whole(scene: Scene) -> None:
    exact, more = "a" * 20_000, "b" * 20_001

    assert scene.arrives(scene.written(exact)).state == InboundState.POSTED
    came = scene.arrives(scene.written(more, Message_ID="<long@test.example>"))

    assert came.reason == Reason.TOO_LONG
    [letter] = back()
    assert more in letter


def test_mail_to_no_address_of_ours_is_told_only_to_who_is_known(cast: Cast, scene: Scene) -> None:
    to = f"reply+{'b' * 26}@{DOMAIN}"
    stranger = scene.arrives(plain(to, OWN, From="x@elsewhere.example"))
    assert (stranger.reason, back()) == (Reason.UNKNOWN, [])

    known = scene.arrives(plain(to, OWN, Message_ID="<other@test.example>"))

    assert known.reason == Reason.UNKNOWN
    assert len(back()) == 1


def test_mail_back_is_limited_an_address(scene: Scene) -> None:
    for number in range(12):
        scene.arrives(
            scene.written(OWN, From="mia@test.example", Message_ID=f"<{number}@test.example>")
        )

    assert len(back()) == 10


@pytest.mark.parametrize(
    "name",
    [
        "exchange_automatic_nl",
        "exchange_automatic_en",
        "gmail_vacation",
        "absence_by_subject",
        "read_receipt",
        "calendar_reply",
        "dsn_of_another",
    ],
)
def test_a_machine_is_neither_posted_nor_answered(scene: Scene, name: str) -> None:
    came = scene.arrives(scene.file(name))

    assert (came.state, scene.posts(), back()) == (InboundState.IGNORED, [], [])


def test_mail_of_our_own_makes_no_loop(scene: Scene) -> None:
    for number, sender in enumerate(["klankbord@localhost", f"reply@{DOMAIN}", scene.address]):
        came = scene.arrives(scene.written(OWN, From=sender, Message_ID=f"<{number}@test.example>"))
        assert (came.state, came.reason) == (InboundState.IGNORED, Reason.LOOP)

    assert back() == []


def test_what_we_send_back_is_itself_left_alone_when_it_comes_in(cast: Cast, scene: Scene) -> None:
    scene.arrives(scene.file("empty_reply"))
    back()

    came = scene.arrives(outbox.outbox[-1].message().as_bytes())

    assert came.state == InboundState.IGNORED


@pytest.mark.parametrize(
    ("name", "permanent"), [("dsn_postfix_permanent", True), ("dsn_postfix_delayed", False)]
)
def test_a_report_of_a_bounce_is_noted_with_the_mail(
    scene: Scene, name: str, permanent: bool
) -> None:
    came = scene.arrives(scene.file(name))

    scene.delivery.refresh_from_db()
    assert (came.state, scene.delivery.state) == (InboundState.BOUNCE, "bounced")
    assert DeadAddress.objects.filter(address="rob@test.example").exists() is permanent
    assert back() == []


# ------------------------------------------------------------------ whether the sender is real

PASS = "mx.klankbord.example; dkim=pass header.d=test.example; dmarc=pass"
FAIL = "mx.klankbord.example; dkim=fail; spf=softfail; dmarc=fail (p=none)"


@override_settings(INBOUND_AUTH_SERVER="mx.klankbord.example")
@pytest.mark.parametrize(
    ("verdict", "posted"),
    [
        (PASS, True),
        ("mx.klankbord.example; spf=pass smtp.mailfrom=test.example", True),
        (FAIL, False),
        ("mx.klankbord.example; none", False),
        ("mx.evil.example; dmarc=pass", False),
        ("", False),
    ],
)
def test_where_our_mail_server_is_named_its_verdict_counts(
    scene: Scene, verdict: str, posted: bool
) -> None:
    came = scene.arrives(scene.written(OWN, Authentication_Results=verdict))

    assert (came.state == InboundState.POSTED) is posted
    assert came.reason == ("" if posted else Reason.FORGED)


@override_settings(INBOUND_AUTH_SERVER="mx.klankbord.example")
def test_a_verdict_that_the_sender_wrote_below_it_counts_for_nothing(scene: Scene) -> None:
    mail = f"Authentication-Results: {FAIL}\r\n".encode() + scene.written(
        OWN, Authentication_Results=PASS
    )

    assert scene.arrives(mail).reason == Reason.FORGED


# ------------------------------------------------------------------ later


def test_what_is_old_is_emptied_and_stays_known(scene: Scene) -> None:
    came = scene.arrives(scene.written(OWN))
    assert forget_old() == 0

    with clock.frozen(clock.now() + timedelta(days=31)):
        assert (forget_old(), forget_old()) == (1, 0)

    came.refresh_from_db()
    assert (bytes(came.raw), came.left_out, came.body) == (b"", "", OWN)
    assert (scene.arrives(scene.written(OWN)), scene.posts()) == (came, [OWN])
