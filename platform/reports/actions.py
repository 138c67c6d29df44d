"""Asking for a file, making it, and removing old ones."""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation

from audit.actions import record
from core.clock import now
from core.keys import claim
from core.ratelimit import allow
from core.tasks import enqueue
from notifications.actions import notify
from people.models import Person
from plans.models import Dossier
from reports import tasks
from reports.errors import TooMany
from reports.holds import holds
from reports.making import file_of, name_of
from reports.models import Export, ExportQuerySet, ExportState, Format
from reports.notices import READY
from reports.queries.exports import report_for
from sessions.models import Round

logger = logging.getLogger(__name__)
KEPT = timedelta(days=7)
STUCK = timedelta(minutes=30)  # a worker needs seconds; after this it was killed
PER_SECOND, AT_ONCE = 1 / 60, 12


@transaction.atomic
def ask_for(
    *,
    sort: Format,
    language: str,
    by: Person,
    dossier: Dossier | None = None,
    round_: Round | None = None,
) -> Export:
    """Ask for a file of a dossier or a round. Asking again while it is being made gives the same one."""
    Person.objects.select_for_update().get(pk=by.pk)  # two clicks make one file
    wanted = {"dossier": dossier, "round": round_, "format": sort, "language": language}
    running = Export.objects.unfinished().filter(maker=by, **wanted).first()
    if running:
        return running
    if not allow(f"export:{by.pk}", rate=PER_SECOND, burst=AT_ONCE):
        raise TooMany
    export = Export.objects.create(maker=by, **wanted)
    record("export.asked", by=by, target=export, changes={"format": (None, sort.value)})
    enqueue(tasks.make, export.pk)
    return export


def make(export_id: int) -> bool:
    """Make the file that was asked for; False when another worker has it, or it failed. For a worker."""
    waiting = Export.objects.filter(pk=export_id, state=ExportState.WAITING)
    if not claim(waiting, state=ExportState.MAKING, taken_at=now()):
        return False
    export = Export.objects.select_related("maker").get(pk=export_id)
    try:
        content, name, held = _content(export)
    except Exception:
        logger.exception("an export could not be made", extra={"export": export_id})
        claim(_taken(export_id), state=ExportState.FAILED)
        return False
    _keep(export, content, name, held)
    return True


def _content(export: Export) -> tuple[bytes, str, list[str]]:
    with translation.override(export.language):
        report = report_for(export) if export.maker.is_active else None
        if report is None:
            raise LookupError("nothing to read any more")
        sort = Format(export.format)
        return file_of(report, sort), name_of(report, sort), sorted(holds(report))


@transaction.atomic
def _keep(export: Export, content: bytes, name: str, held: list[str]) -> None:
    row = _taken(export.pk).select_for_update().first()
    if row is None:  # the sweep took it back
        return
    row.file.save(name, ContentFile(content), save=False)
    row.name, row.size, row.holds = name, len(content), held
    row.state, row.made_at = ExportState.READY, now()
    row.expires_at = row.made_at + KEPT
    row.save()
    notify([export.maker], READY, about=row, context={"file": name})


def _taken(export_id: int) -> ExportQuerySet:
    return Export.objects.filter(pk=export_id, state=ExportState.MAKING)


def sweep() -> int:
    """Remove files after their last day, and start again what a worker left lying; how many removed."""
    moment = now()
    for pk in Export.objects.filter(
        state=ExportState.MAKING, taken_at__lt=moment - STUCK
    ).values_list("pk", flat=True):
        claim(_taken(pk), state=ExportState.FAILED)
    for pk in Export.objects.filter(
        state=ExportState.WAITING, asked_at__lt=moment - STUCK / 6
    ).values_list("pk", flat=True):
        enqueue(tasks.make, pk)
    old = list(Export.objects.filter(expires_at__lte=moment))
    old += list(Export.objects.filter(state=ExportState.FAILED, asked_at__lt=moment - KEPT))
    for export in old:
        if export.file:
            export.file.delete(save=False)
        export.delete()
    return len(old)
