"""Draft minutes, put together from what the room kept: who was there, notes, agreements, advice."""

from collections import defaultdict

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from sessions.models import (
    Attendance,
    AttendanceState,
    CaughtAdvice,
    Note,
    NoteKind,
    SilentKind,
    SilentText,
    Sitting,
)


def draft_of(sitting: Sitting) -> str:
    """The minutes as Markdown, in the language that is active. Names stand with presence only:

    what was said may be used, not who said it.
    """
    parts = [_head(sitting), _people(sitting), *_steps(sitting), _agreements(sitting)]
    parts += [_advice(sitting), _shared(sitting)]
    return "\n\n".join(part for part in parts if part)


def _head(sitting: Sitting) -> str:
    day = clock.local(sitting.starts_at or sitting.created_at)
    words = {"name": sitting, "date": date_format(day, "j F Y"), "place": sitting.place}
    line = _("Minutes of the sitting %(name)s on %(date)s, %(place)s.")
    return (line if sitting.place else _("Minutes of the sitting %(name)s on %(date)s.")) % words


def _people(sitting: Sitting) -> str:
    rows = Attendance.objects.standing().filter(sitting=sitting).select_related("person")
    there = [str(row.person) for row in rows if row.state == AttendanceState.PRESENT]
    away = [str(row.person) for row in rows if row.state == AttendanceState.REGRET]
    lines = [_("Present: %(names)s.") % {"names": ", ".join(there)}] if there else []
    lines += [_("With regret: %(names)s.") % {"names": ", ".join(away)}] if away else []
    return _section(_("Who was there"), lines)


def _steps(sitting: Sitting) -> list[str]:
    notes: dict[int, list[str]] = defaultdict(list)
    for note in _notes(sitting, NoteKind.NOTE):
        notes[note.item_id].append(note.body)
    items = [item for item in sitting.items.all() if item.pk in notes]
    return [_section(str(item), [_bullet(body) for body in notes[item.pk]]) for item in items]


def _agreements(sitting: Sitting) -> str:
    rows = _notes(sitting, NoteKind.AGREEMENT)
    return _section(_("Agreements"), [_bullet(row.body) for row in rows])


def _advice(sitting: Sitting) -> str:
    rows = CaughtAdvice.objects.filter(sitting=sitting)
    lines = [_bullet(f"**{row.title}**" + (f": {row.body}" if row.body else "")) for row in rows]
    return _section(_("Advice from the session"), lines)


def _shared(sitting: Sitting) -> str:
    """What was written in silence and then shared, by box."""
    rows = SilentText.objects.filter(sitting=sitting, shared_at__isnull=False).exclude(body="")
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in rows.order_by("shared_at", "pk"):
        by_kind[row.kind].append(_bullet(row.body))
    parts = [
        f"### {kind.label}\n\n" + "\n".join(by_kind[kind]) for kind in SilentKind if by_kind[kind]
    ]
    return _section(_("Written in silence, and shared"), parts)


def _notes(sitting: Sitting, kind: NoteKind) -> list[Note]:
    rows = Note.objects.filter(sitting=sitting, kind=kind, removed_at=None)
    return list(rows.order_by("item__position", "pk"))


def _section(title: str, lines: list[str]) -> str:
    return f"## {title}\n\n" + "\n".join(lines) if lines else ""


def _bullet(body: str) -> str:
    """A text as one item of a list, its further lines under it."""
    first, *rest = body.strip().splitlines()
    return "\n".join([f"- {first}", *(f"    {line}" if line.strip() else "" for line in rest)])
