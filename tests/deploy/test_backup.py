"""A backup is whole, also while the site runs, and old ones go."""

import sqlite3
import tarfile
from contextlib import closing

from deploy import backup


def test_a_backup_holds_the_database_and_the_files(tmp_path):
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "klankbord.sqlite3"}
    files = tmp_path / "files"
    files.mkdir()
    (files / "plan.pdf").write_text("a plan")
    with closing(sqlite3.connect(database["NAME"])) as writer:
        writer.execute("CREATE TABLE plans (title)")
        writer.execute("INSERT INTO plans VALUES ('committed')")
        writer.commit()
        writer.execute("INSERT INTO plans VALUES ('still writing')")

        made = backup.back_up(tmp_path / "backups", database, files)

    assert list((tmp_path / "backups").iterdir()) == [made]
    with closing(sqlite3.connect(made / "klankbord.sqlite3")) as copy:
        assert copy.execute("SELECT title FROM plans").fetchall() == [("committed",)]
    with tarfile.open(made / "files.tar.gz") as archive:
        assert archive.extractfile("files/plan.pdf").read() == b"a plan"


def test_only_the_last_backups_are_kept(tmp_path):
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "klankbord.sqlite3"}
    for day in range(1, backup.KEEP + 3):
        (tmp_path / "backups" / f"202001{day:02}T023000Z").mkdir(parents=True)

    backup.back_up(tmp_path / "backups", database, tmp_path / "none")

    names = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert len(names) == backup.KEEP
    assert names[0] == "20200104T023000Z"
