"""Single values from the environment; a wrong one stops the start with one sentence."""

import os
import secrets
import sys
from pathlib import Path
from typing import NoReturn
from urllib.parse import ParseResult, urlparse


def stop(sentence: str) -> NoReturn:
    """End the process with one sentence on standard error and exit code 2."""
    sys.stderr.write(f"Klankbord did not start: {sentence}\n")
    raise SystemExit(2)


def text(name: str, default: str = "") -> str:
    """The value of `name` without white space around it; empty counts as absent."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    """A yes or a no."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        stop(f"{name} is '{value}'; set it to 1 or 0.")
    return default


def integer(name: str, *, default: int, least: int = 0) -> int:
    """A whole number of at least `least`."""
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) >= least):
        stop(f"{name} is '{value}'; set it to a whole number of {least} or more.")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """A folder that exists from now on, and may be written."""
    path = Path(text(name) or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        stop(f"{name} is '{path}', which cannot be made; set it to a folder that may be written.")
    if not os.access(path, os.W_OK):
        stop(f"{name} is '{path}', which may not be written; set it to another folder.")
    return path.resolve()


def secret_key(var: Path, *, required: bool) -> str:
    """SECRET_KEY, or outside production one that is made once and kept in `var`."""
    value = text("SECRET_KEY")
    if value and (len(value) < 50 or len(set(value)) < 10 or value.startswith("django-insecure")):
        stop("SECRET_KEY is easy to guess; set it to a random text of at least 50 characters.")
    if value:
        return value
    if required:
        stop("SECRET_KEY is missing; set it to a random text of at least 50 characters.")
    return _kept_key(var / "secret_key")


def _kept_key(file: Path) -> str:
    try:
        with file.open("x") as new:  # of two first starts one writes, the other reads
            file.chmod(0o600)
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return file.read_text()


def hosts(name: str, default: list[str]) -> list[str]:
    """Host names that this site answers to."""
    value = [host.strip() for host in text(name).split(",") if host.strip()]
    if "*" in value:
        stop(f"{name} is '*'; name the hosts that this site answers to, with commas between them.")
    wrong = next((host for host in value if "/" in host or " " in host), None)
    if wrong:
        stop(f"{name} has '{wrong}'; write host names alone, such as klankbord.example.")
    return value or default


def url(name: str, default: str) -> str:
    """The address of this site, without a slash at its end."""
    value = text(name) or default
    parsed = split(value)
    is_site = parsed and parsed.scheme in {"http", "https"} and parsed.hostname
    if not parsed or not is_site or parsed.path not in {"", "/"} or parsed.query:
        stop(f"{name} is '{value}'; set it to an address such as https://klankbord.example.")
    return value.rstrip("/")


def mailbox(name: str, default: str) -> str:
    """The address that mail comes from."""
    value = text(name) or default
    if "@" not in value or "\n" in value:
        stop(f"{name} is '{value}'; set it to an address such as Klankbord <mail@host.example>.")
    return value


def split(value: str) -> ParseResult | None:
    """The parts of an address; None where it is none (a port that is not a number, for one)."""
    try:
        parsed = urlparse(value)
        _ = parsed.port
    except ValueError:
        return None
    return parsed
