"""A PostgreSQL of our own, to be restarted and cut off, where its server programs are installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.live.ports import free_port

HOMES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
PROGRAMS = HOMES[-1].parent if HOMES else None


class Postgres:
    """One cluster in a folder of its own; it does not run as root, so root lends it to `postgres`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="klankbord-postgres-", dir="/tmp"))
        self.port = free_port()
        self.data = self.folder / "data"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
        self._control("start")
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", "site")

    def address(self, port: int = 0) -> str:
        return f"postgres://postgres@127.0.0.1:{port or self.port}/site"

    def restart(self) -> None:
        """At once, without a goodbye to anybody: as after a crash."""
        self._control("restart", "-m", "immediate")

    def halt(self) -> None:
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        self._control("start")

    def remove(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.halt()
        shutil.rmtree(self.folder)

    def _control(self, *words: str) -> None:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "fsync": "off",  # the machine lives on: what was written is kept
        }
        given = " ".join(f"-c {name}={value}" for name, value in options.items())
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self.data, "-l", log, "-o", given, "-w", "-t", "120", *words)

    def _run(self, program: str, *words: object) -> None:
        assert PROGRAMS
        lent = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*lent, str(PROGRAMS / program), *(str(word) for word in words)]
        with (self.folder / "said").open("ab") as said:
            done = subprocess.run(
                command, cwd=self.folder, stdout=said, stderr=said, timeout=180, check=False
            )
        assert done.returncode == 0, (self.folder / "said").read_text()
