"""The database itself refuses to change what is final, on SQLite and PostgreSQL."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import AlterField, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from core.db import AllowChanges, RefuseChanges, guards
from core.db.triggers import drop_sql

pytestmark = pytest.mark.django_db(transaction=True)

FIELDS = [
    ("id", models.BigAutoField(primary_key=True)),
    ("text", models.TextField(default="")),
    ("data", models.JSONField(default=dict)),
    ("is_final", models.BooleanField(default=False)),
    ("final_at", models.DateTimeField(null=True)),
]


class Lab:
    """A table of our own, and the operations tried on it."""

    def __init__(self):
        self.state = ProjectState()

    def apply(self, *operations, backwards=False):
        migration = Migration("x", "core")
        migration.operations = list(operations)
        with connection.schema_editor() as editor:
            if backwards:
                migration.unapply(self.state, editor)
            else:
                self.state = migration.apply(self.state, editor)

    @property
    def model(self):
        return self.state.apps.get_model("core", "Paper")

    def row(self, **values):
        return self.model.objects.create(**values)


@pytest.fixture
def lab():
    lab = Lab()
    lab.apply(CreateModel("Paper", FIELDS, options={"db_table": "core_test_paper"}))
    yield lab
    with connection.schema_editor() as editor:
        editor.delete_model(lab.model)


def refused(change) -> bool:
    """Whether the database answers this change with IntegrityError."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError as error:
        return "this row is final" in str(error)
    return False


def test_append_only_rows_take_no_change_at_all(lab):
    lab.apply(RefuseChanges("Paper"))
    row = lab.row(text="a")

    assert refused(lambda: lab.model.objects.update(text="b"))
    assert refused(lambda: lab.model.objects.update(text="a"))
    assert refused(row.delete)
    assert refused(lambda: lab.model.objects.all()._raw_delete("default"))
    assert lab.model.objects.values_list("text", flat=True).get() == "a"


def test_rows_are_free_until_they_are_final(lab):
    lab.apply(RefuseChanges("Paper", unless="OLD.final_at IS NULL"))
    row, other = lab.row(text="a"), lab.row(text="x")

    row.text = "b"
    row.save()
    lab.model.objects.filter(pk=row.pk).update(final_at="2026-06-01T00:00:00Z")

    assert refused(lambda: lab.model.objects.filter(pk=row.pk).update(text="c"))
    assert refused(lambda: lab.model.objects.filter(pk=row.pk).update(final_at=None))
    assert refused(row.delete)
    assert not refused(other.delete)


def test_condition_that_is_unknown_refuses(lab):
    lab.apply(RefuseChanges("Paper", unless="OLD.final_at > '2026-01-01'"))
    row = lab.row()

    assert refused(row.delete)


def test_booleans_work_in_conditions_on_both_databases(lab):
    lab.apply(RefuseChanges("Paper", unless="NOT OLD.is_final"))
    free, final = lab.row(), lab.row(is_final=True)

    assert refused(final.delete)
    assert not refused(free.delete)


def test_named_fields_are_final_and_others_free(lab):
    lab.apply(RefuseChanges("Paper", update=["text"], delete=False))
    row = lab.row(text="a")

    row.is_final = True
    row.save()

    assert refused(lambda: lab.model.objects.update(text="b"))
    assert not refused(row.delete)


def test_all_fields_but_some_are_final(lab):
    lab.apply(RefuseChanges("Paper", but=["final_at"], delete=False))
    row = lab.row(text="a", data={"a": 1})

    row.final_at = "2026-06-01T00:00:00Z"
    row.save()

    assert refused(lambda: lab.model.objects.update(data={"a": 2}))
    assert refused(lambda: lab.model.objects.update(id=row.pk + 1))


def test_second_refusal_on_a_model_has_its_own_name(lab):
    lab.apply(
        RefuseChanges("Paper", update=["text"], delete=False),
        RefuseChanges("Paper", update=["data"], delete=False, name="data"),
    )
    lab.row()

    assert refused(lambda: lab.model.objects.update(text="b"))
    assert refused(lambda: lab.model.objects.update(data={"a": 2}))


def test_going_back_frees_the_rows(lab):
    lab.apply(RefuseChanges("Paper"))
    row = lab.row()

    lab.apply(RefuseChanges("Paper"), backwards=True)

    assert not refused(row.delete)


def test_allow_changes_frees_the_rows_and_its_reverse_does_not(lab):
    lab.apply(RefuseChanges("Paper"), AllowChanges("Paper"))
    lab.row()

    assert not refused(lambda: lab.model.objects.update(text="b"))

    lab.apply(AllowChanges("Paper"), backwards=True)
    assert refused(lambda: lab.model.objects.update(text="c"))
    lab.apply(AllowChanges("Paper"))


def test_upsert_is_refused_too(lab):
    lab.apply(RefuseChanges("Paper"))
    row = lab.row(text="a")

    assert refused(
        lambda: lab.model.objects.bulk_create(
            [lab.model(pk=row.pk, text="b")],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["text"],
        )
    )


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite rebuilds tables")
def test_rebuilt_table_loses_its_triggers_which_is_why_they_are_restored(lab):
    lab.apply(RefuseChanges("Paper"))
    lab.apply(AlterField("Paper", "text", models.CharField(max_length=10, default="")))
    lab.row()

    assert not refused(lambda: lab.model.objects.update(text="b"))


def test_every_trigger_that_migrations_ask_for_is_there():
    names = {trigger.name for trigger in guards.wanted(connection)}

    assert "audit_entry_refuse_update" in names
    assert "audit_entry_refuse_delete" in names
    assert guards.missing(connection) == []


def test_lost_trigger_is_put_back():
    lost = guards.wanted(connection)[0]
    with connection.cursor() as cursor:
        cursor.execute(drop_sql(connection.vendor, lost))
    assert guards.missing(connection) == [lost]

    assert guards.restore(connection) == [lost]

    assert guards.missing(connection) == []


def test_all_triggers_can_be_lifted_and_put_back():
    lifted = guards.lift(connection)

    assert guards.missing(connection) == lifted
    assert guards.restore(connection) == lifted


def test_operation_can_be_written_to_a_migration_file():
    operation = RefuseChanges("Paper", but=["text"], delete=False, unless="NOT OLD.is_final")
    migration = type("Migration", (Migration,), {"operations": [operation]})("0001_x", "core")

    source = MigrationWriter(migration).as_string()

    assert "core.db.operations.RefuseChanges(" in source
    assert "but=['text']" in source


def test_guarded_models_have_no_foreign_key_that_a_delete_would_change():
    loader = MigrationLoader(connection)
    bad = [
        f"{key[0]}.{operation.model_name}.{field.name}"
        for key, migration in loader.disk_migrations.items()
        for operation in migration.operations
        if type(operation) is RefuseChanges and operation.update is True and not operation.but
        for field in loader.project_state()
        .apps.get_model(key[0], operation.model_name)
        ._meta.fields
        if field.many_to_one
        and field.remote_field.on_delete in (models.SET_NULL, models.SET_DEFAULT)
    ]

    assert bad == []


def test_migrate_puts_back_what_is_lost():
    lost = guards.wanted(connection)[0]
    with connection.cursor() as cursor:
        cursor.execute(drop_sql(connection.vendor, lost))

    call_command("migrate", verbosity=0)

    assert guards.missing(connection) == []
