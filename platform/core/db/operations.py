"""Migration operations for rows that must not change any more."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from core.db.triggers import Trigger, create_sql, drop_sql


class RefuseChanges(Operation):
    """Let the database refuse UPDATE and DELETE on rows of a model.

    - append-only:          `RefuseChanges("Entry")`
    - final once submitted: `RefuseChanges("Version", unless="OLD.submitted_at IS NULL")`
    - some fields final:    `RefuseChanges("Review", update=["plan_version"], delete=False)`
    - all but some final:   `RefuseChanges("Post", but=["resolved_at"], delete=False)`

    `unless` is SQL about the OLD row that both databases understand: `NOT OLD.is_final`, not
    `OLD.is_final = 1`; no subqueries. Give `name` when a model has more than one.

    A refused change is `django.db.IntegrityError`. Foreign keys on such a model are PROTECT:
    SET_NULL and CASCADE are refused too. To rename or drop a guarded column, or to fill frozen
    rows, put `AllowChanges(same arguments)` before it in the migration, and this after it.
    SQLite forgets triggers when Django rebuilds a table; `core.db.guards` puts them back.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        model_name: str,
        *,
        update: bool | Sequence[str] = True,
        but: Sequence[str] = (),
        delete: bool = True,
        unless: str = "",
        name: str = "",
    ) -> None:
        self.model_name = model_name
        self.update = update
        self.but = but
        self.delete = delete
        self.unless = unless
        self.name = name

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """How a migration file writes this."""
        kwargs: dict[str, Any] = {
            "model_name": self.model_name,
            "update": self.update,
            "but": self.but,
            "delete": self.delete,
            "unless": self.unless,
            "name": self.name,
        }
        return self.__class__.__qualname__, [], kwargs

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 -- Django's signature
        to_state: ProjectState,
    ) -> None:
        """Make the triggers."""
        self.create(schema_editor, to_state.apps.get_model(app_label, self.model_name))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002 -- Django's signature
    ) -> None:
        """Remove the triggers."""
        self.drop(schema_editor, from_state.apps.get_model(app_label, self.model_name))

    def create(self, schema_editor: BaseDatabaseSchemaEditor, model: Any) -> None:
        """Make the triggers for a model, in place of older ones of the same name."""
        vendor = schema_editor.connection.vendor
        for trigger in self.triggers(model):
            for statement in (drop_sql(vendor, trigger), *create_sql(vendor, trigger)):
                schema_editor.execute(statement, params=None)

    def drop(self, schema_editor: BaseDatabaseSchemaEditor, model: Any) -> None:
        """Remove the triggers of a model."""
        for trigger in self.triggers(model):
            schema_editor.execute(drop_sql(schema_editor.connection.vendor, trigger), params=None)

    def triggers(self, model: Any) -> list[Trigger]:
        """The triggers that this asks for."""
        table = model._meta.db_table
        columns = self._columns(model)
        made = []
        if self.update:
            made.append(Trigger(self._name(table, "update"), table, "UPDATE", columns, self.unless))
        if self.delete:
            made.append(Trigger(self._name(table, "delete"), table, "DELETE", (), self.unless))
        return made

    def _columns(self, model: Any) -> list[str]:
        """The columns of which a change is refused; none named means every update."""
        fields = model._meta.local_concrete_fields
        if not isinstance(self.update, bool):
            return [model._meta.get_field(name).column for name in self.update]
        if not self.but:
            return []
        free = {model._meta.get_field(name).column for name in self.but}
        return [field.column for field in fields if field.column not in free]

    def _name(self, table: str, event: str) -> str:
        suffix = f"_{self.name}" if self.name else ""
        return f"{table[:40]}_refuse_{event}{suffix}"[:63]

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Refuse changes to final rows of {self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        """For the file name that makemigrations would choose."""
        return f"{self.model_name.lower()}_refuse_changes"


class AllowChanges(RefuseChanges):
    """Take back a RefuseChanges with the same arguments; its reverse puts it in place again."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002 -- Django's signature
    ) -> None:
        """Remove the triggers."""
        self.drop(schema_editor, from_state.apps.get_model(app_label, self.model_name))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 -- Django's signature
        to_state: ProjectState,
    ) -> None:
        """Make the triggers again."""
        self.create(schema_editor, to_state.apps.get_model(app_label, self.model_name))

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Allow changes to rows of {self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        """For the file name that makemigrations would choose."""
        return f"{self.model_name.lower()}_allow_changes"
