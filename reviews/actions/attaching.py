"""A file as an answer: kept with the draft, privately, one at a field."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.files import CheckedFile
from people.models import Person
from reviews.actions.drafts import open_draft
from reviews.controls import Shape, Sheet
from reviews.errors import FileChanged, UnknownField
from reviews.models import Answer, AnswerFile, Review
from sessions.models import Assignment


@transaction.atomic
def attach_file(
    *, assignment: Assignment, key: str, file: CheckedFile, by: Person, seen: int | None
) -> AnswerFile:
    """Make a file the answer at this field; the one that stood there, and was seen, goes.

    `seen` is the id of the file that the writer had before the eyes, None where there was none. Raises
    FileChanged when another one stands there. As with text: no log of drafts.
    """
    review, sheet = open_draft(assignment=assignment, by=by)
    _check_asks_for_file(sheet, key)
    _refuse_unseen(review, key, seen)
    _drop(review, key)
    row = AnswerFile(
        review=review, key=key, name=file.name, mime=file.mime, size=file.size, added_by=by
    )
    row.file.save(file.name, file.content, save=False)
    row.save()
    _answer(review, key, row.pk)
    return row


@transaction.atomic
def remove_file(*, assignment: Assignment, key: str, by: Person, seen: int | None) -> None:
    """Take the file that was seen away from this field again; without a file nothing happens.

    Raises FileChanged when another one stands there.
    """
    review, sheet = open_draft(assignment=assignment, by=by)
    _check_asks_for_file(sheet, key)
    _refuse_unseen(review, key, seen)
    if _drop(review, key):
        _answer(review, key, None)


def _check_asks_for_file(sheet: Sheet, key: str) -> None:
    control = sheet.control(key)
    if control is None or control.shape != Shape.FILE:
        raise UnknownField


def _refuse_unseen(review: Review, key: str, seen: int | None) -> None:
    """Nothing goes that the writer did not see: another window, or a co-writer, may have added it."""
    unseen = review.files.filter(key=key).exclude(pk=seen or 0).first()
    if unseen is not None:
        raise FileChanged(_sentence_of(unseen))


def _sentence_of(file: AnswerFile) -> str:
    said = _(
        "“%(name)s” was added here meanwhile. Nothing was replaced or removed: look at it first."
    )
    return said % {"name": file.name}


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
