"""A site of its own for the story: servers and a worker on its clock, and a mail server behind them."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from deploy.up import UVICORN, start
from tests.journeys.site import ROOT, Site, environment, free_port, wait_for
from tests.journeys.standing.clock import put
from tests.journeys.standing.outbox import Outbox

RUN = "tests.journeys.standing.run"
HERE = "tests.journeys.standing"


class StandingSite(Site):
    """Addresses of one site whose clock stands still until the story moves it."""

    def __init__(self, folder: Path, begin: datetime) -> None:
        super().__init__(addresses=[], mails=folder / "mails")
        self.now, self._file = begin, folder / "now"
        put(self._file, begin)
        self.outbox = Outbox(lambda: self.now)
        self._env = environment(folder) | {
            "EMAIL_URL": f"smtp://127.0.0.1:{self.outbox.port}",
            "QUIET_HOURS": "1",
        }
        self._fill()
        self._start()

    def _fill(self) -> None:
        command = [*_on_the_clock(self._file), f"{HERE}.setting"]
        assert start(command, self._env).wait(180) == 0, "the people of the story did not come"

    def _start(self) -> None:
        own = _on_the_clock(self._file)
        for _number in range(2 if self._env.get("REDIS_URL") else 1):
            port = str(free_port())
            program = [*own, *UVICORN[1:], "--port", port]
            self.processes.append(start(program, self._env | {"PORT": port}))
            self.addresses.append(f"http://localhost:{port}")
        first = self._env | {"PORT": self.addresses[0].rsplit(":", 1)[1]}
        self.processes.append(start([*own, "manage.py", "qcluster"], first))
        self._timetable = subprocess.Popen(
            [sys.executable, *own, f"{HERE}.timetable", str(self._file)],
            cwd=ROOT,
            env=first,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._hear() == "ready"
        for address in self.addresses:
            wait_for(address + "/readyz")

    def move_to(self, moment: datetime) -> None:
        """Let it be this moment, with all that the timetable of the site does by then."""
        self.settle()  # what was written before leaves before
        self.now = moment
        self._say(moment.isoformat())

    def settle(self) -> None:
        """Let everything be over that was begun at this moment."""
        self._say("")

    def _say(self, line: str) -> None:
        assert self._timetable.stdin is not None
        self._timetable.stdin.write(f"{line}\n")
        self._timetable.stdin.flush()
        assert self._hear() == "done"

    def _hear(self) -> str:
        assert self._timetable.stdout is not None
        return self._timetable.stdout.readline().strip()

    def close(self) -> None:
        """Stop every process, and the mail server last."""
        self._timetable.communicate("", timeout=15)
        super().close()
        self.outbox.stop()


def _on_the_clock(file: Path) -> list[str]:
    return ["-m", RUN, str(file)]
