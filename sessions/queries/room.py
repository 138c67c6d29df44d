"""Everything on the screens of a room, for one reader. Constant queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, prefetch_related_objects

from core import clock
from people.models import Person
from plans.models import Version
from plans.queries.reading import ReadPlan, read_version
from sessions.agenda import INSTRUCTIONS
from sessions.models import (
    AgendaItem,
    Attendance,
    CaughtAdvice,
    Note,
    Room,
    SilentKind,
    SilentText,
    Sitting,
    SittingState,
)
from sessions.queries.days import next_in_day
from sessions.queries.room_lines import LogLine, log_lines
from sessions.rules_sitting import Seat, seat_of
from sessions.timer import Timer, in_clock


@dataclass(frozen=True)
class Step:
    """One step of the agenda on the screen."""

    item: AgendaItem
    status: str  # done, now, next
    notes: list[Note]

    @property
    def instruction(self) -> str:
        """What it asks of people: somebody's words, or those of its kind."""
        return self.item.instruction or str(INSTRUCTIONS.get(self.item.kind, ""))


@dataclass(frozen=True)
class Clock:
    """The timer as a page shows it; the script goes on from the same numbers."""

    timer: Timer
    at: datetime

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.timer.left(self.at)

    @property
    def left_ms(self) -> int:
        """The same in whole milliseconds, for the script."""
        return round(self.left * 1000)

    @property
    def words(self) -> str:
        """As a clock shows it."""
        return in_clock(self.left)

    @property
    def runs(self) -> bool:
        """Whether it does not stand still."""
        return self.timer.paused_at is None

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.left < 0

    @property
    def share(self) -> int:
        """How much of a hundred is left, for the ring."""
        return max(0, min(100, round(100 * self.left / max(self.timer.seconds, 1))))


@dataclass(frozen=True)
class Passage:
    """The part of the plan that all look at; empty HTML for who may not read the plan."""

    title: str
    html: list[str]
    url: str = ""


@dataclass(frozen=True)
class Shared:
    """What was written in silence and shared, for one box."""

    label: str
    texts: list[SilentText]


@dataclass(frozen=True)
class RoomPage:
    """The whole room."""

    sitting: Sitting
    room: Room
    seat: Seat
    steps: list[Step]
    clock: Clock | None
    passage: Passage | None
    people: list[Attendance]
    caught: list[CaughtAdvice]
    shared: list[Shared]
    log: list[LogLine]
    after_this: Sitting | None

    @property
    def is_open(self) -> bool:
        """Whether the session runs."""
        return self.sitting.state == SittingState.OPEN

    @property
    def writes_silently(self) -> bool:
        """Whether the reader has the three boxes: while it runs, and for the last words after it."""
        return self.seat.takes_part and self.sitting.state in (
            SittingState.OPEN,
            SittingState.ENDED,
        )

    @property
    def now(self) -> Step | None:
        """The present step."""
        return next((step for step in self.steps if step.status == "now"), None)

    @property
    def following(self) -> Step | None:
        """The step that comes after it."""
        return next((step for step in self.steps if step.status == "next"), None)

    @property
    def previous(self) -> Step | None:
        """The step that was before it."""
        done = [step for step in self.steps if step.status == "done"]
        return done[-1] if done else None


def room_page(sitting: Sitting, person: Person) -> RoomPage:
    """The room of a sitting, which comes with all that names it."""
    prefetch_related_objects([sitting], "items")
    room = Room.objects.select_related("speaker", "item").get(sitting=sitting)
    timer = room.timer
    people = Attendance.objects.standing().filter(sitting=sitting)
    caught = CaughtAdvice.objects.filter(sitting=sitting).select_related("given_by", "caught_by")
    return RoomPage(
        sitting=sitting,
        room=room,
        seat=seat_of(person, sitting),
        steps=_steps(sitting, room),
        clock=Clock(timer, clock.now()) if timer else None,
        passage=_passage(sitting, room, person),
        people=list(people.select_related("person__organisation").order_by("role", "person__name")),
        caught=list(caught),
        shared=_shared(sitting),
        log=log_lines(sitting),
        after_this=next_in_day(sitting, person),
    )


def _steps(sitting: Sitting, room: Room) -> list[Step]:
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in Note.objects.filter(sitting=sitting, removed_at=None).select_related("author"):
        notes[note.item_id].append(note)
    here = room.item.position if room.item else 0
    over = sitting.state in (SittingState.ENDED, SittingState.CLOSED)
    return [
        Step(item, _status(item.position, here, over=over), notes[item.pk])
        for item in sitting.items.all()
    ]


def _status(position: int, here: int, *, over: bool) -> str:
    if over or position < here:
        return "done"
    return "now" if position == here else "next"


def _shared(sitting: Sitting) -> list[Shared]:
    rows = SilentText.objects.filter(sitting=sitting, shared_at__isnull=False).exclude(body="")
    found = list(rows.select_related("person").order_by("shared_at", "pk"))
    boxes = [(kind, [row for row in found if row.kind == kind]) for kind in SilentKind]
    return [Shared(str(kind.label), texts) for kind, texts in boxes if texts]


def own_texts(sitting: Sitting, person: Person) -> dict[str, SilentText]:
    """What one wrote oneself, by box."""
    rows = SilentText.objects.filter(sitting=sitting, person=person)
    return {row.kind: row for row in rows}


def plan_to_read(sitting: Sitting, person: Person) -> ReadPlan | None:
    """The plan that the sitting is about, for who may read it."""
    version = readable_version(sitting, person)
    return read_version(version) if version else None


def readable_version(sitting: Sitting, person: Person) -> Version | None:
    """The version that the sitting is about, for who may read it."""
    if sitting.round_plan is None:
        return None
    rows = Version.objects.visible_to(person).select_related("dossier")
    return rows.filter(Q(pk=sitting.round_plan.version_id)).first()


def _passage(sitting: Sitting, room: Room, person: Person) -> Passage | None:
    if not room.passage:
        return None
    plan = plan_to_read(sitting, person)
    if plan is None:
        return Passage("", [])
    for section in plan.sections:
        if section.key == room.passage:
            return Passage(section.title, [one.html for one in section.paragraphs])
        for block in section.paragraphs:
            if block.name == room.passage:
                return Passage(section.title, [block.html])
    for question in plan.questions:
        for block in question.paragraphs:
            if block.name == room.passage:
                return Passage(str(question.number), [block.html])
    return None
