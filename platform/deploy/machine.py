"""What a bare machine lacks: installed where we may, named in one line where we may not."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from deploy.shell import run, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def is_debian_root() -> bool:
    """Whether we may install Debian packages here."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def command_for(packages: Iterable[str]) -> str:
    """The one command that a person can run to get these packages."""
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y {names}"


def install(*packages: str) -> bool:
    """Install Debian packages where we are root on Debian; whether they are there now."""
    if not is_debian_root():
        return False
    say(f"Installing {' '.join(packages)} (Debian) ...")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=env)
    get = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return run(get, env=env, quiet=True) == 0


def browser() -> str | None:
    """The path of a Chromium on this machine."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else BROWSERS))
    return next((path for path in found if path), None)


def browser_or_install() -> str | None:
    """A Chromium for the browser tests, installed first where that is possible."""
    return browser() or (browser() if install("chromium", "fonts-dejavu-core") else None)


def gettext_or_install() -> bool:
    """Whether the tools of translators are here, installed first where that is possible."""
    return bool(shutil.which("xgettext")) or install("gettext")
