"""The migrated test database, kept between runs: making it takes longer than most test files.

On SQLite alone. The copy is named by what migrations are made of, so that a changed migration makes a new one;
`migrate` still runs over it, and finds nothing to do.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = Path(__file__).parent.parent / ".pytest_cache" / "databases"
BESIDE = "platform/core/db/*.py"  # what migrations import that makes more than a column


def load_into_memory() -> None:
    """Let Django's empty test database in memory start as the kept copy, where there is one."""
    creation = connection.creation
    make = creation._create_test_db  # type: ignore[attr-defined]  # of the backends that are tested

    def create(*args: object, **options: object) -> str:
        name = make(*args, **options)
        if _in_memory(name) and (kept := _kept()).exists():
            connection.settings_dict["NAME"] = name
            connection.close()
            connection.ensure_connection()
            with sqlite3.connect(kept) as source:
                source.backup(connection.connection)
            source.close()
        return str(name)

    creation._create_test_db = create  # type: ignore[attr-defined]  # as above


def keep() -> None:
    """Keep a copy of the database that has just been made, and no older ones."""
    kept = _kept()
    if not _in_memory(str(connection.settings_dict["NAME"])) or kept.exists() or not _migrated():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = FOLDER / f"{os.getpid()}.part"
    with sqlite3.connect(fresh) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    target.close()
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    fresh.replace(kept)


def _in_memory(name: str) -> bool:
    return connection.vendor == "sqlite" and "memory" in name


def _migrated() -> bool:
    """Not so under `--no-migrations`: over such a copy every later run would migrate into full tables."""
    return "django_migrations" in connection.introspection.table_names()


def _kept() -> Path:
    return FOLDER / f"{_fingerprint()}.sqlite3"


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
