"""The SQL of a trigger that refuses, for each database that we support. Pure: text in, text out."""

from collections.abc import Sequence
from dataclasses import dataclass

FUNCTION = "klankbord_refuse"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Refuses one event ("UPDATE" or "DELETE") on rows of one table.

    `columns`: only a change of one of these is refused; empty means every update.
    `unless`: an SQL condition on the old row under which the change is let through.
    """

    name: str
    table: str
    event: str
    columns: Sequence[str] = ()
    unless: str = ""

    @property
    def message(self) -> str:
        """What the database says."""
        return f"{self.table}: {self.event.lower()} refused, this row is final"

    def condition(self, differs: str) -> str:
        """The SQL condition under which the event is refused; "" is always."""
        parts = []
        if self.columns:
            changed = (f'OLD."{name}" {differs} NEW."{name}"' for name in self.columns)
            parts.append(f"({' OR '.join(changed)})")
        if self.unless:
            parts.append(f"NOT coalesce(({self.unless}), false)")
        return " AND ".join(parts)


def create_sql(vendor: str, trigger: Trigger) -> list[str]:
    """The statements that make the trigger."""
    return {"sqlite": _sqlite, "postgresql": _postgresql}[vendor](trigger)


def drop_sql(vendor: str, trigger: Trigger) -> str:
    """The statement that removes the trigger, if it is there."""
    where = f' ON "{trigger.table}"' if vendor == "postgresql" else ""
    return f'DROP TRIGGER IF EXISTS "{trigger.name}"{where}'


def _sqlite(trigger: Trigger) -> list[str]:
    condition = trigger.condition("IS NOT")
    when = f"WHEN {condition}" if condition else ""
    return [
        f"""CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}"
        FOR EACH ROW {when} BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END"""
    ]


def _postgresql(trigger: Trigger) -> list[str]:
    """One function serves all triggers; 23514 makes Django see an IntegrityError, as on SQLite."""
    condition = trigger.condition("IS DISTINCT FROM")
    when = f"WHEN ({condition})" if condition else ""
    return [
        f"""CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = '23514'; END $$""",
        f"""CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}"
        FOR EACH ROW {when} EXECUTE FUNCTION {FUNCTION}('{trigger.message}')""",
    ]
