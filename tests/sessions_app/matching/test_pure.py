"""The matching stands alone: no framework, no database, no clock, no other room."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sessions.matching

pytestmark = pytest.mark.once
FOLDER = Path(sessions.matching.__file__).parent
ALLOWED = {"collections", "dataclasses", "enum", "functools", "itertools", "math", "typing"}
SOLVERS = {"highspy", "numpy"}


def imports(path):
    """The modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_file_imports_only_values_and_the_solver(path):
    strange = {
        name
        for name in imports(path)
        if not name.startswith("sessions.matching.")
        and name.partition(".")[0] not in ALLOWED | SOLVERS
    }

    assert strange == set()


def test_it_runs_without_the_framework_and_prints_nothing():
    code = (
        "import sys; from sessions.matching import solve;"
        "from sessions.matching.given import *;"
        "solve(Given((Dossier(1, 1),), (Reviewer(1, Side.PEER),)));"
        "assert not {name for name in sys.modules if name.partition('.')[0] in"
        " {'django', 'core', 'ortools', 'pandas'}}"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=FOLDER.parents[1],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
