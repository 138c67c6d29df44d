"""Say what happens, run a program, stop with one sentence."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def say(sentence: str) -> None:
    """One line for the person at the terminal, shown at once."""
    print(sentence, flush=True)


def stop(sentence: str, code: int = 2) -> NoReturn:
    """End with one sentence and no traceback."""
    sys.stdout.flush()
    sys.stderr.write(f"Klankbord: {sentence}\n")
    raise SystemExit(code)


def environment(**extra: str) -> dict[str, str]:
    """The environment of our programs: both roots of imports on the path."""
    path = f"{ROOT}{os.pathsep}{ROOT / 'platform'}"
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **extra}


def run(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, quiet: bool = False
) -> int:
    """Run a program in the project's folder; its exit code."""
    out = subprocess.DEVNULL if quiet else None
    sys.stdout.flush()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env or environment(),
        stdout=out,
        stderr=out,
        check=False,
    )
    return done.returncode


def must(
    command: Sequence[str | Path], otherwise: str, *, env: Mapping[str, str] | None = None
) -> None:
    """Run a program; where it fails, stop and say what failed."""
    code = run(command, env=env)
    if code:
        stop(otherwise, code if 0 < code < 128 else 1)


def python(*arguments: str | Path) -> list[str | Path]:
    """A command line for the Python of our virtual environment."""
    return [PYTHON, *arguments]
