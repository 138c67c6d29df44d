"""The migrated test database, kept between runs: making it takes longer than most test files.

On SQLite a file, on PostgreSQL a database of which others are made. The copy is named by what migrations are
made of, so that a changed migration makes a new one; `migrate` still runs over it, and finds nothing to do.

On SQLite the tests too use a file, as the product does: two that write wait for each other. A database in
memory, which Django would take, refuses the second at once when a live server reads or writes beside the test.
"""

import atexit
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = Path(__file__).parent.parent / ".pytest_cache" / "databases"
BESIDE = "platform/core/db/*.py"  # what migrations import that makes more than a column


def start_as_kept() -> None:
    """Let Django's new test database start as the kept copy, where there is one."""
    creation = connection.creation
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(_own_folder() / "test.sqlite3")
    make = creation._create_test_db  # type: ignore[attr-defined]  # of the backends that are tested

    def create(*args: object, **options: object) -> str:
        if connection.vendor == "postgresql" and _is_there(_server(), _name()):
            connection.settings_dict["TEST"]["TEMPLATE"] = _name()
        name = str(make(*args, **options))
        if connection.vendor == "sqlite":
            new_file(Path(name))
        return name

    creation._create_test_db = create  # type: ignore[attr-defined]  # as above


def keep() -> None:
    """Keep a copy of the database that has just been made, and no older ones."""
    if not _migrated():
        return
    if connection.vendor == "postgresql":
        _keep_database()
    elif not _kept().exists():
        _keep_file()


def new_file(path: Path) -> None:
    """A database of a site of its own on SQLite: migrated already, where a copy was kept."""
    if _kept().exists():
        shutil.copyfile(_kept(), path)


def new_database(address: str, name: str) -> None:
    """A database of a site of its own beside the one at this address, migrated already where one was kept."""
    server = _beside(address)
    kept = f' TEMPLATE "{_name()}"' if _is_there(server, _name()) else ""
    _run(server, f'CREATE DATABASE "{name}"{kept}')


def drop_database(address: str, name: str) -> None:
    """End a database that `new_database` made, whoever is still connected."""
    _run(_beside(address), f'DROP DATABASE "{name}" WITH (FORCE)')


def _keep_file() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = FOLDER / f"{os.getpid()}.part"
    connection.ensure_connection()
    with closing(sqlite3.connect(fresh)) as target:
        connection.connection.backup(target)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    fresh.replace(_kept())


def _keep_database() -> None:
    import psycopg

    server, made = _server(), connection.settings_dict["NAME"]
    if _is_there(server, _name()):
        return
    connection.close()  # a database that is in use cannot be copied
    try:
        _run(server, f'CREATE DATABASE "{_name()}" TEMPLATE "{made}"')
    except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        return  # the other process was first
    for old in _rows(
        server, "SELECT datname FROM pg_database WHERE datname LIKE 'klankbord_kept_%%'"
    ):
        if old != _name():
            _run(server, f'DROP DATABASE IF EXISTS "{old}"')


def _name() -> str:
    return f"klankbord_kept_{_fingerprint()}"


def _server() -> str:
    return _beside(os.environ["DATABASE_URL"])


def _beside(address: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path="/postgres"))


def _is_there(server: str, name: str) -> bool:
    return bool(_rows(server, "SELECT datname FROM pg_database WHERE datname = %s", name))


def _rows(server: str, sql: str, *values: str) -> list[str]:
    import psycopg

    with psycopg.connect(server, autocommit=True) as beside:
        return [row[0] for row in beside.execute(sql, values)]


def _run(server: str, sql: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as beside:
        beside.execute(sql)


def _own_folder() -> Path:
    """A folder of this process, in memory where the machine has such a place; gone when it ends."""
    shared = Path("/dev/shm")
    made = tempfile.mkdtemp(prefix="klankbord-test-", dir=shared if shared.is_dir() else None)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def _migrated() -> bool:
    """Not so under `--no-migrations`: over such a copy every later run would migrate into full tables."""
    return "django_migrations" in connection.introspection.table_names()


def _kept() -> Path:
    return FOLDER / f"{_fingerprint()}.sqlite3"


@cache
def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _made_of():
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _made_of() -> Iterator[Path]:
    for app in apps.get_app_configs():
        yield from sorted(Path(app.path).glob("migrations/*.py"))
    yield from sorted(Path(settings.BASE_DIR).glob(BESIDE))
