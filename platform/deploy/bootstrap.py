"""The commands behind the Makefile and `.ci/run`."""

import os
import shutil
import sys
from pathlib import Path

from deploy import machine, port, services, setup
from deploy.shell import PYTHON, ROOT, environment, must, python, run, say, stop

TESTS = ["-n", "2", "--dist", "loadgroup"]


def run_site() -> None:
    """Set everything up and start the site with its worker on this machine."""
    os.environ.update(_env_file(ROOT / ".env"))
    os.environ.setdefault("DEMO", "0" if _demo_was_left() else "1")
    number = str(port.choose())
    setup.ensure("run")
    env = environment(PORT=number)
    must(python("-m", "deploy.prepare"), "the site was not started.", env=env)
    say("Starting ...")
    os.chdir(ROOT)
    command = [str(PYTHON), "-m", "deploy.up", number]
    os.execve(PYTHON, command, env)  # noqa: S606 -- our own program takes our place


def _demo_was_left() -> bool:
    """Whether `manage.py leave_demo` made place for the real programme."""
    return (Path(os.environ.get("VAR_DIR") or ROOT / "var") / "demo_left").exists()


def test(*options: str) -> None:
    """Set everything up and run all tests."""
    setup.ensure("dev")
    _gettext_choice()
    must(python("-m", "pytest", *TESTS, *_choice(), *options), "the tests did not pass.")


def lint() -> None:
    """Every check that needs no running program."""
    setup.ensure("dev")
    from deploy import checks  # noqa: PLC0415 -- the others start faster without it

    failed = [name for name, command, env in checks.all_checks() if _failed(name, command, env)]
    if failed:
        stop(f"lint found something in: {', '.join(failed)}.", 1)
    say("lint: all clean.")


def bench(*options: str) -> None:
    """The benchmarks: ratios, printed."""
    setup.ensure("dev")
    command = python("-m", "pytest", "-n", "0", "-m", "benchmark", "-s", "tests/benchmarks")
    must([*command, *options], "the benchmarks did not run.")


def servers() -> None:
    """The suite once more on PostgreSQL and Redis, which must be there; not what is marked `once`."""
    setup.ensure("dev")
    addresses = services.require()
    say(f"Tests on {addresses['DATABASE_URL']} and {addresses['REDIS_URL']}")
    must(
        python("-m", "pytest", *TESTS, *_choice("once")),
        "the tests did not pass on PostgreSQL and Redis.",
        env=environment(**addresses),
    )


def pins() -> None:
    """Compile the pins from pyproject.toml again (for maintainers)."""
    setup.ensure("dev")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
    compile_ = [*python("-m", "uv", "pip", "compile"), *options]
    must([*compile_, "pyproject.toml", "-o", "requirements.txt"], "the pins could not be compiled.")
    dev = ["--group", "dev", "-c", "requirements.txt", "-o", "requirements-dev.txt"]
    must([*compile_, *dev], "the development pins could not be compiled.")


def messages() -> None:
    """Gather the sentences of the sources into the Dutch catalogue and compile it (for maintainers)."""
    setup.ensure("dev")
    if not machine.gettext_or_install():
        stop(f"gettext is not on this machine; run: {machine.command_for(['gettext'])}")
    must(python("-m", "deploy.messages"), "the catalogue was not made.")


def vendor() -> None:
    """Fetch the front-end packages again, at the versions that stand in the lock (for maintainers)."""
    if shutil.which("npm") is None:
        stop(f"npm is not on this machine; run: {machine.command_for(['npm'])}")
    must([sys.executable, "platform/ui/vendoring.py"], "the packages were not fetched.")


def styles() -> None:
    """Make the one style sheet of all parts again (for maintainers)."""
    must([sys.executable, "platform/ui/bundling.py"], "the style sheet was not made.")


def _failed(name: str, command: list[str | Path], env: dict[str, str]) -> bool:
    say(f"lint: {name}")
    return run(command, env=environment(**env)) != 0


def _choice(*left_out: str) -> list[str]:
    """All tests but those with these marks; without the browser tests where no browser can be had."""
    marks = ["benchmark", *left_out, *([] if _has_browser() else ["browser"])]
    return ["-m", " and ".join(f"not {mark}" for mark in marks)]


def _has_browser() -> bool:
    if machine.browser_or_install():
        return True
    command = machine.command_for(["chromium"])
    if _is_ci():
        stop(f"CI plays the browser tests too, and there is no Chromium; run: {command}")
    say(f"No Chromium here, so the browser tests are left out; to play them run: {command}")
    return False


def _gettext_choice() -> None:
    if not machine.gettext_or_install():
        command = machine.command_for(["gettext"])
        if _is_ci():
            stop(
                f"CI looks for sentences without Dutch too, and there is no gettext; run: {command}"
            )
        say(
            f"No gettext here, so nobody looks for sentences without Dutch; to do so run: {command}"
        )


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def _env_file(path: Path) -> dict[str, str]:
    """What `.env` says and the environment does not."""
    if not path.exists():
        return {}
    lines = [line.strip() for line in path.read_text().splitlines()]
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    found = {name.strip(): value.strip().strip("\"'") for name, value in pairs}
    return {name: value for name, value in found.items() if name not in os.environ}


COMMANDS = {
    "run": run_site,
    "test": test,
    "lint": lint,
    "bench": bench,
    "servers": servers,
    "pins": pins,
    "messages": messages,
    "vendor": vendor,
    "styles": styles,
}


def main() -> None:
    """Pick the command."""
    name, *options = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        stop(f"choose one of: {', '.join(COMMANDS)}.")
    try:
        COMMANDS[name](*options)
    except KeyboardInterrupt:
        stop("stopped.", 130)


if __name__ == "__main__":
    main()
