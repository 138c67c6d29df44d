"""The table of a date poll: who said what to which moment."""

from dataclasses import dataclass

from core.clock import now
from people.models import Person
from sessions.models import Attendance, DatePoll, PollAnswer, PollMoment, Sitting, Suits
from sessions.queries.sittings import when_in_words


@dataclass(frozen=True)
class Column:
    """One moment, with how many can and cannot."""

    moment: PollMoment
    yes: int
    maybe: int
    no: int

    @property
    def when(self) -> str:
        """The moment in words."""
        return when_in_words(self.moment.starts_at, self.moment.ends_at)


@dataclass(frozen=True)
class Row:
    """One person and the answers, in the order of the moments."""

    person: Person
    answers: list[str]
    own: bool


@dataclass(frozen=True)
class PollTable:
    """Everything that was asked and answered."""

    poll: DatePoll
    columns: list[Column]
    rows: list[Row]

    @property
    def is_open(self) -> bool:
        """Whether one can still answer."""
        return self.poll.closed_at is None and self.poll.until > now()

    @property
    def is_settled(self) -> bool:
        """Whether it was closed, with or without a choice."""
        return self.poll.closed_at is not None

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each person, with every moment in words and what was said to it."""
        heads = [column.when for column in self.columns]
        return [(row, list(zip(heads, row.answers, strict=True))) for row in self.rows]

    @property
    def silent(self) -> int:
        """How many did not answer at all."""
        return sum(not any(row.answers) for row in self.rows)

    @property
    def best(self) -> PollMoment | None:
        """The moment that suits most: fewest who cannot, then most who can without trouble."""
        answered = [column for column in self.columns if column.yes + column.maybe]
        ranked = sorted(
            answered, key=lambda column: (column.no, -column.yes, column.moment.starts_at)
        )
        return ranked[0].moment if ranked else None


def poll_table(sitting: Sitting, reader: Person) -> PollTable | None:
    """The poll of a sitting with all answers of who is invited: four queries."""
    poll = DatePoll.objects.filter(sitting=sitting).select_related("chosen", "sitting").first()
    if poll is None:
        return None
    moments = list(poll.moments.all())
    invited = Attendance.objects.standing().filter(sitting=sitting).select_related("person")
    people = [row.person for row in invited.order_by("person__name", "pk")]
    given = {
        (row.person_id, row.moment_id): row.answer
        for row in PollAnswer.objects.filter(moment__poll=poll)
    }
    rows = [
        Row(one, [given.get((one.pk, moment.pk), "") for moment in moments], one.pk == reader.pk)
        for one in people
    ]
    columns = [
        Column(
            moment, *(_count(rows, place, answer) for answer in (Suits.YES, Suits.MAYBE, Suits.NO))
        )
        for place, moment in enumerate(moments)
    ]
    return PollTable(poll, columns, rows)


def _count(rows: list[Row], place: int, answer: Suits) -> int:
    return sum(row.answers[place] == answer for row in rows)
