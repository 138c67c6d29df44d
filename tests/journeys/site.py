"""A whole Klankbord with the demo, in real processes: one on SQLite, two on PostgreSQL with Redis."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from deploy.up import UVICORN, start
from tests.template_database import new_database, new_file

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
INBOUND_SECRET = "what the mail provider of these stories knows"


@dataclass
class Site:
    """Addresses of one site: the same database behind each."""

    addresses: list[str]
    mails: Path  # into which mail is written instead of sent
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def close(self) -> None:
        """Stop every process."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


def open_site(folder: Path) -> Site:
    """Set up the demo in a new database and start the servers and a worker."""
    env = environment(folder)
    for command in (
        ["migrate", "-v0"],
        ["createcachetable"],
        ["load_demo"],
        ["collectstatic", "--noinput", "-v0"],
    ):
        manage(env, *command)
    count = 2 if env.get("REDIS_URL") else 1
    site = Site(addresses=[], mails=folder / "mails")
    for _number in range(count):
        port = free_port()
        site.processes.append(start([*UVICORN, "--port", str(port)], env | {"PORT": str(port)}))
        site.addresses.append(f"http://localhost:{port}")
    site.processes.append(start(["manage.py", "qcluster"], env))
    for address in site.addresses:
        wait_for(address + "/readyz")
    return site


def environment(folder: Path) -> dict[str, str]:
    """What the processes of one site are told."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV"))}
    env |= {"EMAIL_URL": f"filemail:///{folder}/mails", "INBOUND_SECRET": INBOUND_SECRET}
    env |= {"DEMO": "1", "VAR_DIR": str(folder), "PYTHONPATH": "platform", "WORKERS": "1"}
    env.pop("TASKS_INLINE", None)
    if env.get("DATABASE_URL", "").startswith("postgres"):
        env["DATABASE_URL"] = _new_database(env["DATABASE_URL"])
    else:
        env.pop("DATABASE_URL", None)
        new_file(folder / "klankbord.sqlite3")
    return env


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(env: dict[str, str], *arguments: str) -> None:
    """One command of the site's command line; its words are shown when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _new_database(address: str) -> str:
    name = f"klankbord_journey_{secrets.token_hex(4)}"
    new_database(address, name)
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def wait_for(address: str) -> None:
    """Until the site answers at this address."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with (
            suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(address, timeout=2) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"{address} did not answer in {PATIENCE} seconds.")
