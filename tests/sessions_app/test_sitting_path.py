"""A sitting from plan to final minutes, through the pages alone."""

import uuid

from django.urls import reverse

from notifications.models import Notice
from sessions.models import (
    Attendance,
    CaughtAdvice,
    Evaluation,
    Minutes,
    Note,
    RoomEvent,
    SilentText,
    Sitting,
    SittingRole,
)


def to(name, *args):
    return reverse(f"sessions:{name}", args=args)


def told(kind):
    rows = Notice.objects.filter(kind=f"sessions.{kind}")
    return sorted(rows.values_list("person__name", flat=True))


def test_a_sitting_from_plan_to_final_minutes(cast, scene, login):  # noqa: PLR0915 -- one story
    scene.ask(cast.ada)
    chris, ada, rob = login(cast.chris), login(cast.ada), login(cast.rob)

    # Chris plans it, asks people, and asks which date suits.
    page = chris.get(to("sitting-create", scene.round.pk))
    sent = {
        "about": f"plan-{scene.plan.pk}",
        "template": "ninety",
        "facilitator": cast.chris.pk,
        "link": "https://video.example/south",
        "key": str(uuid.uuid4()),
    }
    assert page.status_code == 200
    assert chris.post(to("sitting-create", scene.round.pk), sent).status_code == 302
    sitting = Sitting.objects.get()
    asked = {f"ask_{one.pk}": "on" for one in (cast.ada, cast.rob, cast.mia)}
    roles = {
        f"role_{row.person.pk}": row.role
        for row in chris.get(to("sitting-invite", sitting.pk)).context["form"].candidates
    } | {f"role_{cast.mia.pk}": "rapporteur"}
    assert chris.post(to("sitting-invite", sitting.pk), asked | roles).status_code == 302
    assert told("sitting-invited") == ["Ada", "Mia", "Rob"]
    moments = {
        "moment_1": "2017-06-22T10:00",
        "moment_2": "2017-06-23T14:00",
        "minutes": 90,
        "until": "2017-06-19T17:00",
    }
    assert chris.post(to("poll-ask", sitting.pk), moments).status_code == 302
    one, two = sitting.poll.moments.all()
    yes = {f"answer_{one.pk}": "yes", f"answer_{two.pk}": "no"}
    assert ada.post(to("poll-answer", sitting.pk), yes).status_code == 302
    assert chris.post(to("poll-choose", sitting.pk), {"moment": one.pk}).status_code == 302
    assert ada.post(to("sitting-answer", sitting.pk), {"answer": "yes"}).status_code == 302
    for client in (chris, ada, rob):
        for name in ("sitting-detail", "room", "my-sittings"):
            args = [] if name == "my-sittings" else [sitting.pk]
            assert client.get(to(name, *args)).status_code == 200

    # The session: two are there, one writes in silence, the rapporteur takes notes.
    run = to("room-run", sitting.pk)
    assert chris.post(run, {"what": "open"}).status_code == 302
    item = sitting.items.get(position=5)
    chris.post(run, {"what": "step", "item": item.pk})
    chris.post(run, {"what": "pause"})
    chris.post(run, {"what": "resume"})
    chris.post(run, {"what": "extend", "minutes": 2, "seconds": item.minutes * 60})
    chris.post(run, {"what": "speaker", "person": cast.ada.pk})
    chris.post(run, {"what": "passage", "passage": "core"})
    ada.post(to("room-here", sitting.pk))
    rob.post(to("room-here", sitting.pk))
    silent = {"strong": "People", "concern": "", "what_if": "", "seen_strong": 0}
    silent |= {"seen_concern": 0, "seen_what_if": 0, "share": "1"}
    assert ada.post(to("silent-save", sitting.pk), silent).status_code == 302
    note = {"item": item.pk, "kind": "agreement", "body": "Rob calls", "key": str(uuid.uuid4())}
    mia = login(cast.mia)
    assert mia.post(to("note-add", sitting.pk), note).status_code == 302
    caught = {"title": "One entry", "body": "For all", "key": str(uuid.uuid4())}
    assert ada.post(to("advice-catch", sitting.pk), caught).status_code == 302
    for client in (chris, ada, rob, mia):
        assert client.get(to("room", sitting.pk)).status_code == 200
        assert client.get(to("room-parts", sitting.pk)).status_code == 200
    seqs = list(RoomEvent.objects.values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    assert (Note.objects.get().body, SilentText.objects.filter(body="People").count()) == (
        "Rob calls", 1,
    )  # fmt: skip
    assert CaughtAdvice.objects.get().title == "One entry"

    # The end: draft minutes, a correction, final; and how it was.
    assert chris.post(run, {"what": "end"}).status_code == 302
    minutes = Minutes.objects.get()
    assert "Rob calls" in minutes.body
    assert "One entry" in minutes.body
    assert told("minutes-ready") == ["Ada", "Rob"]
    correct = {"body": "Rob mails", "key": str(uuid.uuid4())}
    assert rob.post(to("minutes-correct", sitting.pk), correct).status_code == 302
    settle = to("correction-settle", sitting.pk, minutes.corrections.get().pk)
    assert mia.post(settle, {"state": "taken"}).status_code == 302
    edited = {"body": minutes.body.replace("calls", "mails"), "seen": 1}
    assert mia.post(to("minutes-edit", sitting.pk), edited).status_code == 302
    assert ada.post(to("minutes-agree", sitting.pk), {"seen": 2}).status_code == 302
    for client in (chris, ada, rob, mia):
        assert client.get(to("sitting-minutes", sitting.pk)).status_code == 200
        assert client.get(to("minutes-version", sitting.pk, 2)).status_code == 200
    assert chris.post(to("minutes-finish", sitting.pk), {"seen": 2}).status_code == 302
    sitting.refresh_from_db()
    assert sitting.state == "closed"
    answer = {"useful": 5, "safe": 4, "guarded": 3, "otherwise": "More time"}
    assert ada.get(to("sitting-evaluate", sitting.pk)).status_code == 200
    assert ada.post(to("sitting-evaluate", sitting.pk), answer).status_code == 302
    assert Evaluation.objects.get().useful == 5
    assert chris.get(to("sitting-detail", sitting.pk)).status_code == 200


def test_pages_of_who_runs_it(cast, table, login):
    chris = login(cast.chris)

    for name in ("edit", "cancel", "agenda", "invite"):
        assert chris.get(to(f"sitting-{name}", table.sitting.pk)).status_code == 200, name
    assert chris.get(to("poll-ask", table.sitting.pk)).status_code == 200
    assert chris.get(to("sitting-list", table.scene.round.pk)).status_code == 200
    seat = table.seat("olga")
    change = to("attendance-change", table.sitting.pk, seat.pk)
    chris.post(change, {"role": "executive"})
    assert table.seat("olga").role == SittingRole.EXECUTIVE
    chris.post(change, {"take_back": "1"})
    assert Attendance.objects.get(pk=seat.pk).state == "withdrawn"
    assert told("sitting-uninvited") == ["Olga"]


def test_a_round_day_is_planned_and_read(cast, table, login):
    chris = login(cast.chris)
    plan = {
        "starts_at": "2017-06-22T09:00",
        "opening_minutes": 30,
        "break_minutes": 15,
        "closing_minutes": 30,
        "facilitator": cast.chris.pk,
        "key": str(uuid.uuid4()),
        f"place_{table.sitting.pk}": 1,
    }

    assert chris.get(to("day-create", table.scene.round.pk)).status_code == 200
    assert chris.post(to("day-create", table.scene.round.pk), plan).status_code == 302

    table.sitting.refresh_from_db()
    day = table.sitting.day
    assert [
        client.get(to("day-detail", day.pk)).status_code for client in (chris, login(cast.ada))
    ] == [200, 200]
    assert chris.get(to("day-edit", day.pk)).status_code == 200
