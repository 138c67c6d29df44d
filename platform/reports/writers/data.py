"""Reports as JSON for programs: a format with a name and a version, stable keys, ISO 8601 dates.

A dossier (`klankbord.dossier`): the fields of `shapes.DossierReport`, all the way down; texts of
people are HTML under keys that end in `html`. A round (`klankbord.round`): `tables`, each a list of
objects under the keys of its columns; the same tables as the sheets. The version rises when a key
goes or means something else; new keys may come at any time.
"""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from core.clock import local
from reports.shapes import DossierReport, RoundReport
from reports.tables import Table

MIME = "application/json"
VERSION = 1


def write_dossier(report: DossierReport, about: str) -> bytes:
    """One dossier."""
    return _json(
        {"format": "klankbord.dossier", "version": VERSION, "about": about}, asdict(report)
    )


def write_round(report: RoundReport, about: str, tables: list[Table]) -> bytes:
    """One round."""
    head = {"format": "klankbord.round", "version": VERSION, "about": about}
    names = ("id", "name", "edition", "made_for", "made_at", "language")
    body: dict[str, Any] = {name: getattr(report, name) for name in names}
    body["tables"] = {
        table.key: [
            {head.key: value for head, value in zip(table.heads, row, strict=True)}
            for row in table.rows
        ]
        for table in tables
    }
    return _json(head, body)


def _json(head: dict[str, Any], body: dict[str, Any]) -> bytes:
    text = json.dumps(head | body, ensure_ascii=False, indent=1, default=_iso)
    return text.encode("utf-8", "replace")


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
