"""What can be worded: a letter of one kind, always or in one held sending; and the digest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from notifications import kinds
from notifications.letters import Letter
from notifications.models import Batch, Delivery, Wording
from notifications.previews import Reader, preview, readers_of, usual_words
from notifications.previews_digest import preview_digest, readers_of_digest, usual_digest
from notifications.queries.batches import recipients_of
from notifications.queries.wordings import places_of
from notifications.wording import DIGEST, LINK, LIST, OF_DIGEST
from people.models import Person


@dataclass(frozen=True)
class Wordable:
    """One letter, with what its page needs.

    places   the words that can be filled in
    must     the one that has to stand in the text
    usual    subject and text to begin with, in the active language
    readers  as whom this person may look at it
    show     the letter with these words, to this reader or to nobody, as the last one may see it
    batch    the held sending that the words are for; without it, all such letters
    """

    key: str
    title: str
    places: Sequence[str]
    must: str
    usual: Callable[[], tuple[str, str]]
    readers: Callable[[Person, str], list[Reader]]
    show: Callable[[Wording, Reader | None, Person], Letter | None]
    batch: Batch | None = None


def wordable(key: str, batch: Batch | None = None) -> Wordable | None:
    """The letter with this key, if it is known."""
    if key == DIGEST and batch is None:
        return Wordable(
            DIGEST, _("Digest"), OF_DIGEST, LIST, usual_digest, readers_of_digest, preview_digest
        )
    kind = kinds.get(key)
    if kind is None:
        return None

    def readers(writer: Person, language: str) -> list[Reader]:
        return _readers_in(batch, kind, writer, language) if batch else readers_of(kind, writer)

    def show(wording: Wording, reader: Reader | None, _writer: Person) -> Letter | None:
        return preview(wording, kind, reader, note=batch.note if batch else "")

    title, places = str(kind.title), places_of(kind)
    return Wordable(kind.key, title, places, LINK, usual_words, readers, show, batch)


def _readers_in(batch: Batch, kind: kinds.Kind, writer: Person, language: str) -> list[Reader]:
    """Who gets it in this language, by name: where the writer caused it, or may see what it is about."""
    rows = [row for row in recipients_of(batch) if _is_of(row, kind, language)]
    subjects = {row.notice.subject_id for row in rows if row.notice}
    seen = kind.still_seen_by(writer, subjects) if subjects else set()
    return [
        Reader(row.notice.person, row.notice)
        for row in rows
        if row.notice and (row.notice.actor_id == writer.pk or row.notice.subject_id in seen)
    ]


def _is_of(mail: Delivery, kind: kinds.Kind, language: str) -> bool:
    notice = mail.notice
    return notice is not None and (notice.kind, notice.person.language) == (kind.key, language)
