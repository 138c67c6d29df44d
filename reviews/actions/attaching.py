"""A file as an answer: kept with the draft, privately, one at a field."""

from functools import partial

from django.db import transaction

from core.clock import now
from core.files import CheckedFile
from people.models import Person
from reviews.actions.drafts import open_draft
from reviews.controls import Shape, Sheet
from reviews.errors import UnknownField
from reviews.models import Answer, AnswerFile, Review
from sessions.models import Assignment


@transaction.atomic
def attach_file(*, assignment: Assignment, key: str, file: CheckedFile, by: Person) -> AnswerFile:
    """Make a file the answer at this field; one that stood there goes. As with text: no log of drafts."""
    review, sheet = open_draft(assignment=assignment, by=by)
    _check_asks_for_file(sheet, key)
    _drop(review, key)
    row = AnswerFile(
        review=review, key=key, name=file.name, mime=file.mime, size=file.size, added_by=by
    )
    row.file.save(file.name, file.content, save=False)
    row.save()
    _answer(review, key, row.pk)
    return row


@transaction.atomic
def remove_file(*, assignment: Assignment, key: str, by: Person) -> None:
    """Take the file away from this field again; without a file nothing happens."""
    review, sheet = open_draft(assignment=assignment, by=by)
    _check_asks_for_file(sheet, key)
    if _drop(review, key):
        _answer(review, key, None)


def _check_asks_for_file(sheet: Sheet, key: str) -> None:
    control = sheet.control(key)
    if control is None or control.shape != Shape.FILE:
        raise UnknownField


def _drop(review: Review, key: str) -> bool:
    found = False
    for row in review.files.filter(key=key):
        found = True
        forget = partial(row.file.storage.delete, str(row.file.name))
        row.delete()
        transaction.on_commit(forget)
    return found


def _answer(review: Review, key: str, value: int | None) -> None:
    row, made = Answer.objects.get_or_create(
        review=review, key=key, defaults={"value": value, "saved_at": now()}
    )
    if not made:
        row.value, row.saved_at = value, now()
        row.revision += 1
        row.save(update_fields=["value", "saved_at", "revision"])
    review.revision += 1
    review.saved_at = now()
    review.save(update_fields=["revision", "saved_at", "version"])
