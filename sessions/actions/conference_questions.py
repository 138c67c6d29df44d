"""Questions to the room: asking, having the same one, answering, hiding."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from people.models import Person
from sessions.actions.conference_live import hold, hold_before_end, ring
from sessions.errors_conference import OwnQuestion, QuestionIsSettled
from sessions.models import Conference, LiveQuestion, QuestionSupport, Shown


@transaction.atomic
def ask_question(*, conference: Conference, text: str, nameless: bool, by: Person) -> LiveQuestion:
    """Put a question to the room, before or during the day. Raises ConferenceIsOver."""
    held = hold_before_end(conference)
    asked = LiveQuestion.objects.create(
        conference=held, author=by, nameless=nameless, text=text, asked_at=now()
    )
    record("conference.question_asked", by=_who_logs(asked), target=asked)
    ring(held, Shown.QUESTIONS)
    return asked


@transaction.atomic
def take_back_question(*, question: LiveQuestion, by: Person) -> None:
    """Take the own question away, with its support. Raises QuestionIsSettled, ConferenceIsOver."""
    held = hold_before_end(question.conference)
    question = _unsettled(question)
    if question.author_id != by.pk:
        raise QuestionIsSettled
    record("conference.question_taken_back", by=_who_logs(question), target=question)
    question.delete()
    ring(held, Shown.QUESTIONS)


@transaction.atomic
def support_question(*, question: LiveQuestion, supports: bool, by: Person) -> None:
    """Say that one has the same question, or no longer. Twice is once. Raises OwnQuestion, QuestionIsSettled, ConferenceIsOver."""
    held = hold_before_end(question.conference)
    question = _unsettled(question)
    if question.author_id == by.pk:
        raise OwnQuestion
    rows = QuestionSupport.objects.filter(question=question, person=by)
    if supports == rows.exists():
        return
    if supports:
        QuestionSupport.objects.create(question=question, person=by)
    else:
        rows.delete()
    ring(held, Shown.QUESTIONS)


@transaction.atomic
def mark_answered(*, question: LiveQuestion, answered: bool, by: Person) -> None:
    """Say that a question got its answer in the room, or that it did not after all."""
    held = hold(question.conference)
    question = LiveQuestion.objects.get(pk=question.pk)
    if (question.answered_at is not None) == answered:
        return
    question.answered_at, question.answered_by = (now(), by) if answered else (None, None)
    question.save(update_fields=["answered_at", "answered_by"])
    verb = "question_answered" if answered else "question_asked_again"
    record(f"conference.{verb}", by=by, target=question)
    ring(held, Shown.QUESTIONS)


@transaction.atomic
def hide_question(*, question: LiveQuestion, reason: str, by: Person) -> None:
    """Take a question out of the room, with a reason that who asked it reads; no reason shows it again."""
    held = hold(question.conference)
    question = LiveQuestion.objects.get(pk=question.pk)
    if bool(reason) == (question.hidden_at is not None):
        return
    question.hidden_at, question.hidden_by = (now(), by) if reason else (None, None)
    question.hidden_reason, before = reason, question.hidden_reason
    question.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    verb = "question_hidden" if reason else "question_shown"
    record(f"conference.{verb}", by=by, target=question, changes={"reason": (before, reason)})
    ring(held, Shown.QUESTIONS)


def _unsettled(question: LiveQuestion) -> LiveQuestion:
    found = LiveQuestion.objects.filter(pk=question.pk, answered_at=None, hidden_at=None).first()
    if found is None:
        raise QuestionIsSettled
    return found


def _who_logs(question: LiveQuestion) -> Person | None:
    """The log is read by more people than may know who asked without a name."""
    return None if question.nameless else question.author
