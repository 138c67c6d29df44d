"""Who may do what at a sitting: run it, take its notes, take part, listen."""

from dataclasses import dataclass

import rules

from people.models import Person
from people.queries import Visitor, standing
from sessions.models import Attendance, AttendanceState, Sitting, SittingRole, SittingState
from sessions.models.attendance import LISTENERS

ANSWERED = (AttendanceState.COMING, AttendanceState.REGRET, AttendanceState.INVITED)


@dataclass(frozen=True)
class Seat:
    """What one person is at one sitting."""

    runs: bool = False
    attendance: Attendance | None = None

    @property
    def takes_part(self) -> bool:
        """Speaks and writes: who runs it, and who is invited and does not come to listen only."""
        return self.runs or (self.attendance is not None and self.attendance.role not in LISTENERS)

    @property
    def takes_notes(self) -> bool:
        """Writes the notes of all."""
        return self.runs or (
            self.attendance is not None and self.attendance.role == SittingRole.RAPPORTEUR
        )

    @property
    def was_there(self) -> bool:
        """Whether it was noted that the person took part."""
        return self.attendance is not None and self.attendance.state == AttendanceState.PRESENT


def seat_of(person: Visitor, sitting: Sitting) -> Seat:
    """The seat of a person at a sitting, which comes with its round: one query."""
    if not isinstance(person, Person):
        return Seat()
    runs = standing(person).may("rounds.run", sitting.round.edition_id)
    row = Attendance.objects.standing().filter(sitting=sitting, person=person).first()
    return Seat(runs, row)


@rules.predicate
def runs_the_sitting(person: Visitor, thing: Sitting | None) -> bool:
    """Whether somebody runs the edition of a sitting."""
    return thing is not None and standing(person).may("rounds.run", thing.round.edition_id)


@rules.predicate
def takes_notes(person: Visitor, thing: Sitting | None) -> bool:
    """Whether somebody takes the notes of all."""
    return thing is not None and seat_of(person, thing).takes_notes


@rules.predicate
def takes_part(person: Visitor, thing: Sitting | None) -> bool:
    """Whether somebody speaks and writes there."""
    return thing is not None and seat_of(person, thing).takes_part


@rules.predicate
def is_invited(person: Visitor, thing: Sitting | None) -> bool:
    """Whether somebody is asked to come."""
    return thing is not None and seat_of(person, thing).attendance is not None


@rules.predicate
def was_there(person: Visitor, thing: Sitting | None) -> bool:
    """Whether somebody took part, and it is over."""
    ended = thing is not None and thing.state in (SittingState.ENDED, SittingState.CLOSED)
    return ended and seat_of(person, thing).was_there  # type: ignore[arg-type]  # it is there


rules.add_perm("sessions.run_sitting", runs_the_sitting)
rules.add_perm("sessions.note_sitting", takes_notes)
rules.add_perm("sessions.join_sitting", takes_part)
rules.add_perm("sessions.answer_sitting", is_invited)
rules.add_perm("sessions.evaluate_sitting", was_there)
