"""Keep the site and its worker running together: one stops, the other stops too.

Each child leads a session of its own, so that Ctrl-C reaches this supervisor alone and so that
whatever a killed child leaves behind can be swept. The worker's parent process alone gets the
signal to stop: a task cluster that is signalled as a group waits for ever for its own children.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1
PATIENCE = 12.0  # seconds for a graceful end; uvicorn takes 10 at most
# --ws-max-queue is left out: the sansio protocol reads one message at a time and ignores it.
UVICORN = [
    *("-m", "uvicorn", "config.asgi:application", "--host", "127.0.0.1"),
    *(
        "--ws",
        "live.wire:LiveProtocol",
        "--ws-max-size",
        "65536",
        "--ws-per-message-deflate",
        "false",
    ),
    *("--timeout-graceful-shutdown", "10", "--lifespan", "off", "--log-level", "warning"),
    "--no-access-log",
]
DEMO_ROLES = [
    *("facilitator", "lead", "member", "friend", "extra", "peer"),
    *("researcher", "observer", "executive", "stranger", "admin"),
]


class Stop(Exception):
    """Somebody asked us to stop."""


def start(arguments: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start one child that does not outlive us."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        start_new_session=True,
        preexec_fn=_die_with_parent(os.getpid()),  # noqa: PLW1509 -- no threads here
    )


def _die_with_parent(parent: int) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def ask() -> None:
        if libc is None:
            return
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it went between fork and prctl
            os._exit(1)

    return ask


def stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask each child to end, wait, then sweep what is left of its session."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    end = time.monotonic() + PATIENCE
    for child in children.values():
        try:
            child.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
    for child in children.values():
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def answers(port: int) -> bool:
    """Whether the site says that it is alive."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def banner(address: str, *, demo: bool) -> str:
    """What a person needs to begin, in one block."""
    lines = ["", f"  Klankbord is ready:  {address}", ""]
    if demo:
        pairs = [" · ".join(DEMO_ROLES[at : at + 6]) for at in range(0, len(DEMO_ROLES), 6)]
        lines += ["  Log in as one of these, followed by @demo.example:"]
        lines += [f"    {pair}" for pair in pairs]
        lines += ["  Password for all of them: klankbord-demo", ""]
    return "\n".join([*lines, "  Ctrl-C stops everything.", ""])


def watch(children: dict[str, subprocess.Popen[bytes]], port: int, *, demo: bool) -> str:
    """Wait until one of the children ends; its name. Says once when the site answers."""
    ready = False
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                return name
        if not ready and answers(port):
            ready = True
            print(banner(f"http://localhost:{port}", demo=demo), flush=True)
        time.sleep(0.2)


def main(port: str) -> int:
    """Run the site and the worker until one ends or somebody says stop; the exit code."""

    def asked(*_: object) -> None:
        raise Stop

    signal.signal(signal.SIGINT, asked)
    signal.signal(signal.SIGTERM, asked)
    env = {**os.environ, "PORT": port}
    env["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'platform'}"
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["site"] = start([*UVICORN, "--port", port], env)
        children["worker"] = start(["manage.py", "qcluster"], {**env, "DB_POOL": "0"})
        name = watch(children, int(port), demo=env.get("DEMO") == "1")
        print(f"Klankbord: the {name} stopped by itself, so everything stops.", file=sys.stderr)
        code = 1
    except Stop:
        print("\nKlankbord: stopping ...", flush=True)
        code = 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    stop(children)
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))
