"""The buttons of a calendar program: yes, no and maybe reach the sitting, once, as the person's own."""

import time
from datetime import timedelta

import icalendar
import pytest
from allauth.account.models import EmailAddress
from django.core import mail as outbox
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar.timezone import tzp

from audit.models import Entry
from core import clock
from notifications import tasks
from notifications.inbound.offers import revoke_all
from notifications.inbound.reading.invitation import CalendarAnswer, answer_in
from notifications.inbound.tasks import fetch, work_off_due
from notifications.models import (
    Delivery,
    InboundMail,
    InboundState,
    Notice,
    Reason,
    ReplyAddress,
    Way,
)
from people.models import Person
from sessions.actions.attendance import answer_invitation
from sessions.actions.calendar import tell_calendars
from sessions.models import Attendance, CalendarInvite
from tests.notifications.imap_server import ImapServer
from tests.sessions_app.calendar_answers import DOMAIN, MAILS, Invited, back, make_invited
from tests.sessions_app.test_calendar_feed import seat
from tests.sessions_app.test_calendar_mail import change

FILES = {
    "gmail_yes": "coming",
    "gmail_maybe_with_words": "invited",
    "outlook_yes": "coming",
    "outlook_no_with_words": "regret",
    "apple_maybe": "invited",
    "icloud_no": "regret",
}
PROPOSALS = {"gmail_other_time", "outlook_other_time"}
SECRET = "a secret of this test alone, and long enough"


@pytest.fixture(autouse=True)
def answers_by_mail(settings) -> None:  # pytest-django's fixture
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"
    settings.BASE_URL = f"https://{DOMAIN}"
    settings.INBOUND_SECRET = SECRET


@pytest.fixture
def invited(cast, scene) -> Invited:
    return make_invited(scene)


# ------------------------------------------------------------------ the mail that asks


def sent():
    """The calendar part of the last mail, as it left."""
    return icalendar.Calendar.from_ical(outbox.outbox[-1].alternatives[0][0])


def test_the_organiser_is_an_address_of_this_person_and_this_sitting(cast, scene):
    sitting = seat(scene, cast.rob, cast.ada)
    tell_calendars(sitting=sitting)
    tasks.send_due()

    addresses = [letter.extra_headers["Reply-To"] for letter in outbox.outbox[-2:]]
    event = sent().events[0]
    assert len(set(addresses)) == 2
    assert str(event["ORGANIZER"]) == f"mailto:{addresses[1]}"
    assert event["ORGANIZER"].params["CN"] == "Chris"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert addresses[1].startswith("reply+")
    assert "met de knoppen van je agenda" in outbox.outbox[-1].body


def test_a_change_comes_from_the_same_organiser(cast, invited):
    later = invited.sitting.starts_at + timedelta(days=1)
    change(invited.sitting, starts_at=later, ends_at=later + timedelta(hours=1))
    tell_calendars(sitting=invited.sitting)
    back()

    assert str(sent().events[0]["ORGANIZER"]) == f"mailto:{invited.address}"
    assert ReplyAddress.objects.count() == 1


def test_the_file_that_leaves_is_the_one_that_waited_but_for_the_organiser(invited):
    waiting = Delivery.objects.exclude(calendar="").get().calendar.replace("\r\n ", "")
    left = outbox.outbox[-1].alternatives[0][0].replace("\r\n ", "")

    assert left == waiting.replace(f"mailto:reply@{DOMAIN}", f"mailto:{invited.address}")


def test_the_database_keeps_no_token_of_an_invitation(invited):
    rows = [*Delivery.objects.values(), *ReplyAddress.objects.values()]

    assert [row for row in rows if invited.token in str(row)] == []


def test_without_an_address_for_answers_the_calendar_is_asked_for_none(cast, scene, settings):
    settings.REPLY_ADDRESS = ""
    settings.DEFAULT_FROM_EMAIL = "Klankbord <klankbord@test.example>"
    tell_calendars(sitting=seat(scene, cast.rob))
    back()

    event = sent().events[0]
    assert str(event["ORGANIZER"]) == "mailto:klankbord@test.example"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert ReplyAddress.objects.count() == 0
    assert "bereikt ons niet" in outbox.outbox[-1].body


def test_a_calendar_that_knows_another_organiser_keeps_it(cast, scene, settings):
    settings.REPLY_ADDRESS = ""
    sitting = seat(scene, cast.rob)
    tell_calendars(sitting=sitting)
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"

    change(sitting, place="Zwolle")
    tell_calendars(sitting=sitting)
    back()

    assert "reply" not in str(sent().events[0]["ORGANIZER"])


# ------------------------------------------------------------------ the answer


def test_every_file_is_tried():
    assert {path.stem for path in MAILS.glob("*.eml")} == FILES.keys() | PROPOSALS


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_answer_of_each_program_is_noted(invited, name):
    came = invited.arrives(invited.file(name))

    assert (came.state, invited.row.state) == (InboundState.NOTED, FILES[name])
    assert invited.row.answered_at == clock.amsterdam(2017, 6, 12, 9, 55)
    assert (came.place, came.person.name) == ("/rounds/sittings/4711/", "Rob")
    entry = Entry.objects.get(verb="sitting.answered")
    assert (entry.how, entry.actor_id) == ("mail", invited.row.person_id)


@pytest.mark.parametrize("name", sorted(FILES))
def test_answers_come_by_the_webhook(invited, name):
    sent = Client().post(
        "/mail/inbound/", invited.file(name), content_type="message/rfc822",
        headers={"X-Inbound-Secret": SECRET},
    )  # fmt: skip
    work_off_due()

    assert (sent.status_code, invited.row.state) == (202, FILES[name])
    assert InboundMail.objects.get().way == Way.WEBHOOK


@pytest.mark.parametrize("name", sorted(FILES))
def test_answers_come_by_the_mailbox(invited, settings, name):
    with ImapServer() as server:
        settings.INBOUND_MAILBOX = {
            "secure": False, "host": "127.0.0.1", "port": server.port, "user": server.user,
            "password": server.password, "folder": "INBOX", "done": "",
        }  # fmt: skip
        server.put(invited.file(name))
        fetch()
    work_off_due()

    assert (InboundMail.objects.get().way, invited.row.state) == (Way.MAILBOX, FILES[name])


def test_the_same_mail_by_two_doors_is_one_answer(invited):
    raw = invited.file("gmail_yes")
    invited.arrives(raw)
    invited.arrives(b"X-Way: another\r\n" + raw, Way.MAILBOX)

    assert InboundMail.objects.count() == 1
    assert Entry.objects.filter(verb="sitting.answered").count() == 1


def test_facilitators_hear_of_a_regret_as_from_the_page(cast, invited):
    invited.arrives(invited.file("icloud_no"))

    told = Notice.objects.get(kind="sessions.sitting-regret")
    assert (told.person, told.context["person"]) == (cast.chris, "Rob")


def test_maybe_takes_a_yes_back_and_is_seen_on_the_page(cast, invited, login):
    invited.arrives(invited.written("ACCEPTED"))
    invited.arrives(invited.written("TENTATIVE", ID="two"))

    page = login(cast.rob).get("/rounds/sittings/4711/").content.decode()
    assert invited.row.state == "invited"
    assert "Je weet het nog niet" in page


def test_a_note_of_the_page_stays(cast, invited):
    with clock.frozen(clock.now() - timedelta(hours=1)):
        answer_invitation(sitting=invited.sitting, by=cast.rob, comes=False, note="By train")

    invited.arrives(invited.written("ACCEPTED"))

    assert (invited.row.state, invited.row.note) == ("coming", "By train")


def test_words_with_it_are_given_back_and_shown_to_nobody(invited):
    came = invited.arrives(invited.file("outlook_no_with_words"))

    assert (invited.row.state, invited.row.note) == ("regret", "")
    assert came.body == "Ik ben die dag in Milaan."
    [letter] = back()
    assert "Ik ben die dag in Milaan." in letter
    assert f"https://{DOMAIN}/rounds/sittings/4711/" in letter


def test_an_answer_without_words_is_not_answered(invited):
    invited.arrives(invited.file("gmail_yes"))

    assert back() == []


def test_an_answer_from_a_second_confirmed_address_is_noted(cast, invited):
    EmailAddress.objects.create(user=cast.rob, email="rob@home.example", verified=True)

    invited.arrives(invited.written(FROM="rob@home.example", WHO="rob@home.example"))

    assert invited.row.state == "coming"


def test_of_several_who_are_named_the_own_answer_counts(invited):
    raw = invited.written("DECLINED", WHO="rob@test.example")
    other = b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:mia@test.example\r\nEND:VEVENT"

    invited.arrives(raw.replace(b"END:VEVENT", other))

    assert invited.row.state == "regret"


# ------------------------------------------------------------------ in what order


def test_an_answer_to_an_older_invitation_is_not_noted_and_the_sentence_says_so(invited):
    later = invited.sitting.starts_at + timedelta(days=1)
    change(invited.sitting, starts_at=later, ends_at=later + timedelta(hours=1))
    tell_calendars(sitting=invited.sitting)
    back()

    came = invited.arrives(invited.file("gmail_yes"))

    assert (came.reason, invited.row.state) == (Reason.OUTDATED, "invited")
    [letter] = back()
    assert "De sessie is veranderd na de uitnodiging waarop je agenda antwoordde." in letter
    invited.arrives(invited.written(SEQUENCE="1"))
    assert invited.row.state == "coming"


def test_an_answer_that_was_long_on_its_way_undoes_no_newer_one(cast, invited):
    invited.arrives(invited.written("DECLINED", ID="second", DTSTAMP="20170612T075501Z"))
    late = invited.arrives(invited.written("ACCEPTED", ID="first", DTSTAMP="20170612T075500Z"))

    assert (late.reason, invited.row.state) == (Reason.OUTDATED, "regret")
    answer_invitation(sitting=invited.sitting, by=cast.rob, comes=True)
    assert invited.arrives(invited.written("DECLINED", ID="third")).reason == Reason.OUTDATED
    assert invited.row.state == "coming"


def test_a_clock_that_runs_ahead_keeps_nobody_from_a_newer_answer(invited):
    invited.arrives(invited.written("ACCEPTED", DTSTAMP="20990101T000000Z"))
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        invited.arrives(invited.written("DECLINED", ID="two", DTSTAMP="20170612T080100Z"))

    assert invited.row.state == "regret"


def test_who_was_seen_in_the_room_stays_there(invited):
    Attendance.objects.update(state="present")

    came = invited.arrives(invited.file("icloud_no"))

    assert (came.state, invited.row.state) == (InboundState.REFUSED, "present")


# ------------------------------------------------------------------ refusals


def refused(invited, raw):
    """Why it is refused, when nothing was noted; and what goes back."""
    came = invited.arrives(raw)
    assert came.state == InboundState.REFUSED
    assert invited.row.state == "invited"
    assert invited.row.answered_at is None
    return came.reason, back()


@pytest.mark.parametrize("name", sorted(PROPOSALS))
def test_another_time_is_proposed_on_the_page(invited, name):
    reason, [letter] = refused(invited, invited.file(name))

    assert reason == Reason.PROPOSAL
    assert "Stel op de pagina een andere tijd voor:" in letter
    assert f"https://{DOMAIN}/rounds/sittings/4711/" in letter


def test_who_got_the_invitation_forwarded_does_not_answer_it(cast, invited):
    reason, [letter] = refused(invited, invited.written(FROM=cast.mia.email, WHO=cast.mia.email))

    assert reason == Reason.SENDER
    assert outbox.outbox[-1].to == [cast.mia.email]
    assert "Rob" not in letter
    assert "South" not in letter


def test_a_stranger_with_a_token_of_his_own_making_is_told_nothing(invited):
    raw = invited.written(FROM="x@elsewhere.example").replace(invited.token.encode(), b"b" * 26)

    assert refused(invited, raw) == (Reason.UNKNOWN, [])


def test_a_known_person_with_a_wrong_token_is_told(invited):
    raw = invited.written().replace(invited.token.encode(), b"b" * 26)

    reason, [letter] = refused(invited, raw)

    assert (reason, "Antwoord op de pagina" in letter) == (Reason.UNKNOWN, True)


def test_the_token_of_one_sitting_answers_no_other(cast, scene, invited):
    other = seat(scene, cast.rob)
    raw = invited.written(UID=f"sitting-{other.pk}@{DOMAIN}")

    assert refused(invited, raw)[0] == Reason.UNKNOWN
    assert Attendance.objects.get(sitting=other).state == "invited"


def test_a_sender_whom_the_mail_server_does_not_know_is_refused(invited, settings):
    settings.INBOUND_AUTH_SERVER = "mx.klankbord.example"

    assert refused(invited, invited.written())[0] == Reason.FORGED


@pytest.mark.parametrize(
    ("arrange", "reason"),
    [
        (lambda cast, invited: revoke_all(person=cast.rob, by=cast.rob), Reason.REVOKED),
        (
            lambda cast, invited: ReplyAddress.objects.update(
                created_at=clock.now() - timedelta(days=3),
                expires_at=clock.now() - timedelta(days=1),
            ),
            Reason.EXPIRED,
        ),
        (
            lambda cast, invited: Person.objects.filter(pk=cast.rob.pk).update(is_active=False),
            Reason.AWAY,
        ),
        (
            lambda cast, invited: change(
                invited.sitting, state="cancelled", cancelled_at=clock.now()
            ),
            Reason.NOT_ALLOWED,
        ),
    ],
)
def test_what_no_longer_counts_is_refused_with_its_reason(cast, invited, arrange, reason):
    arrange(cast, invited)

    said, letters = refused(invited, invited.written())

    assert (said, len(letters)) == (reason, 1)


def test_who_is_no_longer_invited_is_told_so(cast, invited):
    Attendance.objects.update(state="withdrawn")

    came = invited.arrives(invited.written())

    assert (came.reason, invited.row.state) == (Reason.NOT_ALLOWED, "withdrawn")


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "DELEGATED", "X-PERHAPS"])
def test_neither_yes_nor_no_nor_maybe_is_refused(invited, partstat):
    assert refused(invited, invited.written(partstat))[0] == Reason.UNCLEAR


def test_words_to_the_address_of_an_invitation_come_back(invited):
    raw = (
        f"From: rob@test.example\r\nTo: {invited.address}\r\nMessage-ID: <w@test.example>\r\n\r\n"
        "Ik kom tien minuten later."
    ).encode()

    reason, [letter] = refused(invited, raw)

    assert reason == Reason.WORDS
    assert "Ik kom tien minuten later." in letter


def test_an_absence_is_no_answer(invited):
    raw = (
        f"From: rob@test.example\r\nTo: {invited.address}\r\nAuto-Submitted: auto-replied\r\n"
        "Message-ID: <v@test.example>\r\n\r\nIk ben er niet."
    ).encode()

    assert invited.arrives(raw).state == InboundState.IGNORED
    assert back() == []


def test_each_role_answers_only_the_own_invitation(cast, invited):
    for name, person in cast.everybody().items():
        if name != "rob":
            invited.arrives(invited.written(FROM=person.email, WHO=person.email, ID=name))

    assert invited.row.state == "invited"
    assert Entry.objects.filter(verb="sitting.answered").count() == 0


# ------------------------------------------------------------------ the writer's own page


def test_the_writer_reads_what_became_of_it(cast, invited, login):
    invited.arrives(invited.file("outlook_no_with_words"))

    mine = login(cast.rob).get("/mail/mine/").content.decode()

    assert "/rounds/sittings/4711/" in mine
    assert "Ik ben die dag in Milaan." in mine


# ------------------------------------------------------------------ the file of a stranger

HOSTILE = {
    "deep": "BEGIN:VEVENT\r\n" * 20_000,
    "ends": "END:VEVENT\r\n" * 20_000,
    "folds": "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + " x\r\n" * 60_000,
    "quotes": 'BEGIN:VCALENDAR\r\nATTENDEE;CN="' + '"' * 150_000,
    "attendees": "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n" + "ATTENDEE:x\r\n" * 20_000,
    "spaces": "BEGIN:VCALENDAR\r\nATTENDEE" + " \t" * 90_000 + ":x",
    "zones": "BEGIN:VCALENDAR\r\n" + "BEGIN:VTIMEZONE\r\nTZID:x\r\nEND:VTIMEZONE\r\n" * 4000,
    "nothing": "\x00" * 1000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_calendar_file_holds_the_reader_for_long(name):
    began = time.monotonic()
    answer_in([HOSTILE[name] * 20])

    assert time.monotonic() - began < 5


def test_a_zone_of_a_stranger_changes_no_zone_of_ours():
    lie = (
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VTIMEZONE\r\nTZID:X-Lie\r\nBEGIN:STANDARD\r\n"
        "DTSTART:16010101T000000\r\nTZOFFSETFROM:+1100\r\nTZOFFSETTO:+1100\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20170612T075500Z\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )

    found = answer_in([lie])

    assert found == CalendarAnswer("REPLY", "1", at=clock.amsterdam(2017, 6, 12, 9, 55))
    assert tzp.timezone("X-Lie") is None


@given(data=st.binary(max_size=1500))
def test_any_bytes_are_read(data):
    answer_in([data.decode("latin-1")])


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.sampled_from(sorted(FILES)), at=st.integers(0, 4000), broken=st.binary(max_size=30))
def test_a_broken_answer_is_never_an_error(invited, name, at, broken):
    whole = invited.file(name)

    came = invited.arrives(whole[:at] + broken + whole[at + len(broken) :])

    assert came.error == ""
    assert came.state not in (InboundState.TODO, InboundState.WORKING)


def test_every_calendar_invite_counts_one_sequence(cast, invited):
    """What an answer is held against is what that person's calendar was told, and not the sitting's own count."""
    change(invited.sitting)

    invited.arrives(invited.written())

    assert CalendarInvite.objects.get(person=cast.rob).sequence == 0
    assert invited.row.state == "coming"
