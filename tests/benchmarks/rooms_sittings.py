"""Every plan has a sitting; one asks for dates, one is in session, and one is over, with its minutes."""

from people.models import Person
from sessions.models import (
    AgendaItem,
    Attendance,
    Correction,
    DatePoll,
    EvaluationGiven,
    Minutes,
    MinutesVersion,
    Note,
    PollAnswer,
    PollMoment,
    Room,
    Sitting,
    SittingDay,
)
from tests.benchmarks.rooms_given import HOUR, NOW, Given, bulk

STEPS = ("welcome", "clarify", "advise")


class Sittings(Given):
    """Every plan has a sitting; one asks for dates, one is in session, and one is over, with its minutes."""

    def sittings_of_the_round(self) -> None:
        self.day = bulk(
            SittingDay,
            [
                SittingDay(
                    round=self.round,
                    starts_at=NOW + 24 * HOUR,
                    facilitator=self.by,
                    created_by=self.by,
                )
                for _plan in self.plans
            ],
        )[0]
        self.sittings = bulk(
            Sitting,
            [
                Sitting(
                    round=self.round,
                    round_plan=plan,
                    day=self.day,
                    day_position=number,
                    starts_at=NOW + 24 * HOUR,
                    ends_at=NOW + 26 * HOUR,
                    facilitator=self.by,
                    created_by=self.by,
                )
                for number, plan in enumerate(self.plans)
            ],
        )
        self.items = bulk(
            AgendaItem,
            [
                AgendaItem(
                    sitting=sitting,
                    position=at,
                    kind=kind,
                    title=kind,
                    minutes=30,
                    speaker="everybody",
                )
                for sitting in self.sittings
                for at, kind in enumerate(STEPS, 1)
            ],
        )
        place = {row.round_plan_id: row for row in self.sittings}
        self.seats = bulk(
            Attendance,
            [
                Attendance(
                    sitting=place[row.round_plan_id],
                    person=row.person,
                    role="friend",
                    state="coming",
                    invited_by=self.by,
                    answered_at=NOW,
                )
                for row in self.assignments
            ],
        )

    def of_one_sitting(self) -> None:
        self.planned, self.running, self.ended = self.sittings[:3]
        self._question_for_dates()
        self._in_session()
        self._minutes()

    def _people_of(self, sitting: Sitting) -> list[Person]:
        return [row.person for row in self.seats if row.sitting_id == sitting.pk]

    def _question_for_dates(self) -> None:
        poll = DatePoll.objects.create(
            sitting=self.planned, until=NOW + 24 * HOUR, asked_by=self.by
        )
        moments = bulk(
            PollMoment,
            [
                PollMoment(
                    poll=poll, starts_at=NOW + n * 24 * HOUR, ends_at=NOW + n * 24 * HOUR + HOUR
                )
                for n in (3, 4, 5)
            ],
        )
        people = self._people_of(self.planned)
        rows = [PollAnswer(moment=at, person=one, answer="yes") for at in moments for one in people]
        bulk(PollAnswer, rows)

    def _in_session(self) -> None:
        item = self.items[len(STEPS)]
        Sitting.objects.filter(pk=self.running.pk).update(state="open", opened_at=NOW)
        Room.objects.create(sitting=self.running, item=item, started_at=NOW, seconds=1800)
        bulk(
            Note,
            [
                Note(sitting=self.running, item=item, body="Heard.", author=person)
                for person in self._people_of(self.running)
            ],
        )

    def _minutes(self) -> None:
        over = {"state": "ended", "opened_at": NOW - 2 * HOUR, "ended_at": NOW - HOUR}
        Sitting.objects.filter(pk=self.ended.pk).update(**over)
        people = self._people_of(self.ended)
        Attendance.objects.filter(sitting=self.ended).update(state="present")
        bulk(EvaluationGiven, [EvaluationGiven(sitting=self.ended, person=one) for one in people])
        minutes = Minutes.objects.create(sitting=self.ended, body="Said.", html="<p>Said.</p>")
        for number in (1, 2):
            MinutesVersion.objects.create(
                minutes=minutes, number=number, body=f"Said {number}.", saved_by=self.by
            )
        bulk(
            Correction,
            [Correction(minutes=minutes, person=one, body="Otherwise.") for one in people],
        )
