"""`python -m tests.journeys.standing.run FILE PROGRAM ...`: a program of the site, on the clock of the story."""

import runpy
import sys
from pathlib import Path

from tests.journeys.standing.clock import install


def main() -> None:
    """Set the clock before anything else is loaded, and be that program: a module, or a script."""
    _own, file, program, *rest = sys.argv
    install(Path(file))
    sys.argv = [program, *rest]
    if program.endswith(".py"):
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
