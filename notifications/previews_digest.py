"""A digest before it is sent: whole to its own reader alone, to others without what only they may see."""

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.digest_letters import News, summary_of
from notifications.digest_words import Listed, worded_digest
from notifications.letters import Letter
from notifications.models import Wording
from notifications.previews import MOST, Reader, nobody
from notifications.queries import inbox_of, lines_of, mail_hours_of, texts_of
from notifications.waiting import work_of
from people.models import Person

FEW = 5


def usual_digest() -> tuple[str, str]:
    """Subject and text to begin with: the usual digest, with its places open; in the active language."""
    return "{summary}", f"{_('Hello {reader},')}\n\n{{list}}"


def readers_of_digest(writer: Person, language: str) -> list[Reader]:
    """Who can be looked as: the writer first, then by name who reads this language."""
    known = Person.objects.visible_to(writer).filter(is_active=True, language=language)
    others = known.exclude(pk=writer.pk).order_by("name", "pk")[:MOST]
    return [Reader(writer), *(Reader(person) for person in others)]


def preview_digest(wording: Wording, reader: Reader | None, writer: Person) -> Letter:
    """The digest with these words; the list itself only to who looks as oneself."""
    with translation.override(wording.language):
        if reader and reader.person.pk == writer.pk and (own := _own(wording, writer)):
            return own
        sentence = _(
            "[Here stands what waits for the reader, and what is new. Only the reader sees that.]"
        )
        person = reader.person if reader else nobody(wording)
        return worded_digest(wording, person, "[summary]", Listed.saying(sentence))


def _own(wording: Wording, person: Person) -> Letter | None:
    """With what waits for the person, and the newest notices; nothing when there is neither."""
    notices = [row for row in inbox_of(person, FEW) if row.read_at is None]
    lines, work = lines_of(notices), work_of(person)
    ids = {line.id for line in lines}
    quotes = texts_of(row for row in notices if row.pk in ids)
    news = [News(line, quotes.get(line.id, "")) for line in lines]
    if not news and not work:
        return None
    words = {"work": work, "news": news, "more": 0, "zone": mail_hours_of(person).zone_info}
    return worded_digest(wording, person, summary_of(news, work), Listed.of(words))
