"""The shape of the house: what stands where, and what may not appear anywhere."""

import platform as standard_platform
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[1]
PLATFORM = ROOT / "platform"
ROOMS = ("reviews", "sessions", "notifications")
TOP_LEVEL = {
    *("manage.py", "platform", "reviews", "sessions", "notifications", "templates", "tests"),
    *("requirements.txt", "requirements-dev.txt", "pyproject.toml", "Makefile"),
    *("README.md", "CHANGELOG.md", "LICENSE", "publiccode.yml"),
    *(".ci", ".gitignore", ".env.example"),
}
LAYERS = [  # from the top to the ground; neighbours on one line
    *("config", "api | front", "reports | search", "library | monitor", "reviews", "sessions"),
    *("plans", "programme", "discussion", "notifications", "live", "people", "audit", "ui", "core"),
]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def tracked(pattern=""):
    """Every file of the product: in git, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern or "."]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]


def product_files(suffix):
    """Our own files with this suffix, without tests, migrations and what others wrote."""
    tops = {"platform", "templates", *ROOMS}
    return [
        path
        for path in tracked()
        if path.suffix == suffix
        and path.relative_to(ROOT).parts[0] in tops
        and not {"migrations", "vendor"} & set(path.parts)
    ]


def places(pattern, paths):
    """Where a pattern stands, as `file:line`."""
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


# ---------------------------------------------------------------- folders


def test_the_top_level_holds_nothing_else():
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}

    assert names - TOP_LEVEL == set()


def test_platform_is_a_folder_on_the_path_and_no_package():
    assert not (PLATFORM / "__init__.py").exists()
    assert not (ROOT / "tests" / "platform").exists()
    assert "/platform/__init__.py" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.parametrize("command", [["manage.py", "shell", "--no-imports", "-c"], ["-c"]])
def test_importing_platform_gives_pythons_own(command, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}:{PLATFORM}")
    ask = "import platform; print(platform.__file__, platform.python_version())"

    done = subprocess.run(
        [sys.executable, *command, ask], cwd=ROOT, capture_output=True, text=True, check=True
    )

    file, version = done.stdout.split()
    assert file == standard_platform.__file__
    assert not file.startswith(str(ROOT / "platform"))
    assert version == standard_platform.python_version()


def test_no_folder_on_the_path_bears_the_name_of_a_standard_module():
    folders = {path.name for path in PLATFORM.iterdir() if any(path.glob("*.py"))} | set(ROOMS)

    assert len(folders) > 10
    assert folders & set(sys.stdlib_module_names) == set()


def test_the_rounds_do_not_meet_djangos_sessions():
    ours = apps.get_app_config("work_sessions")

    assert ours.name == "sessions"
    assert apps.get_app_config("sessions").name == "django.contrib.sessions"


def test_tests_are_packages_so_that_two_may_have_one_name():
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}

    bare = [folder for folder in folders if not (folder / "__init__.py").exists()]

    assert bare == []


# ---------------------------------------------------------------- layers


def test_every_package_stands_in_a_layer():
    packages = {path.parent.name for path in PLATFORM.glob("*/__init__.py")} - {"deploy"}

    assert set(PYPROJECT["tool"]["importlinter"]["root_packages"]) == packages | set(ROOMS)


def test_the_layers_are_those_of_the_house():
    packages = PYPROJECT["tool"]["importlinter"]["root_packages"]
    expected = [
        " | ".join(name for name in line.split(" | ") if name in packages) for line in LAYERS
    ]

    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]

    assert layers == [line for line in expected if line]


# ---------------------------------------------------------------- packages that we use


def requirements(name):
    return (ROOT / name).read_text().replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash(name):
    pins = [line for line in requirements(name) if line and line[0] not in "# -"]

    bare = [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin]

    assert len(pins) > 10
    assert bare == []


def test_an_old_python_gets_the_package_that_redis_needs():
    pin = next(line for line in requirements("requirements.txt") if "async-timeout" in line)

    assert "python_full_version < '3.11.3'" in pin


def test_every_direct_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in lists for line in block.splitlines() if line.strip()]

    silent = [line for line in lines if not re.search(r'",\s*# \w', line)]

    assert len(lists) == 2
    assert silent == []


def test_every_direct_dependency_is_pinned():
    pins = "\n".join(requirements("requirements.txt") + requirements("requirements-dev.txt"))
    wanted = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]
    names = [re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in wanted]

    missing = [name for name in names if not re.search(rf"^{name}(\[|==)", pins, re.MULTILINE)]

    assert missing == []


# ---------------------------------------------------------------- what may not appear


def test_only_live_rings_the_doorbell():
    paths = [path for path in product_files(".py") if PLATFORM / "live" not in path.parents]

    assert places(r"\bgroup_send\b", paths) == []


SAFE_HERE = {
    PLATFORM / "core" / "text" / "safe.py",  # stored HTML that the renderer made
    PLATFORM / "ui" / "templatetags" / "ui.py",  # what a template rendered, put into another
}


def test_only_the_renderer_calls_text_safe():
    paths = [path for path in product_files(".py") if path not in SAFE_HERE]

    assert places(r"\bmark_safe\b|\bSafeString\(|\bSafeText\(", paths) == []
    assert places(r"\|\s*safe\b|autoescape off", product_files(".html")) == []


def test_templates_hold_no_style_and_no_script():
    paths = [path for path in product_files(".html") if "emails" not in path.parts]

    assert places(r"""\sstyle\s*=\s*["']|<style\b|\son[a-z]+\s*=\s*["']|javascript:""", paths) == []
    data = r'(?![^>]*type="application/json")'  # data for a script, which no browser runs
    assert places(rf"<script\b(?![^>]*\bsrc=){data}", paths) == []


def test_every_static_file_that_a_page_names_is_there():
    named = {
        name
        for path in product_files(".html")
        for name in re.findall(r"""{%\s*static\s+["']([^"'{]+)["']""", path.read_text())
    }

    assert len(named) > 3
    assert [name for name in sorted(named) if not finders.find(name)] == []


def test_nothing_is_fetched_from_elsewhere():
    paths = [path for path in product_files(".html") if "emails" not in path.parts]

    assert (
        places(r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["'](?:https?:)?//""", paths)
        == []
    )
    assert places(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", product_files(".css")) == []


def test_the_demo_accounts_on_the_terminal_are_those_of_the_readme():
    from deploy.up import DEMO_ROLES

    table = re.findall(
        r"^\| `([a-z]+)@demo\.example` \|", (ROOT / "README.md").read_text(), re.MULTILINE
    )

    assert table == DEMO_ROLES
