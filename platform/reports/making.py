"""From a report to a file: which writer makes which format. No database."""

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.clock import local
from reports import words
from reports.layout import document_of
from reports.models import Format
from reports.round_tables import tables_of
from reports.shapes import DossierReport, Report, RoundReport
from reports.writers import commas, data, pdf, sheets, word

MIMES = {
    Format.PDF: pdf.MIME,
    Format.WORD: word.MIME,
    Format.SHEETS: sheets.MIME,
    Format.COMMAS: commas.MIME,
    Format.DATA: data.MIME,
}


def file_of(report: Report, sort: Format) -> bytes:
    """The file. Call it with the report's language active."""
    if isinstance(report, DossierReport):
        return _of_dossier(report, sort)
    return _of_round(report, sort)


def _of_dossier(report: DossierReport, sort: Format) -> bytes:
    if sort == Format.DATA:
        return data.write_dossier(report, words.made_for(report))
    document = document_of(report)
    if sort == Format.PDF:
        return pdf.write_pdf(document, settings.BASE_URL)
    return word.write_word(document, settings.BASE_URL, report.made_at)


def _of_round(report: RoundReport, sort: Format) -> bytes:
    about, tables = words.made_for(report), tables_of(report)
    title = f"{report.name} · {report.edition}"
    if sort == Format.SHEETS:
        return sheets.write_sheets(title, about, tables, report.made_at)
    if sort == Format.COMMAS:
        return commas.write_commas(about, tables, report.made_at)
    return data.write_round(report, about, tables)


def name_of(report: Report, sort: Format | str) -> str:
    """A file name that says what it is: region, theme and day."""
    if isinstance(report, DossierReport):
        stem = slugify(f"{report.region} {report.theme}")
    else:
        stem = slugify(report.name)
    ending = "zip" if sort == Format.COMMAS else str(sort)
    return f"{(stem or slugify(_('report')))[:80]}-{local(report.made_at):%Y-%m-%d}.{ending}"
