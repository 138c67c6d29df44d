"""A letter before it is sent: as somebody would get it, about what that person really got a notice of."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from core.clock import now
from notifications import kinds
from notifications.letters import Letter, worded_letter
from notifications.models import Notice, Wording
from notifications.queries import Line, lines_of, texts_of
from notifications.wording import places_of_line
from people.models import Person

LATELY, MOST = timedelta(days=365), 200


@dataclass(frozen=True)
class Reader:
    """Somebody who gets such a letter; of a notice, about something that the writer of the letter may see too."""

    person: Person
    notice: Notice | None = None


def readers_of(kind: kinds.Kind, writer: Person) -> list[Reader]:
    """Who can be looked as, by name: each with the newest notice of this kind that the writer may see."""
    rows = Notice.objects.filter(kind=kind.key, created_at__gt=now() - LATELY)
    known = Person.objects.visible_to(writer).values("pk")
    newest = list(rows.filter(person__in=known).select_related("person").order_by("-pk")[:MOST])
    seen = kind.still_seen_by(writer, {row.subject_id for row in newest}) if newest else set()
    found: dict[int, Reader] = {}
    for row in newest:
        if row.subject_id in seen:
            found.setdefault(row.person_id, Reader(row.person, row))
    return sorted(found.values(), key=lambda one: str(one.person))


def usual_words() -> tuple[str, str]:
    """Subject and text to begin with: the usual letter, with its places open; in the active language."""
    hello, why = _("Hello {reader},"), _("You get this mail {why}.")
    return "{sentence}", f"{hello}\n\n{{sentence}}\n\n{{text}}\n\n{{link}}\n\n{why}"


def preview(
    wording: Wording, kind: kinds.Kind, reader: Reader | None, *, note: str = ""
) -> Letter | None:
    """The letter with these words: to this reader, or with an example of each word."""
    with translation.override(wording.language):
        if reader is None or reader.notice is None:
            return worded_letter(wording, nobody(wording), kind, _example(kind), "", note=note)
        lines = lines_of([reader.notice])
        if not lines:
            return None
        quote = texts_of([reader.notice]).get(reader.notice.pk, "")
        return worded_letter(wording, reader.person, kind, lines[0], quote, note=note)


def nobody(wording: Wording) -> Person:
    """Who stands for every reader; in the active language."""
    return Person(pk=0, name=_("Name"), language=wording.language)


def _example(kind: kinds.Kind) -> Line:
    """Each place shows its own name."""
    words = {name: f"[{name}]" for name in places_of_line(str(kind.line))}
    return Line(0, str(kind.line) % words, str(kind.action), "/", now(), False, words)
