"""Tables as a workbook (XLSX): texts stay texts, days are days, the head stays in sight."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.clock import local
from reports.blocks import printable
from reports.tables import Sort, Table, Value

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_000  # signs that a cell of Excel can hold, with some to spare
FORMATS = {Sort.DAY: "yyyy-mm-dd", Sort.MOMENT: "yyyy-mm-dd hh:mm"}


def write_sheets(title: str, about: str, tables: list[Table], made_at: datetime) -> bytes:
    """The workbook; no text becomes a formula or a link, whatever it begins with."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    day = local(made_at).replace(tzinfo=None)
    book.set_properties({"title": printable(title), "comments": about, "created": day})
    styles: dict[str, Any] = {
        "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
        Sort.TEXT: book.add_format({"text_wrap": True, "valign": "top"}),
        Sort.NUMBER: book.add_format({"valign": "top"}),
        Sort.FLAG: book.add_format({"valign": "top"}),
        **{
            sort: book.add_format({"num_format": shape, "valign": "top"})
            for sort, shape in FORMATS.items()
        },
    }
    for table in tables:
        _sheet(book, table, styles)
    _about(book, title, about, tables, styles)
    book.close()
    return made.getvalue()


def _sheet(book: Any, table: Table, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.title[:31])
    sheet.freeze_panes(1, 1)
    for place, head in enumerate(table.heads):
        sheet.set_column(place, place, head.width)
        sheet.write_string(0, place, head.title, styles["head"])
    for number, row in enumerate(table.rows, 1):
        for place, (head, value) in enumerate(zip(table.heads, row, strict=True)):
            _cell(sheet, number, place, value, styles[head.sort])
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def _cell(sheet: Any, row: int, place: int, value: Value, style: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value, style)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, style)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, local(value).replace(tzinfo=None), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, style)
    else:
        sheet.write_string(row, place, fitting(value), style)


def fitting(text: str) -> str:
    """A text as a cell can hold it."""
    text = printable(text)
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _about(book: Any, title: str, about: str, tables: list[Table], styles: dict[str, Any]) -> None:
    """The last sheet: what this is, for whom, and how many rows each table has."""
    sheet = book.add_worksheet(_("about this file"))
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 12)
    sheet.write_string(0, 0, printable(title), styles["head"])
    sheet.write_string(1, 0, printable(about), styles[Sort.TEXT])
    sheet.write_string(3, 0, _("Sheet"), styles["head"])
    sheet.write_string(3, 1, _("Rows"), styles["head"])
    for number, table in enumerate(tables, 4):
        sheet.write_string(number, 0, table.title, styles[Sort.TEXT])
        sheet.write_number(number, 1, len(table.rows))
