"""The page of one sitting, for one reader."""

from dataclasses import dataclass, field

from people.models import Person
from sessions.agenda import INSTRUCTIONS, misfit, too_long, total
from sessions.models import (
    AgendaItem,
    Attendance,
    AttendanceState,
    Minutes,
    Sitting,
    SittingState,
    StepKind,
)
from sessions.queries.evaluations import EvaluationPage, evaluation_of
from sessions.queries.polls import PollTable, poll_table
from sessions.queries.sittings import TONES, when_in_words
from sessions.rules_sitting import Seat, seat_of
from sessions.stages import Stages

OVER = (SittingState.ENDED, SittingState.CLOSED)


@dataclass(frozen=True)
class AgendaLine:
    """One step with the moment at which it begins, in minutes from the start."""

    item: AgendaItem
    from_minute: int

    @property
    def instruction(self) -> str:
        """What it asks of people."""
        return self.item.instruction or str(INSTRUCTIONS.get(self.item.kind, ""))


@dataclass(frozen=True)
class SittingPage:
    """Everything on the page of a sitting."""

    sitting: Sitting
    seat: Seat
    agenda: list[AgendaLine]
    people: list[Attendance]
    poll: PollTable | None
    minutes: Minutes | None
    evaluation: EvaluationPage | None
    evaluated: bool
    outside: str = ""
    version_url: str = field(default="")

    @property
    def when(self) -> str:
        """The moment in words."""
        return when_in_words(self.sitting.starts_at, self.sitting.ends_at)

    @property
    def tone(self) -> str:
        """The meaning of the state's colour."""
        return TONES[SittingState(self.sitting.state)]

    @property
    def minutes_total(self) -> int:
        """What the agenda takes."""
        return total(line.item.minutes for line in self.agenda)

    @property
    def misfit(self) -> str:
        """Why the agenda does not fit the time."""
        return misfit(self.minutes_total, self.sitting.starts_at, self.sitting.ends_at)

    @property
    def too_long(self) -> bool:
        """Whether it takes more time than there is."""
        return too_long(self.minutes_total, self.sitting.starts_at, self.sitting.ends_at)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come."""
        return self.sitting.state == SittingState.PLANNED

    @property
    def is_open(self) -> bool:
        """Whether it runs now."""
        return self.sitting.state == SittingState.OPEN

    @property
    def is_over(self) -> bool:
        """Whether it was."""
        return self.sitting.state in OVER

    @property
    def answers(self) -> bool:
        """Whether the reader may say yes or no."""
        return self.seat.attendance is not None and (self.is_planned or self.is_open)

    @property
    def may_evaluate(self) -> bool:
        """Whether the reader took part and did not say how it was."""
        return self.is_over and self.seat.was_there and not self.evaluated

    @property
    def coming(self) -> int:
        """How many said that they come."""
        return sum(row.state == AttendanceState.COMING for row in self.people)


def sitting_page(sitting: Sitting, person: Person) -> SittingPage:
    """The page of a sitting, which comes with all that names it. Constant queries."""
    seat = seat_of(person, sitting)
    people = Attendance.objects.visible_to(person).filter(sitting=sitting)
    over = sitting.state in OVER
    return SittingPage(
        sitting=sitting,
        seat=seat,
        agenda=agenda_lines(sitting),
        people=list(people.standing().select_related("person__organisation")),
        poll=poll_table(sitting, person),
        minutes=Minutes.objects.filter(sitting=sitting).first(),
        evaluation=evaluation_of(sitting) if over and seat.runs else None,
        evaluated=sitting.evaluated.filter(person=person).exists() if over else False,
        outside=_outside(sitting) if seat.runs else "",
    )


def agenda_lines(sitting: Sitting) -> list[AgendaLine]:
    """The steps, each with the minute at which it begins."""
    lines, at = [], 0
    for item in sitting.items.all():
        lines.append(AgendaLine(item, at))
        at += item.minutes
    return lines


def _outside(sitting: Sitting) -> str:
    """Why the moment lies outside the sitting step of the round; empty when it lies in it."""
    if sitting.starts_at is None or sitting.state != SittingState.PLANNED:
        return ""
    stages = Stages.load([sitting.round_id], at=sitting.starts_at)
    return stages.of(StepKind.SITTING, sitting.round_id, region_id=sitting.about.pk).reason
