"""The virtual environment: made once, filled with pinned and hashed packages, stamped."""

import hashlib
import shutil
import sys

from deploy import machine
from deploy.shell import PYTHON, ROOT, VENV, environment, must, python, run, say, stop

PINS = {
    "run": ["requirements.txt"],
    "dev": ["requirements.txt", "requirements-dev.txt"],
}


def ensure(kind: str) -> None:
    """Have a virtual environment with the pinned packages of `run` or `dev`."""
    if not _works():
        _make()
    stamp = VENV / f".klankbord-{kind}"
    wanted = fingerprint(kind)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installing the pinned packages ...")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    files = [part for name in PINS[kind] for part in ("-r", name)]
    must(
        python("-m", "pip", "install", *options, *files),
        "the pinned packages could not be installed; the lines above say why.",
        env=environment(PIP_ROOT_USER_ACTION="ignore"),
    )
    stamp.write_text(wanted)


def fingerprint(kind: str) -> str:
    """Changes when a pin or Python itself changes."""
    text = sys.version.encode()
    for name in PINS[kind]:
        text += (ROOT / name).read_bytes()
    return hashlib.sha256(text).hexdigest()


def _works() -> bool:
    return PYTHON.exists() and run([PYTHON, "-c", "import pip"], quiet=True) == 0


def _make() -> None:
    say("Making .venv ...")
    if not _has_ensurepip() and not (machine.install("python3-venv") and _has_ensurepip()):
        command = machine.command_for(["python3-venv"])
        stop(f"Python cannot make a virtual environment here; run: {command}")
    shutil.rmtree(VENV, ignore_errors=True)
    must([sys.executable, "-m", "venv", VENV], "the virtual environment could not be made.")


def _has_ensurepip() -> bool:
    return run([sys.executable, "-c", "import ensurepip, venv"], quiet=True) == 0
