"""A copy of the database and of the uploaded files, while the site runs; the last ones are kept."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

KEEP = 14


def back_up(target: Path, database: dict[str, Any], files: Path) -> Path:
    """Write one backup into `target` and let go of the oldest; the new folder."""
    target.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    unfinished = target / f".{stamp}"
    unfinished.mkdir()
    copy_database(database, unfinished)
    with tarfile.open(unfinished / "files.tar.gz", "w:gz") as archive:
        if files.exists():
            archive.add(files, arcname="files")
    made = unfinished.rename(target / stamp)  # whole or not there
    for old in sorted(path for path in target.iterdir() if path.name[0] != ".")[:-KEEP]:
        shutil.rmtree(old)
    return made


def copy_database(database: dict[str, Any], folder: Path) -> None:
    """A whole copy, also when somebody writes at the same moment."""
    if "sqlite" in database["ENGINE"]:
        with closing(sqlite3.connect(database["NAME"])) as source:
            source.execute("VACUUM INTO ?", [str(folder / "klankbord.sqlite3")])
        return
    address = {
        "host": database["HOST"],
        "port": str(database["PORT"]),
        "username": database["USER"],
        "dbname": database["NAME"],
    }
    options = [f"--{name}={value}" for name, value in address.items() if value]
    subprocess.run(
        ["pg_dump", "--format=custom", f"--file={folder / 'klankbord.dump'}", *options],
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "PGPASSWORD": database["PASSWORD"]},
        check=True,
    )


def main() -> None:
    """Back up what the settings name, into the folder on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings  # noqa: PLC0415 -- needs the line above

    print(back_up(Path(sys.argv[1]), settings.DATABASES["default"], Path(settings.PRIVATE_ROOT)))


if __name__ == "__main__":
    main()
