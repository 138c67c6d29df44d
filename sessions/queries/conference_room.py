"""What happens in the room: questions, quick polls and the wall, as one reader sees them.

With `room=True` things are as everybody in the room sees them, whoever's browser shows them: no name
of who asked without one, nothing that was hidden, no result before a poll is closed.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from people.models import Person
from sessions.models import (
    Conference,
    LiveQuestion,
    PollState,
    QuestionSupport,
    QuickOption,
    QuickPoll,
    QuickVote,
    WallCard,
    WallTopic,
)
from sessions.queries.conference_people import part_in

SHOWN_FROM = 3  # votes; fewer would say who chose what


@dataclass(frozen=True)
class QuestionLine:
    """One question to the room. `name` is empty where the reader may not know it."""

    question: LiveQuestion
    name: str
    own: bool
    supports: int
    supported: bool

    @property
    def key(self) -> str:
        """The id of its button, so that the focus stays on it when the list is drawn again."""
        return f"support-{self.question.pk}"

    @property
    def settled(self) -> bool:
        """Whether it was answered or hidden."""
        return self.question.answered_at is not None or self.question.hidden_at is not None


@dataclass(frozen=True)
class OptionLine:
    """One answer of a poll, with how often it was chosen where that may be shown."""

    option: QuickOption
    votes: int
    share: int
    own: bool


@dataclass(frozen=True)
class PollLine:
    """A poll as one reader sees it."""

    poll: QuickPoll
    options: list[OptionLine]
    votes: int
    voted: bool
    counted: bool  # whether the result may be shown to this reader now
    too_few: bool  # it might, were there more votes


@dataclass(frozen=True)
class TopicLine:
    """A heading of the wall with its cards."""

    topic: WallTopic
    cards: list[WallCard]


def questions_of(
    conference: Conference, person: Person, *, room: bool = False
) -> list[QuestionLine]:
    """The open ones with most support first, then the answered ones, then what was hidden: one query."""
    rows = LiveQuestion.objects.visible_to(person).filter(conference=conference)
    if room:
        rows = rows.filter(hidden_at=None, answered_at=None)
    mine = QuestionSupport.objects.filter(question=OuterRef("pk"), person=person)
    lines = (
        rows.select_related("author")
        .annotate(number=Count("supports"), supported=Exists(mine))
        .order_by("-number", "asked_at", "pk")
    )
    runs = part_in(conference, person).runs and not room
    return sorted(
        [_question(row, person, runs) for row in lines],
        key=lambda line: (
            line.question.hidden_at is not None,
            line.question.answered_at is not None,
        ),
    )


def _question(row: LiveQuestion, person: Person, runs: bool) -> QuestionLine:
    own = row.author_id == person.pk
    known = not row.nameless or runs
    return QuestionLine(
        question=row,
        name=row.author.name if known else "",
        own=own,
        supports=row.number,  # type: ignore[attr-defined]  # annotated
        supported=row.supported,  # type: ignore[attr-defined]  # annotated
    )


def polls_of(conference: Conference, person: Person, *, room: bool = False) -> list[PollLine]:
    """The open one first, then the latest: three queries, however many."""
    rows = QuickPoll.objects.visible_to(person).filter(conference=conference)
    return _poll_lines(rows, person, room=room)


def poll_on_screen(conference: Conference, person: Person) -> PollLine | None:
    """The open poll, or else the one that closed last."""
    rows = QuickPoll.objects.visible_to(person).filter(conference=conference)
    rows = rows.exclude(state=PollState.DRAFT).order_by("-opened_at", "-pk")[:1]
    return next(iter(_poll_lines(rows, person, room=True)), None)


def _poll_lines(rows: QuerySet[QuickPoll], person: Person, *, room: bool) -> list[PollLine]:
    polls = list(rows)
    options: dict[int, list[QuickOption]] = {poll.pk: [] for poll in polls}
    counted = QuickOption.objects.filter(poll__in=options).annotate(number=Count("votes"))
    for option in counted.order_by("poll_id", "position"):
        options[option.poll_id].append(option)
    own = QuickVote.objects.filter(poll__in=options, person=person)
    chosen = dict(own.values_list("poll_id", "option_id"))
    lines = [_poll(poll, options[poll.pk], chosen.get(poll.pk), room=room) for poll in polls]
    order = [PollState.OPEN, PollState.DRAFT, PollState.CLOSED]
    return sorted(lines, key=lambda line: order.index(PollState(line.poll.state)))


def _poll(
    poll: QuickPoll, options: list[QuickOption], chosen: int | None, *, room: bool
) -> PollLine:
    numbers = [option.number for option in options]  # type: ignore[attr-defined]  # annotated
    total = sum(numbers)
    may = poll.state == PollState.CLOSED or (chosen is not None and not room)
    counted = may and total >= SHOWN_FROM
    lines = [
        OptionLine(
            option=option,
            votes=number if counted else 0,
            share=round(100 * number / total) if counted else 0,
            own=option.pk == chosen and not room,
        )
        for option, number in zip(options, numbers, strict=True)
    ]
    return PollLine(
        poll=poll,
        options=lines,
        votes=total,
        voted=chosen is not None and not room,
        counted=counted,
        too_few=may and not counted,
    )


def wall_of(conference: Conference, person: Person, *, room: bool = False) -> list[TopicLine]:
    """Headings in their order, each with its cards: two queries."""
    seen = WallCard.objects.visible_to(person).filter(conference=conference)
    if room:
        seen = seen.shown()
    cards: dict[int, list[WallCard]] = {}
    for card in seen.select_related("author"):
        cards.setdefault(card.topic_id, []).append(card)
    topics = WallTopic.objects.visible_to(person).filter(conference=conference)
    return [TopicLine(topic, cards.get(topic.pk, [])) for topic in topics]


def waiting_questions(conference: Conference) -> int:
    """How many questions are open in the room."""
    return conference.questions.filter(Q(hidden_at=None, answered_at=None)).count()
