"""What facilitators tell people with one click from the list of what is at risk."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from discussion.models import Thread, ThreadState
from discussion.queries.following import muted_by
from notifications.kinds import Context, Kind, Rows, register
from people.models import Person
from sessions.models import Assignment, AssignmentState, Round, StepKind
from sessions.notices.rounds import round_context, round_in_words
from sessions.stages import Stages


def _rounds(person: Person) -> Rows:
    return Round.objects.visible_to(person)


def _open_questions(person: Person) -> Rows:
    return Assignment.objects.active().filter(person=person, state=AssignmentState.SENT)


def _open_threads(person: Person) -> Rows:
    """Those that the person reads, did not mute, and that are still open."""
    rows = Thread.objects.visible_to(person).exclude(muted_by(person))
    return rows.filter(state=ThreadState.OPEN)


def _round_url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:round-detail", args=[subject_id])


def _answer_url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:assignment-answer", args=[subject_id])


def _thread_url(subject_id: int, _context: Context) -> str:
    return reverse("discussion:thread-detail", args=[subject_id])


def due_context(
    round_: Round,
    kind: StepKind,
    *,
    region_id: int | None = None,
    person_id: int | None = None,
) -> Context:
    """What names a step and when it is due for a region or a reviewer, with every extension."""
    stage = Stages.load([round_]).of(kind, round_.pk, region_id=region_id, person_id=person_id)
    due = stage.due_at.isoformat() if stage.due_at else ""
    return round_context(round_, [kind]) | {"due_at": due}


PLAN_WANTED = register(
    Kind(
        key="sessions.plan-wanted",
        title=_("A facilitator reminds you of your plan"),
        line=_("Your plan for the %(name)s is not there yet. It is due on %(due)s."),
        words=round_in_words,
        why=_("because you are in the team of a region that takes part"),
        action=_("Look at the round"),
        url=_round_url,
        seen=_rounds,
    )
)
HOW_GOES_IT = register(
    Kind(
        key="sessions.how-goes-it",
        title=_("A facilitator asks how it goes"),
        line=_("%(name)s has not heard from %(region)s for a while. How does it go? Can we help?"),
        why=_("because you lead a region that takes part"),
        action=_("Look at the round"),
        url=_round_url,
        seen=_rounds,
    )
)
ANSWER_WANTED = register(
    Kind(
        key="sessions.answer-wanted",
        title=_("A facilitator reminds you of an invitation to review"),
        line=_("Can you say whether you will review the plan of %(region)s? It is due on %(due)s."),
        words=round_in_words,
        why=_("because you were asked to review and did not answer yet"),
        action=_("Answer the invitation"),
        url=_answer_url,
        seen=_open_questions,
    )
)
QUESTION_WAITS = register(
    Kind(
        key="sessions.question-waits",
        title=_("A facilitator points at a question that waits for you"),
        line=_("A question to your region waits for an answer: “%(thread)s”."),
        why=_("because you are in the team of a region that was asked something"),
        action=_("Answer the question"),
        url=_thread_url,
        seen=_open_threads,
    )
)
THREAD_WAITS = register(
    Kind(
        key="sessions.thread-waits",
        title=_("A facilitator points at a conversation that stands still"),
        line=_("The conversation “%(thread)s” stands still. Go on with it, or resolve it."),
        why=_("because you take part in this conversation"),
        action=_("Read the conversation"),
        url=_thread_url,
        seen=_open_threads,
    )
)
