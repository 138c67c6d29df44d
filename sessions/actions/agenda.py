"""The agenda of a sitting: from a template, or as somebody wants it."""

from collections.abc import Sequence

from django.db import transaction

from audit.actions import record
from people.models import Person
from sessions.agenda import TEMPLATES, Line
from sessions.errors_sitting import AgendaIsFixed
from sessions.models import AgendaItem, AgendaTemplate, Sitting, SittingState


def fill_agenda(sitting: Sitting, template: AgendaTemplate | str) -> None:
    """Give a fresh sitting the steps of a template."""
    _write(sitting, TEMPLATES[str(template)])


@transaction.atomic
def take_template(*, sitting: Sitting, template: AgendaTemplate, by: Person) -> Sitting:
    """Put the steps of a template in place of what there is. Raises AgendaIsFixed."""
    held = _held(sitting)
    old, held.template = held.template, template
    held.save(update_fields=["template"])
    held.items.all().delete()
    fill_agenda(held, template)
    record("sitting.agenda_changed", by=by, target=held, changes={"template": (old, template)})
    return held


@transaction.atomic
def save_agenda(*, sitting: Sitting, lines: Sequence[Line], by: Person) -> Sitting:
    """Keep these steps in this order. Raises AgendaIsFixed."""
    held = _held(sitting)
    before = lines_of(held)
    if list(lines) == before:
        return held
    held.items.all().delete()
    _write(held, lines)
    changes = {
        "minutes": (sum(line.minutes for line in before), sum(line.minutes for line in lines)),
        "steps": ([str(line.kind) for line in before], [str(line.kind) for line in lines]),
    }
    record("sitting.agenda_changed", by=by, target=held, changes=changes)
    return held


def lines_of(sitting: Sitting) -> list[Line]:
    """The steps as plain values, in their order."""
    return [
        Line(row.kind, row.minutes, row.speaker, row.title, row.instruction)  # type: ignore[arg-type]  # a choice is the same text
        for row in sitting.items.all()
    ]


def _held(sitting: Sitting) -> Sitting:
    held = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if held.state != SittingState.PLANNED:
        raise AgendaIsFixed
    return held


def _write(sitting: Sitting, lines: Sequence[Line]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            sitting=sitting,
            position=position,
            kind=line.kind,
            minutes=line.minutes,
            speaker=line.speaker,
            title=line.title,
            instruction=line.instruction,
        )
        for position, line in enumerate(lines, 1)
    )
