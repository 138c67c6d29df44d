"""The real thing in processes of its own: uvicorn on a database that all of them share."""

import copy
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx

from tests.live.bell import Bell
from tests.live.ports import free_port
from tests.template_database import drop_database, new_database, new_file

ROOT = Path(__file__).resolve().parents[2]
CROWD, SPARE = 10, 8
SEED = """
import json
from django.db import connection
from tests.people import make_cast
from tests.factories.discussion import thread_in
from tests.factories.people import MembershipFactory
from tests.live.conftest import cookie_of
from people.models import Role
cast = make_cast()
thread = thread_in(cast)
crowd = {
    f"writer{number}": MembershipFactory(
        person__name=f"Writer {number}", edition=cast.edition, region=cast.south, role=Role.MEMBER
    ).person
    for number in range(CROWD)
}
people = {
    name: {"id": one.pk, "cookie": cookie_of(one)}
    for name, one in {**cast.everybody(), **crowd}.items()
}
spare = [thread_in(cast).pk for _thread in range(SPARE)]
print("SEED" + json.dumps({"thread": thread.pk, "spare": spare, "people": people}))
"""


class Site:
    """A database, filled with the cast, a crowd of writers and one thread, and the servers on it."""

    def __init__(self, folder: Path, heartbeat: int = 1, database: str = "") -> None:
        self.folder = folder
        self.servers: list[subprocess.Popen[bytes]] = []
        self.ports: list[int] = []
        self._own: list[dict[str, str]] = []
        self._database = _Database(folder, database)
        self.bell = Bell(folder)
        self.env = {
            **os.environ,
            "DATABASE_URL": self._database.address,
            "VAR_DIR": str(folder),
            "SECRET_KEY": "only for this test, long enough to be accepted by every check",
            "LIVE_HEARTBEAT_SECONDS": str(heartbeat),
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "REDIS_URL": self.bell.address,
            "DEBUG": "0",
        }
        self.env.pop("PYTEST_CURRENT_TEST", None)
        self.manage("migrate", "--verbosity=0")
        self.manage("createcachetable")
        self.manage("collectstatic", "--noinput", "--verbosity=0")
        out = self.manage("shell", "--verbosity=0", "-c", f"CROWD, SPARE = {CROWD}, {SPARE}{SEED}")
        seed = json.loads(out[out.index("SEED") + 4 :].splitlines()[0])
        self.thread, self.people = seed["thread"], seed["people"]
        self.spare: list[int] = seed.get("spare", [])

    def apart(self, thread: int = 0) -> "Site":
        """The same site, at another thread: one that nobody used yet."""
        made = copy.copy(self)
        made.thread = thread or self.spare.pop()
        return made

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def database(self) -> str:
        """The address of the database; of PostgreSQL, when it is one."""
        return self.env["DATABASE_URL"]

    def start(self, **env: str) -> int:
        """One more server, with something else in its environment perhaps; its number."""
        port = free_port()
        self.servers.append(self._spawn(port, env))
        self.ports.append(port)
        self._own.append(env)
        return len(self.ports) - 1

    def end(self, number: int) -> None:
        """End the last server that was started."""
        self.servers[number].kill()
        self.servers[number].wait(30)
        del self.servers[number], self.ports[number], self._own[number]

    def restart(self, number: int, how: int = signal.SIGKILL) -> None:
        """Kill one server, and start another on the same port."""
        self.servers[number].send_signal(how)
        self.servers[number].wait(30)
        self.servers[number] = self._spawn(self.ports[number], self._own[number])

    def _spawn(self, port: int, env: dict[str, str]) -> "subprocess.Popen[bytes]":
        words = ["config.asgi:application", "--port", str(port), "--ws", "live.wire:LiveProtocol"]
        with (self.folder / f"server-{port}.log").open("ab") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "uvicorn", *words, "--lifespan", "off"],
                cwd=ROOT,
                env=self.env | env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_for(port)
        return server

    def wait_for(self, port: int) -> None:
        for _try in range(300):
            try:
                if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError((self.folder / f"server-{port}.log").read_text())

    def client(self, name: str, number: int = 0) -> httpx.Client:
        """HTTP as this person, with the token that writing asks for."""
        token = uuid.uuid4().hex
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.ports[number]}",
            headers={
                "Cookie": f"{self.people[name]['cookie']}; csrftoken={token}",
                "X-CSRFToken": token,
            },
            timeout=40,
        )

    def post(self, client: httpx.Client, body: str, key: str = "") -> httpx.Response:
        words = {"key": key or str(uuid.uuid4()), "kind": "post", "body": body}
        return client.post(f"/api/v1/threads/{self.thread}/commands", json=words)

    def log(self, client: httpx.Client) -> list[dict]:
        return client.get(f"/api/v1/threads/{self.thread}/events?limit=500").json()["events"]

    def stop(self) -> None:
        for server in self.servers:
            server.kill()
            server.wait(10)
        self.bell.stop()
        self._database.drop()


class _Database:
    """SQLite in the folder; where the tests run on PostgreSQL, a database beside theirs; or one that is ready."""

    def __init__(self, folder: Path, ready: str = "") -> None:
        given = os.environ.get("DATABASE_URL", "")
        self.name, self.address = "", ready
        if ready:
            return
        self.name = f"klankbord_site_{uuid.uuid4().hex[:8]}" if given.startswith("postgres") else ""
        own = urlunsplit(urlsplit(given)._replace(path=f"/{self.name}"))
        self.address = own if self.name else f"sqlite:///{folder / 'site.sqlite3'}"
        if self.name:
            new_database(given, self.name)
        else:
            new_file(folder / "site.sqlite3")

    def drop(self) -> None:
        if self.name:
            drop_database(self.address, self.name)
