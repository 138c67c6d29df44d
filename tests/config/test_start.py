"""A wrong or missing value stops the start with one sentence. Each case is a real process."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "fj39Fk2-ls_9sK3nVmq81ZxPaQeRtYuIoBvNcXzLkJhGfDsA7w"
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "klankbord.example",
    "BASE_URL": "https://klankbord.example",
    "EMAIL_URL": "smtp+tls://name:password@mail.example:587",
    "MAIL_FROM": "Klankbord <noreply@klankbord.example>",
}

DATABASES = "sqlite:////folder/klankbord.sqlite3 or postgres://user:password@host:5432/klankbord"

# variable | its value | what the person reads
WRONG_ALONE = """
DEBUG | maybe | DEBUG is 'maybe'; set it to 1 or 0.
WORKERS | 0 | WORKERS is '0'; set it to a whole number of 1 or more.
WORKERS | two | WORKERS is 'two'; set it to a whole number of 1 or more.
WORKERS | ² | WORKERS is '²'; set it to a whole number of 1 or more.
TRUSTED_PROXIES | -1 | TRUSTED_PROXIES is '-1'; set it to a whole number of 0 or more.
VAR_DIR | /dev/null/var | VAR_DIR is '/dev/null/var', which cannot be made; set it to a folder that may be written.
SECRET_KEY | short | SECRET_KEY is easy to guess; set it to a random text of at least 50 characters.
SECRET_KEY | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | SECRET_KEY is easy to guess; set it to a random text of at least 50 characters.
SECRET_KEY | django-insecure-{key} | SECRET_KEY is easy to guess; set it to a random text of at least 50 characters.
ALLOWED_HOSTS | * | ALLOWED_HOSTS is '*'; name the hosts that this site answers to, with commas between them.
ALLOWED_HOSTS | localhost,https://klankbord.example | ALLOWED_HOSTS has 'https://klankbord.example'; write host names alone, such as klankbord.example.
ALLOWED_HOSTS | klankbord.example | BASE_URL leads to localhost, which ALLOWED_HOSTS does not name; add it there.
BASE_URL | klankbord.example | BASE_URL is 'klankbord.example'; set it to an address such as https://klankbord.example.
BASE_URL | https://klankbord.example/sub | BASE_URL is 'https://klankbord.example/sub'; set it to an address such as https://klankbord.example.
PORT | many | BASE_URL is 'http://localhost:many'; set it to an address such as https://klankbord.example.
DATABASE_URL | mysql://localhost/klankbord | DATABASE_URL is no address of a database; set it to {databases}.
DATABASE_URL | postgres://localhost:many/klankbord | DATABASE_URL is no address of a database; set it to {databases}.
DATABASE_URL | postgres://localhost | DATABASE_URL names no database; set it to {databases}.
DATABASE_URL | sqlite:////nowhere/at/all.sqlite3 | DATABASE_URL must name a file in a folder that exists; set it to {databases}.
DATABASE_URL | postgres://localhost/klankbord?pool=true | DATABASE_URL asks for a pool of connections, which halts the task queue; leave it out.
REDIS_URL | localhost:6379 | REDIS_URL is no address of Redis; set it to redis://host:6379/0 or leave it empty.
REDIS_URL | redis://localhost/first | REDIS_URL ends in '/first'; end it with the number of a database, such as /0.
WEB_CONCURRENCY | 2 | WEB_CONCURRENCY is above 1 without Redis; set REDIS_URL, or WEB_CONCURRENCY to 1.
EMAIL_URL | mail.example | EMAIL_URL is no mail server; set it to smtp+tls://user:password@host:587.
EMAIL_URL | smtp:// | EMAIL_URL names no host; set it to smtp+tls://user:password@host:587.
MAIL_FROM | Klankbord | MAIL_FROM is 'Klankbord'; set it to an address such as Klankbord <mail@host.example>.
OIDC_PROVIDERS | [{"id": "sso"}] | OIDC_PROVIDERS is no JSON list of id, name, client_id, secret, server_url; see .env.example.
"""
WRONG_IN_PRODUCTION = """
DEBUG | 1 | DEBUG is on in production; set DEBUG to 0.
DEMO | 1 | DEMO is on in production, where anybody knows its password; set DEMO to 0.
SECRET_KEY | | SECRET_KEY is missing; set it to a random text of at least 50 characters.
ALLOWED_HOSTS | localhost | BASE_URL leads to klankbord.example, which ALLOWED_HOSTS does not name; add it there.
BASE_URL | http://klankbord.example | BASE_URL is 'http://klankbord.example'; in production set it to an address with https.
EMAIL_URL | | EMAIL_URL is missing; in production set it to the mail server, such as smtp+tls://user:password@host:587.
MAIL_FROM | | MAIL_FROM is missing; in production set it to the address that mail comes from.
"""


def rows(table):
    """The cells of a table, with its two abbreviations written out."""
    full = table.strip().replace("{databases}", DATABASES).replace("{key}", KEY)
    return [[cell.strip() for cell in line.split("|", 2)] for line in full.splitlines()]


def start(folder, *command, **values):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    path = f"{ROOT}{os.pathsep}{ROOT / 'platform'}"
    return subprocess.run(
        [sys.executable, *(command or ("-c", "import config.settings"))],
        env={**kept, "PYTHONPATH": path, "VAR_DIR": str(folder), **values},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("name", "value", "sentence"), rows(WRONG_ALONE))
def test_a_wrong_value_stops_the_start_with_one_sentence(tmp_path, name, value, sentence):
    done = start(tmp_path, **{name: value})

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"Klankbord did not start: {sentence}\n",
    )


@pytest.mark.parametrize(("name", "value", "sentence"), rows(WRONG_IN_PRODUCTION))
def test_production_refuses(tmp_path, name, value, sentence):
    done = start(tmp_path, **{**PRODUCTION, name: value})

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"Klankbord did not start: {sentence}\n",
    )


@pytest.mark.parametrize(
    "command",
    [
        ("manage.py", "qcluster"),
        ("-m", "uvicorn", "config.asgi:application", "--port", "0"),
    ],
    ids=["worker", "site"],
)
def test_every_program_refuses_without_a_traceback(tmp_path, command):
    done = start(tmp_path, *command, DATABASE_URL="nonsense")

    assert done.returncode == 2
    assert done.stderr.count("Klankbord did not start: DATABASE_URL is no address") == 1
    assert "Traceback" not in done.stderr


def test_nothing_set_is_a_good_start_with_a_key_of_its_own(tmp_path):
    folder = tmp_path / "var"
    show = "import config.settings as s; print(s.SECRET_KEY, s.DEBUG, s.DEMO, s.PRODUCTION)"

    first = start(folder, "-c", show)
    second = start(folder, "-c", show)

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    assert first.stdout.split()[1:] == ["False", "False", "False"]
    assert len(first.stdout.split()[0]) >= 50
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_production_with_everything_right_starts(tmp_path):
    done = start(tmp_path, **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_example_file_names_every_variable_that_is_read():
    sources = (ROOT / "platform" / "config").glob("*.py")
    text = "\n".join(source.read_text() for source in sources)
    readers = (
        r"(?:text|boolean|integer|folder|hosts|url|mailbox|database|redis|mail|openid_providers)"
    )
    names = set(re.findall(readers + r'\(\s*"([A-Z_]+)"', text))
    example = (ROOT / ".env.example").read_text()
    described = set(re.findall(r"^#?\s?([A-Z_]+)=", example, re.MULTILINE))

    assert names - described == set()
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "WEB_CONCURRENCY"} <= names


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "DATABASE_URL",
            "postgres://nobody@127.0.0.1:1/klankbord",
            "Klankbord: the database does not answer; check DATABASE_URL (",
        ),
        (
            "REDIS_URL",
            "redis://127.0.0.1:1/0",
            "Klankbord: Redis does not answer; check REDIS_URL.",
        ),
    ],
)
def test_a_silent_neighbour_stops_the_start_with_one_sentence(tmp_path, name, value, sentence):
    done = start(tmp_path, "-m", "deploy.prepare", PREPARE_PATIENCE="0", **{name: value})

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.startswith(sentence)
