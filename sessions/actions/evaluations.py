"""How was it: one anonymous answer of everybody who took part."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from audit.actions import record
from people.models import Person
from sessions.errors_sitting import AlreadyEvaluated, NotThere
from sessions.models import Evaluation, EvaluationGiven, Sitting
from sessions.rules_sitting import was_there


@dataclass(frozen=True)
class Judgement:
    """The four answers."""

    useful: int
    safe: int
    guarded: int
    otherwise: str = ""


@transaction.atomic
def evaluate(*, sitting: Sitting, judgement: Judgement, by: Person) -> None:
    """Keep the answer apart from who gave it. Raises NotThere, AlreadyEvaluated."""
    held = (
        Sitting.objects.select_for_update(of=("self",)).select_related("round").get(pk=sitting.pk)
    )
    if not was_there(by, held):
        raise NotThere
    try:
        with transaction.atomic():
            EvaluationGiven.objects.create(sitting=held, person=by)
    except IntegrityError as error:
        raise AlreadyEvaluated from error
    Evaluation.objects.create(sitting=held, **vars(judgement))
    # No actor and no moment with the words: the log says that somebody answered.
    record("sitting.evaluated", by=None, target=held)
