"""The questions to the friends: objects that are added, written, moved and dropped."""

from django.db import transaction
from django.db.models import QuerySet

from audit.actions import record
from core.clock import now
from core.text import Rendered, clean_source, render
from people.models import Person
from plans.actions.locking import hold, text_changes
from plans.errors import EmptyQuestion, QuestionDropped, Saved, TextChanged, TooManyQuestions
from plans.models import Dossier, Question
from plans.sections import MAX_QUESTIONS


def add_question(*, dossier: Dossier, source: str, by: Person) -> Question:
    """Ask one more. The same words again are the same question. Raises TooManyQuestions."""
    source = clean_source(source)
    if not source:
        raise EmptyQuestion
    return _add(dossier, source, render(source), by)


def save_question(*, question: Question, source: str, revision: int, by: Person) -> Question:
    """Keep other words for a question. Raises TextChanged, QuestionDropped, EmptyQuestion."""
    source = clean_source(source)
    if not source:
        raise EmptyQuestion
    return _save(question, source, render(source), revision, by)


@transaction.atomic
def move_question(*, question: Question, up: bool, by: Person) -> None:
    """Let a question change places with the one above or below it; at the edge it stays."""
    dossier = hold(question.dossier)
    order = list(_asked(dossier))
    if question not in order:
        raise QuestionDropped
    place = order.index(question)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    old = [one.pk for one in order]
    order[place], order[other] = order[other], order[place]
    _put_in_order(order, by)
    record(
        "plans.questions_moved",
        by=by,
        target=dossier,
        changes={"questions": (old, [one.pk for one in order])},
        region_id=dossier.region_id,
    )


@transaction.atomic
def drop_question(*, question: Question, by: Person) -> None:
    """Take a question out of the working copy; versions and threads keep it. Twice is once."""
    dossier = hold(question.dossier)
    question = Question.objects.get(pk=question.pk)
    if question.dropped_at:
        return
    question.dropped_at, question.dropped_by = now(), by
    question.save(update_fields=["dropped_at", "dropped_by"])
    _put_in_order(list(_asked(dossier)), by)
    record(
        "plans.question_dropped",
        by=by,
        target=question,
        changes={"source": (question.source, "")},
        region_id=dossier.region_id,
    )


@transaction.atomic
def _add(dossier: Dossier, source: str, rendered: Rendered, by: Person) -> Question:
    dossier = hold(dossier)
    asked = list(_asked(dossier))
    for question in asked:
        if question.source == source:
            return question
    if len(asked) >= MAX_QUESTIONS:
        raise TooManyQuestions
    question = Question.objects.create(
        dossier=dossier,
        position=len(asked) + 1,
        source=source,
        html=rendered.html,
        renderer=rendered.version,
        created_at=now(),
        saved_at=now(),
        saved_by=by,
    )
    record(
        "plans.question_added",
        by=by,
        target=question,
        changes={"source": ("", source)},
        region_id=dossier.region_id,
    )
    return question


@transaction.atomic
def _save(
    question: Question, source: str, rendered: Rendered, revision: int, by: Person
) -> Question:
    dossier = hold(question.dossier)
    question = Question.objects.get(pk=question.pk)
    if question.source == source and not question.dropped_at:
        return question
    if question.dropped_at:
        raise QuestionDropped
    if question.revision != revision:
        raise TextChanged(
            Saved(question.source, question.revision, str(question.saved_by), question.saved_at)
        )
    old, question.source = question.source, source
    question.html, question.renderer = rendered.html, rendered.version
    question.revision, question.saved_at, question.saved_by = revision + 1, now(), by
    question.save(update_fields=["source", "html", "renderer", "revision", "saved_at", "saved_by"])
    record(
        "plans.question_saved",
        by=by,
        target=question,
        changes=text_changes(old, source),
        region_id=dossier.region_id,
    )
    return question


def _asked(dossier: Dossier) -> QuerySet[Question]:
    return Question.objects.filter(dossier=dossier, dropped_at=None).order_by("position")


def _put_in_order(order: list[Question], by: Person) -> None:
    """Number them from one. They step aside first: a place is held once at any moment."""
    if [one.position for one in order] == list(range(1, len(order) + 1)):
        return
    rows = Question.objects.filter(pk__in=[one.pk for one in order])
    rows.update(dropped_at=now(), dropped_by=by)
    for place, question in enumerate(order, 1):
        Question.objects.filter(pk=question.pk).update(
            position=place, dropped_at=None, dropped_by=None
        )
