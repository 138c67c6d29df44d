"""Session mode: opening the room, its steps and timer, who speaks, the passage, the end."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from people.models import Person
from plans.passages import blocks_of
from plans.queries.reading import read_version
from sessions.actions.room_log import append
from sessions.actions.sittings import check_published, hold
from sessions.errors_sitting import NoMomentYet, NoSuchPassage, NotInvited, RoomNotOpen
from sessions.models import (
    AgendaItem,
    Attendance,
    AttendanceState,
    Room,
    RoomEventKind,
    Sitting,
    SittingState,
)
from sessions.timer import Timer

LONGEST = 120  # minutes that a step can be given more at once


@transaction.atomic
def open_room(*, sitting: Sitting, by: Person) -> Sitting:
    """Open the session at its first step. Twice is once. Raises NoMomentYet, RoomNotOpen, NotPublished."""
    held = hold(sitting)
    if held.state == SittingState.OPEN:
        return held
    if held.state != SittingState.PLANNED:
        raise RoomNotOpen
    check_published(held)
    first = held.items.first()
    if held.starts_at is None or first is None:
        raise NoMomentYet
    held.state, held.opened_at = SittingState.OPEN, now()
    held.save(update_fields=["state", "opened_at"])
    append(held, RoomEventKind.OPENED, by=by)
    record("sitting.opened", by=by, target=held, region_id=held.about.pk)
    _stand_at(held, first, by)
    return held


@transaction.atomic
def go_to(*, sitting: Sitting, item: AgendaItem, by: Person) -> Room:
    """Stand at a step of the agenda; its time starts anew unless it is the present one. Raises RoomNotOpen."""
    held, room = hold_open(sitting)
    return room if room.item_id == item.pk else _stand_at(held, item, by)


@transaction.atomic
def pause(*, sitting: Sitting, by: Person) -> Room:
    """Let the time stand still. Raises RoomNotOpen. Twice is once."""
    held, room = hold_open(sitting)
    timer = room.timer
    if timer is None or timer.paused_at is not None:
        return room
    _keep(room, timer.paused(now()))
    append(held, RoomEventKind.PAUSED, by=by)
    return room


@transaction.atomic
def resume(*, sitting: Sitting, by: Person) -> Room:
    """Let the time run on. Raises RoomNotOpen. Twice is once."""
    held, room = hold_open(sitting)
    timer = room.timer
    if timer is None or timer.paused_at is None:
        return room
    _keep(room, timer.resumed(now()))
    append(held, RoomEventKind.RESUMED, by=by)
    return room


@transaction.atomic
def extend(*, sitting: Sitting, minutes: int, by: Person, seconds_seen: int) -> Room:
    """Give the present step more time; `seconds_seen` is its length on the screen, so a double click counts once.

    Raises RoomNotOpen.
    """
    held, room = hold_open(sitting)
    timer = room.timer
    if timer is None or room.seconds != seconds_seen:
        return room
    more = min(max(minutes, 1), LONGEST)
    _keep(room, timer.extended(more))
    append(held, RoomEventKind.EXTENDED, by=by, minutes=more, item=room.item_id)
    return room


@transaction.atomic
def give_word(*, sitting: Sitting, person: Person | None, by: Person) -> Room:
    """Say who speaks; nobody by name without a person. Raises RoomNotOpen, NotInvited."""
    held, room = hold_open(sitting)
    if person is not None and not is_at_table(held, person):
        raise NotInvited
    if room.speaker_id == (person.pk if person else None):
        return room
    room.speaker = person
    room.save(update_fields=["speaker"])
    append(held, RoomEventKind.SPEAKER, by=by, person=room.speaker_id)
    return room


@transaction.atomic
def show_passage(*, sitting: Sitting, passage: str, by: Person) -> Room:
    """Let every screen show a section or paragraph of the plan; nothing for an empty name.

    Raises RoomNotOpen, NoSuchPassage.
    """
    held, room = hold_open(sitting)
    if passage and passage not in _passages(held):
        raise NoSuchPassage
    if room.passage == passage:
        return room
    room.passage = passage
    room.save(update_fields=["passage"])
    append(held, RoomEventKind.PASSAGE, by=by, passage=passage)
    return room


@transaction.atomic
def come_in(*, sitting: Sitting, by: Person) -> Attendance:
    """Say that one is there. Raises RoomNotOpen, NotInvited. Twice is once."""
    held, _room = hold_open(sitting)
    row = Attendance.objects.standing().select_for_update().filter(sitting=held, person=by).first()
    if row is None:
        raise NotInvited
    if row.state != AttendanceState.PRESENT:
        row.state = AttendanceState.PRESENT
        row.save(update_fields=["state"])
        append(held, RoomEventKind.CAME, by=by)
    return row


def hold_open(sitting: Sitting) -> tuple[Sitting, Room]:
    """The sitting and its room, locked. Raises RoomNotOpen."""
    held = hold(sitting)
    if held.state != SittingState.OPEN:
        raise RoomNotOpen
    return held, Room.objects.select_for_update().get(sitting=held)


def is_at_table(sitting: Sitting, person: Person) -> bool:
    """Whether somebody is invited, or leads the sitting."""
    rows = Attendance.objects.standing().filter(sitting=sitting, person=person)
    return person.pk == sitting.facilitator_id or rows.exists()


def _stand_at(held: Sitting, item: AgendaItem, by: Person) -> Room:
    room = Room.objects.select_for_update().get(sitting=held)
    room.item, room.speaker = item, None
    _keep(room, Timer.of(now(), item.minutes))
    append(held, RoomEventKind.STEP, by=by, item=item.pk)
    return room


def _keep(room: Room, timer: Timer) -> None:
    room.started_at, room.seconds = timer.started_at, timer.seconds
    room.paused_at, room.paused_seconds = timer.paused_at, timer.paused_seconds
    room.save(
        update_fields=[
            "item", "speaker", "started_at", "seconds", "paused_at", "paused_seconds",
        ]
    )  # fmt: skip


def _passages(held: Sitting) -> set[str]:
    """The names of all sections, questions and paragraphs of the plan."""
    if held.round_plan is None:
        return set()
    plan = read_version(held.round_plan.version)
    names = {section.key for section in plan.sections}
    return names | {block.name for block in blocks_of(plan)}
