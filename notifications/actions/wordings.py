"""The words of letters: each change is a version of its own."""

from django.db import transaction

from audit.actions import record
from core.text import render
from notifications.actions.batches import held
from notifications.errors import WordsChanged
from notifications.models import Batch, Wording
from people.models import Person


@transaction.atomic
def word(
    *,
    kind: str,
    language: str,
    subject: str,
    body: str,
    after: int,
    by: Person,
    batch: Batch | None = None,
) -> Wording:
    """Keep new words of a letter, of one held sending or of all; `after` is the version that the writer saw.

    Raises WordsChanged, AlreadyDecided.
    """
    words = {"subject": subject, "body": body, "html": render(body).html}
    return _add(kind, language, after, by, batch, **words)


@transaction.atomic
def word_as_usual(
    *, kind: str, language: str, after: int, by: Person, batch: Batch | None = None
) -> Wording:
    """Go back to the usual words; what was written stays in the history. Raises WordsChanged, AlreadyDecided."""
    return _add(kind, language, after, by, batch)


def _add(
    kind: str, language: str, after: int, by: Person, batch: Batch | None, **words: str
) -> Wording:
    if batch:
        held(batch)
    rows = Wording.objects.filter(kind=kind, language=language, batch=batch)
    newest = rows.first()
    if (newest.number if newest else 0) != after:
        raise WordsChanged
    row, made = rows.get_or_create(
        number=after + 1,
        defaults={
            "kind": kind, "language": language, "batch": batch, "written_by": by, **words,
        },
    )  # fmt: skip
    if not made:
        raise WordsChanged
    changes = {
        field: (getattr(newest, field) if newest else "", getattr(row, field))
        for field in ("subject", "body")
    }
    record("notifications.worded", by=by, target=row, changes=changes)
    return row
