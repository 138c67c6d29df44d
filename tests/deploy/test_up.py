"""The supervisor with its real children: a site and a worker on a database of their own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from deploy import port, up
from tests.template_database import new_file

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.once,  # the site that it starts is on SQLite
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find processes"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    new_file(folder / "klankbord.sqlite3")
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "createcachetable")
    return folder


def environment(folder):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    path = f"{ROOT}{os.pathsep}{ROOT / 'platform'}"
    return {**kept, "PYTHONPATH": path, "VAR_DIR": str(folder), "DEMO": "1"}


def manage(folder, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment(folder), check=True, timeout=120)


@contextmanager
def running(folder, log):
    first = 18000 + os.getpid() % 1000 * 2  # test processes beside us look elsewhere
    number = next(number for number in range(first, first + 1000) if port.is_free(number))
    with log.open("wb") as out:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "deploy.up", str(number)],
            cwd=ROOT,
            env=environment(folder),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until(lambda: "Klankbord is ready" in log.read_text(), 40)
        until(lambda: len(family(folder)) >= 5, 20)  # supervisor, site, worker and its helpers
        yield supervisor, number
    finally:
        for pid in family(folder):
            os.kill(pid, signal.SIGKILL)
        supervisor.wait(10)


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


def family(folder):
    """The processes that run on this folder, whoever their parent is by now."""
    mark = f"VAR_DIR={folder}".encode()
    return [pid for pid in pids() if mark in read(pid, "environ").split(b"\0")]


def member(folder, word):
    """The eldest process of the family that has this word on its command line."""
    return min(pid for pid in family(folder) if word in read(pid, "cmdline"))


def pids():
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def read(pid, name):
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def done_tasks(folder):
    with closing(sqlite3.connect(folder / "klankbord.sqlite3", timeout=20)) as database:
        return database.execute("SELECT count(*) FROM django_q_task WHERE success").fetchone()[0]


def test_site_and_worker_work_until_somebody_says_stop(folder, tmp_path):
    with running(folder, tmp_path / "log") as (supervisor, number):
        assert up.answers(number)
        manage(folder, "shell", "--no-imports", "-c", QUEUE_A_TASK)
        until(lambda: done_tasks(folder) == 1, 20)

        supervisor.send_signal(signal.SIGINT)

        assert supervisor.wait(20) == 0
        assert family(folder) == []
    text = (tmp_path / "log").read_text()
    assert f"http://localhost:{number}" in text
    assert text.rstrip().splitlines()[-1] == "Klankbord: stopping ..."
    assert "Traceback" not in text


QUEUE_A_TASK = "from django_q.tasks import async_task; async_task('math.floor', 1.5)"


@pytest.mark.parametrize(("word", "name"), [(b"uvicorn", "site"), (b"qcluster", "worker")])
def test_one_that_is_killed_stops_the_other(folder, tmp_path, word, name):
    with running(folder, tmp_path / "log") as (supervisor, _):
        os.kill(member(folder, word), signal.SIGKILL)

        assert supervisor.wait(20) == 1
        assert family(folder) == []
    assert f"the {name} stopped by itself" in (tmp_path / "log").read_text()


def test_nothing_outlives_a_killed_supervisor(folder, tmp_path):
    with running(folder, tmp_path / "log") as (supervisor, _):
        supervisor.kill()
        supervisor.wait(10)

        until(lambda: family(folder) == [], 10)


def test_sigterm_is_a_graceful_stop(folder, tmp_path):
    with running(folder, tmp_path / "log") as (supervisor, _):
        supervisor.terminate()

        assert supervisor.wait(20) == 0
        assert family(folder) == []
