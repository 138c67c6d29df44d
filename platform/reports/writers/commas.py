"""Tables as CSV files in a zip: UTF-8 with a mark for Excel, and no cell that a program takes for a formula."""

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime

from core.clock import local
from reports.blocks import printable
from reports.tables import Table, Value

MIME = "application/zip"
FORMULA = "=+-@"
SPACES = " \u00a0\u200b\ufeff"


def harmless(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would run it.

    Also for signs of full width (＝＋－＠), a tab or line end in front, and spaces before the sign.
    """
    text = printable(text)
    first = unicodedata.normalize("NFKC", text.lstrip(SPACES)[:1])[:1]
    if (
        text[:1] in ("\t", "\r", "\n")
        or first in ("\t", "\r", "\n")
        or (first and first in FORMULA)
    ):
        return f"'{text}"
    return text


def write_commas(about: str, tables: list[Table], made_at: datetime) -> bytes:
    """One file a table; the heads are stable keys, days and moments are ISO 8601."""
    made = io.BytesIO()
    stamp = local(made_at).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [
            ("about.txt", f"{about}\n"),
            *((f"{t.key}.csv", lines(t)) for t in tables),
        ]:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8-sig"))
    return made.getvalue()


def lines(table: Table) -> str:
    """The table as comma-separated lines (RFC 4180)."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([head.key for head in table.heads])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return made.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)
