"""Promises that the database keeps, on SQLite and on PostgreSQL."""

from core.db.operations import AllowChanges, RefuseChanges

__all__ = ["AllowChanges", "RefuseChanges"]
