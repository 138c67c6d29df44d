"""The whole office: a database, the nursery of workers, and the mail server."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.live.site import ROOT, _Database
from tests.notifications.office.server import MailServer

PATIENCE = 60


class Office:
    """Mails are put in, workers send them and die, and in the end one counts what arrived."""

    def __init__(self, folder: Path) -> None:
        self.server = MailServer()
        self._database = _Database(folder)
        env = {
            **os.environ,
            "DATABASE_URL": self._database.address,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.server.port}",
            "VAR_DIR": str(folder),
            "SECRET_KEY": "only for this test, long enough to be accepted by every check",
            "QUIET_HOURS": "0",
            "DEMO": "0",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=env, check=True
        )
        self._log = (folder / "nursery.log").open("wb")
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.notifications.office.nursery"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self._read()
        self.workers: list[int] = []

    def _say(self, line: str) -> None:
        assert self._nursery.stdin
        self._nursery.stdin.write(f"{line}\n")
        self._nursery.stdin.flush()

    def _read(self) -> str:
        assert self._nursery.stdout
        line = self._nursery.stdout.readline().strip()
        assert line, "the nursery died"
        return line

    def queue(self, count: int) -> None:
        """Forget everything, and put mails for so many people in the box."""
        for pid in list(self.workers):
            self.kill(pid)
        self.server.taken.clear()
        self._say(f"queue {count}")
        assert self._read() == "done"

    def states(self) -> Counter[str]:
        self._say("report")
        return Counter(json.loads(self._read()))

    def work(self, point: str = "", at: int = 1) -> int:
        """Start a worker; its process id."""
        self._say(f"work {point.replace(' ', '-')} {at}" if point else "work")
        pid = int(self._read())
        self.workers.append(pid)
        return pid

    def kill(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.wait_for_end(pid)

    def wait_for_end(self, pid: int) -> None:
        wait(lambda: not Path(f"/proc/{pid}").exists())
        self.workers.remove(pid)

    def finish(self, mails: int) -> None:
        """One worker that nobody kills, until everything is sent."""
        pid = self.work()
        wait(lambda: self.states()["sent"] >= mails)
        self.kill(pid)

    def stop(self) -> None:
        for pid in list(self.workers):
            self.kill(pid)
        self._nursery.kill()
        self._nursery.wait(10)
        for pipe in (self._nursery.stdin, self._nursery.stdout):
            if pipe:
                pipe.close()
        self._log.close()
        self.server.stop()
        self._database.drop()


def wait(until: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not until():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
