"""Every write at a sitting, tried by each role, by a stranger and by nobody."""

import uuid

import pytest
from django.urls import reverse

from sessions.actions.minutes import end_room, propose_correction
from sessions.actions.notes import Spoken, add_note, catch_advice
from sessions.models import (
    AgendaItem,
    Attendance,
    CaughtAdvice,
    Correction,
    Evaluation,
    Minutes,
    Note,
    Room,
    SilentText,
    Sitting,
)

NAMES = ["rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
SILENT = {
    "strong": "x",
    "concern": "",
    "what_if": "",
    "seen_strong": 0,
    "seen_concern": 0,
    "seen_what_if": 0,
}
RUN = {
    "sitting-edit": {"starts_at": "2017-06-22T11:00"},
    "sitting-cancel": {},
    "agenda-template": {"template": "sixty"},
    "sitting-agenda": {},
    "sitting-invite": {},
    "poll-ask": {"moment_1": "2017-06-23T10:00", "minutes": 60, "until": "2017-06-20T10:00"},
    "poll-choose": {"moment": 1},
    "poll-close": {},
    "sitting-presence": {},
    "room-run": {"what": "open"},
    "minutes-finish": {"seen": 1},
}


def world():
    models = (
        Sitting, AgendaItem, Attendance, Room, Note, CaughtAdvice, SilentText, Minutes, Correction,
        Evaluation,
    )  # fmt: skip
    return [list(model.objects.order_by("pk").values()) for model in models]


def post(client, view, *args, **data):
    return client.post(reverse(f"sessions:{view}", args=args), data).status_code


@pytest.mark.parametrize("name", NAMES)
def test_nobody_but_a_facilitator_runs_a_sitting(cast, table, login, name):
    client, before = login(getattr(cast, name)), world()

    statuses = {post(client, view, table.sitting.pk, **data) for view, data in RUN.items()}
    statuses |= {
        post(client, "attendance-change", table.sitting.pk, table.seat("olga").pk, take_back=1),
        post(client, "sitting-create", table.scene.round.pk, title="Mine"),
        post(client, "day-create", table.scene.round.pk, title="Mine"),
    }

    known = name in ("rob", "mia", "ada", "pim", "olga")
    assert statuses <= ({403} if known else {403, 404})
    assert world() == before


@pytest.mark.parametrize("name", NAMES)
def test_notes_are_taken_by_the_rapporteur(cast, table, login, name):
    table.open()
    note = {"item": table.item().pk, "kind": "note", "body": "Said", "key": uuid.uuid4()}

    status = post(login(getattr(cast, name)), "note-add", table.sitting.pk, **note)

    assert Note.objects.count() == (name == "pim")
    assert status == {"pim": 302}.get(name, 403 if name in ("rob", "mia", "ada", "olga") else 404)


@pytest.mark.parametrize("name", NAMES)
def test_who_listens_writes_nothing(cast, table, login, name):
    table.open()
    client = login(getattr(cast, name))

    post(client, "silent-save", table.sitting.pk, **SILENT)
    post(client, "advice-catch", table.sitting.pk, title="Do it", key=uuid.uuid4())

    writes = name in ("rob", "ada", "pim")
    assert SilentText.objects.filter(body="x").count() == writes
    assert CaughtAdvice.objects.count() == writes


@pytest.mark.parametrize("name", NAMES)
def test_who_is_invited_answers_for_oneself(cast, table, login, name):
    before = dict(Attendance.objects.values_list("person__name", "state"))

    post(login(getattr(cast, name)), "sitting-answer", table.sitting.pk, answer="no")

    after = dict(Attendance.objects.values_list("person__name", "state"))
    invited = name in ("rob", "ada", "pim", "olga")
    assert after == before | ({name.title(): "regret"} if invited else {})


@pytest.mark.parametrize("name", NAMES)
def test_minutes_are_written_by_the_rapporteur_and_corrected_by_who_was_invited(
    cast, table, login, name
):
    table.open()
    minutes = end_room(sitting=table.sitting, by=cast.chris)
    correction = propose_correction(minutes=minutes, body="No", key=uuid.uuid4(), by=cast.rob)
    client, pk = login(getattr(cast, name)), table.sitting.pk

    post(client, "minutes-edit", pk, body="Mine", seen=1)
    post(client, "correction-settle", pk, correction.pk, state="taken")
    post(client, "minutes-correct", pk, body="Yes", key=uuid.uuid4())
    post(client, "minutes-agree", pk, seen=Minutes.objects.get().revision)
    post(client, "minutes-finish", pk, seen=Minutes.objects.get().revision)

    minutes.refresh_from_db()
    correction.refresh_from_db()
    assert (minutes.body == "Mine", correction.state) == (
        name == "pim", "taken" if name == "pim" else "open",
    )  # fmt: skip
    assert Correction.objects.filter(body="Yes").count() == (name in ("rob", "ada", "pim", "olga"))
    assert minutes.approvals.count() == (name in ("rob", "ada", "pim", "olga"))
    assert minutes.final_at is None


@pytest.mark.parametrize("name", NAMES)
def test_who_was_there_says_how_it_was(cast, table, login, name):
    table.open()
    end_room(sitting=table.sitting, by=cast.chris)
    answer = {"useful": 5, "safe": 5, "guarded": 5, "otherwise": ""}

    for _again in range(2):
        post(login(getattr(cast, name)), "sitting-evaluate", table.sitting.pk, **answer)

    assert Evaluation.objects.count() == (name in ("rob", "ada", "pim"))


def test_a_note_of_another_sitting_is_not_there(cast, table, login):
    table.open()
    note = add_note(
        sitting=table.sitting, item=table.item(), body="x", key=uuid.uuid4(), by=cast.pim
    )
    caught = catch_advice(sitting=table.sitting, spoken=Spoken("x"), key=uuid.uuid4(), by=cast.pim)
    other = Sitting.objects.create(
        round=table.scene.round, region=cast.north, facilitator=cast.chris, created_by=cast.chris
    )
    Room.objects.create(sitting=other)
    chris = login(cast.chris)

    assert post(chris, "note-edit", other.pk, note.pk, body="y", seen=1) == 404
    assert post(chris, "caught-edit", other.pk, caught.pk, title="y", seen=1) == 404
    assert post(chris, "attendance-change", other.pk, table.seat("ada").pk, role="peer") == 404


def test_who_is_not_logged_in_changes_nothing(table, client):
    before = world()

    for view, data in RUN.items():
        assert post(client, view, table.sitting.pk, **data) in (302, 403)

    assert world() == before


def test_looking_writes_nothing(cast, table, login):
    table.open()
    chris, before = login(cast.chris), world()

    for view in (
        "sitting-detail",
        "room",
        "room-parts",
        "room-events",
        "sitting-presence",
        "sitting-invite",
    ):
        assert chris.get(reverse(f"sessions:{view}", args=[table.sitting.pk])).status_code == 200
    for view in (
        "room-run",
        "note-add",
        "silent-save",
        "advice-catch",
        "poll-choose",
        "minutes-finish",
    ):
        assert chris.get(reverse(f"sessions:{view}", args=[table.sitting.pk])).status_code == 405

    assert world() == before
