"""PostgreSQL and Redis on this machine, for the second run of the tests."""

import os
import shutil
import socket
import time
from pathlib import Path
from urllib.parse import urlparse

from deploy import machine
from deploy.shell import run, say, stop

DEFAULTS = {
    "DATABASE_URL": "postgres://postgres@127.0.0.1:5432/klankbord_ci",
    "REDIS_URL": "redis://127.0.0.1:6379/9",
}
PATIENCE = 20  # seconds that a service may take to start
PORTS = {"postgres": 5432, "postgresql": 5432, "redis": 6379, "rediss": 6379}


def require() -> dict[str, str]:
    """The addresses of both, reachable; stops with a sentence where they are not."""
    addresses = {name: os.environ.get(name) or value for name, value in DEFAULTS.items()}
    for name, start in (("DATABASE_URL", _start_postgresql), ("REDIS_URL", _start_redis)):
        address = addresses[name]
        if not _is_up(address) and address == DEFAULTS[name] and machine.is_debian_root():
            start()
        if not _is_up(address, patience=PATIENCE):
            packages = machine.command_for(["postgresql", "redis-server"])
            stop(f"nothing answers on {name}={address}; set {name}, or start it here: {packages}")
    return addresses


def _is_up(address: str, patience: float = 0) -> bool:
    parsed = urlparse(address)
    end = time.monotonic() + patience
    while True:
        try:
            port = parsed.port or PORTS.get(parsed.scheme, 0)
            socket.create_connection((parsed.hostname or "127.0.0.1", port), timeout=2).close()
        except OSError:
            if time.monotonic() >= end:
                return False
            time.sleep(0.5)
        else:
            return True


def _start_postgresql() -> None:
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and machine.install("postgresql"):
        _trust_loopback()
    say("Starting PostgreSQL ...")
    run(["service", "postgresql", "start"])


def _trust_loopback() -> None:
    """Let the tests in on 127.0.0.1 without a password, in a cluster that was made just now."""
    for file in Path("/etc/postgresql").glob("*/main/pg_hba.conf"):
        text = file.read_text()
        file.write_text(text.replace("127.0.0.1/32            scram-sha-256", "127.0.0.1/32 trust"))


def _start_redis() -> None:
    if not shutil.which("redis-server"):
        machine.install("redis-server")
    say("Starting Redis ...")
    run(["redis-server", "--daemonize", "yes", "--save", "", "--bind", "127.0.0.1"], quiet=True)
