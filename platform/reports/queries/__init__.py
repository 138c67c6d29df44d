"""Reads: a dossier as a report, a round as tables, and who asked for which export."""

from reports.queries.dossier import dossier_report
from reports.queries.rounds import round_report

__all__ = ["dossier_report", "round_report"]
