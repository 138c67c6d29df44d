"""Which export somebody asked for, what it is called, and whether it may be downloaded now."""

from django.utils import translation

from core.clock import is_past
from core.errors import DomainError
from people.models import Person
from reports import errors
from reports.holds import holds
from reports.models import Export, ExportState
from reports.queries.dossier import dossier_report, readable_dossiers
from reports.queries.rounds import round_report
from reports.shapes import Report
from sessions.models import Round


def report_for(export: Export) -> Report | None:
    """The report as its maker may read it now; none when even its subject is hidden."""
    if export.dossier_id:
        dossier = readable_dossiers(export.maker).filter(pk=export.dossier_id).first()
        return dossier_report(dossier, export.maker) if dossier else None
    rounds = Round.objects.visible_to(export.maker).select_related("edition__programme")
    found = rounds.filter(pk=export.round_id or 0).first()
    return round_report(found, export.maker) if found else None


def refusal(export: Export) -> DomainError | None:
    """Why this file may not be downloaded now; none when it may.

    Rights are asked again: the report is read anew, and whatever the file holds must be in it.
    """
    if export.is_busy:
        return errors.NotReady()
    if export.state == ExportState.FAILED:
        return errors.NotMade()
    if is_past(export.expires_at):
        return errors.Gone()
    with translation.override(export.language):
        now = report_for(export)
    if now is None or not holds(now).issuperset(export.holds):
        return errors.RightsShrank()
    return None


def exports_of(person: Person) -> list[Export]:
    """The files that somebody asked for, newest first."""
    rows = Export.objects.visible_to(person).select_related("dossier__region", "round__edition")
    return list(rows[:50])
