"""Invitations by mail: what calendar programs are told of a sitting, once, and in the right order."""

import email
from datetime import timedelta
from email import policy

import icalendar
import pytest
import vobject
from django.core import mail
from django.db import IntegrityError, transaction

from core import clock
from notifications.models import Delivery
from notifications.sending import send
from people.models import Person
from sessions import tasks
from sessions.actions.attendance import invite
from sessions.actions.calendar import tell_calendars
from sessions.actions.sittings import cancel_sitting
from sessions.models import Attendance, CalendarInvite, InviteState, SittingRole
from tests.sessions_app.test_calendar_feed import feed_of, seat


def change(sitting, **values):
    """Another moment or place, as the sitting's own actions do it."""
    for name, value in values.items():
        setattr(sitting, name, value)
    sitting.revision += 1
    sitting.save()


def told(person=None):
    """Method, sequence and moment of each file that was mailed, in order."""
    rows = Delivery.objects.exclude(calendar="").order_by("pk")
    rows = rows.filter(person=person) if person else rows
    found = []
    for row in rows:
        read = icalendar.Calendar.from_ical(row.calendar)
        event = read.walk("VEVENT")[0]
        found.append((str(read["METHOD"]), int(event["SEQUENCE"]), event["DTSTART"].dt))
    return found


def test_who_is_invited_gets_a_mail_that_asks(cast, scene):
    sitting = seat(scene, cast.ada, cast.wim)

    tell_calendars(sitting=sitting)

    assert {row.person for row in Delivery.objects.exclude(calendar="")} == {cast.ada, cast.wim}
    assert told(cast.ada) == [("REQUEST", 0, sitting.starts_at)]


def test_the_same_is_told_once(cast, scene):
    sitting = seat(scene, cast.ada)

    for _ in range(3):
        tell_calendars(sitting=sitting)

    assert len(told()) == 1


def test_another_moment_is_told_with_a_higher_number_and_the_same_name(cast, scene):
    sitting = seat(scene, cast.ada)
    tell_calendars(sitting=sitting)
    later = sitting.starts_at + timedelta(days=1)

    change(sitting, starts_at=later, ends_at=later + timedelta(hours=1))
    tell_calendars(sitting=sitting)

    assert told(cast.ada)[1:] == [("REQUEST", 1, later)]
    names = {
        str(icalendar.Calendar.from_ical(row.calendar).walk("VEVENT")[0]["UID"])
        for row in Delivery.objects.exclude(calendar="")
    }
    assert len(names) == 1
    assert str(feed_of(cast.ada)[f"sitting-{sitting.pk}"]["UID"]) in names


def test_numbers_never_fall_behind_the_sitting_and_never_repeat(cast, scene):
    sitting = seat(scene, cast.ada)
    tell_calendars(sitting=sitting)

    for place in ("Ede", "Zwolle", "Delft"):
        change(sitting, place=place)
        tell_calendars(sitting=sitting)
        change(sitting)  # counts, and says nothing new
        tell_calendars(sitting=sitting)

    numbers = [number for _method, number, _at in told(cast.ada)]
    assert numbers == [0, 1, 3, 5]


def test_a_cancelled_sitting_is_taken_out_of_calendars_once(cast, scene):
    sitting = seat(scene, cast.ada)
    tell_calendars(sitting=sitting)

    change(sitting, state="cancelled", cancelled_at=clock.now(), cancel_reason="Too few people")
    for _ in range(2):
        tell_calendars(sitting=sitting)

    assert [row[:2] for row in told(cast.ada)] == [("REQUEST", 0), ("CANCEL", 1)]
    last = Delivery.objects.exclude(calendar="").latest("pk")
    assert "Too few people" in last.text
    assert "STATUS:CANCELLED" in last.calendar


def test_who_is_no_longer_invited_is_told_so_and_the_others_are_not(cast, scene):
    sitting = seat(scene, cast.ada, cast.wim)
    tell_calendars(sitting=sitting)

    Attendance.objects.filter(person=cast.wim).update(state="withdrawn")
    tell_calendars(sitting=sitting)

    assert [row[0] for row in told(cast.wim)] == ["REQUEST", "CANCEL"]
    assert [row[0] for row in told(cast.ada)] == ["REQUEST"]


def test_who_is_invited_again_gets_a_higher_number_than_the_cancellation(cast, scene):
    sitting = seat(scene, cast.ada)
    for state in ("invited", "withdrawn", "invited"):
        Attendance.objects.update(state=state)
        tell_calendars(sitting=sitting)

    assert [row[:2] for row in told()] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]


def test_an_answer_alone_sends_nothing(cast, scene):
    sitting = seat(scene, cast.ada)
    tell_calendars(sitting=sitting)

    Attendance.objects.update(state="regret", answered_at=clock.now())
    tell_calendars(sitting=sitting)

    assert len(told()) == 1


def test_nobody_is_told_of_what_is_hidden_undated_or_over(cast, scene):
    over = clock.now() - timedelta(hours=1)
    for sitting in (
        seat(scene, cast.ada, starts_at=None, ends_at=None),
        seat(scene, cast.ada, starts_at=over - timedelta(hours=1), ends_at=over),
    ):
        tell_calendars(sitting=sitting)
    scene.round.published_at = scene.round.published_by = None
    scene.round.save()
    tell_calendars(sitting=seat(scene, cast.ada))

    assert told() == []


def test_a_mail_that_waits_is_dropped_when_a_newer_one_says_more(cast, scene):
    sitting = seat(scene, cast.ada)
    tell_calendars(sitting=sitting)
    change(sitting, place="Zwolle")
    tell_calendars(sitting=sitting)

    states = Delivery.objects.exclude(calendar="").order_by("pk").values_list("state", flat=True)

    assert list(states) == ["dropped", "todo"]


def test_row_and_mail_are_written_together_or_not_at_all(cast, scene, monkeypatch):
    sitting = seat(scene, cast.ada)

    def dies(*_args, **_kwargs):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(CalendarInvite, "save", dies)
        with pytest.raises(RuntimeError), transaction.atomic():
            tell_calendars(sitting=sitting)
    assert (Delivery.objects.exclude(calendar="").count(), CalendarInvite.objects.count()) == (0, 0)

    tell_calendars(sitting=sitting)

    assert [row[:2] for row in told()] == [("REQUEST", 0)]


def test_the_sweep_tells_what_was_missed_and_is_harmless_twice(cast, scene):
    seat(scene, cast.ada)
    seat(scene, cast.wim)

    assert (tasks.tell_of_sittings(), tasks.tell_of_sittings()) == (2, 0)


def test_a_sitting_that_is_gone_is_no_error_for_a_task(db):
    assert tasks.tell_of_sitting(999) == 0


def test_the_mail_carries_the_file_as_a_form_of_its_text_and_as_a_file(cast, scene, settings):
    settings.DEFAULT_FROM_EMAIL = "Klankbord <klankbord@test.example>"
    Person.objects.filter(pk=cast.ada.pk).update(language="nl")
    sitting = seat(scene, cast.ada, title="Zitting – Zuid")
    tell_calendars(sitting=sitting)

    send(Delivery.objects.exclude(calendar="").get().pk)

    # As a mail program gets it: bytes, read by another parser than the one that wrote them.
    parsed = email.message_from_bytes(
        mail.outbox[-1].message().as_bytes(linesep="\r\n"), policy=policy.default
    )
    parts = {part.get_content_type(): part for part in parsed.walk()}
    form, file = parts["text/calendar"], parts["application/ics"]
    assert form["Content-Type"].params["method"] == "REQUEST"
    assert form["Content-Type"].params["charset"] == "utf-8"
    assert file.get_filename() == "invite.ics"
    for content in (form.get_content(), file.get_content().decode()):
        event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
        other = vobject.readOne(content).vevent
        assert str(event["SUMMARY"]) == other.summary.value == "Zitting – Zuid"
        assert str(event["ORGANIZER"]) == "mailto:klankbord@test.example"
        assert other.dtstart.value == sitting.starts_at
    assert "Zitting – Zuid" in parts["text/plain"].get_content()
    assert parts["multipart/alternative"].get_content_type() == "multipart/alternative"


def test_one_row_a_person_and_a_known_state(cast, scene):
    sitting = seat(scene, cast.ada)
    tell_calendars(sitting=sitting)

    for values in ({"person": cast.ada}, {"person": cast.wim, "state": "maybe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarInvite.objects.create(sitting=sitting, digest="", **values)
    assert CalendarInvite.objects.get().state == InviteState.ASKED


def test_the_sittings_own_actions_tell_calendars_and_nobody_gets_two_mails(cast, scene):
    sitting = seat(scene)
    invite(sitting=sitting, people={cast.ada: SittingRole.FRIEND}, by=cast.chris)
    cancel_sitting(sitting=sitting, reason="Too few people", by=cast.chris)

    about = Delivery.objects.filter(person=cast.ada, notice__subject_type="work_sessions.sitting")
    assert [row[0] for row in told(cast.ada)] == ["REQUEST", "CANCEL"]
    assert set(about.values_list("notice__kind", "state")) == {
        ("sessions.sitting-invited", "dropped"), ("sessions.sitting-cancelled", "dropped"),
    }  # fmt: skip
