"""What `make lint` looks at, as one table."""

from pathlib import Path

from deploy.shell import ROOT, VENV, python

Check = tuple[str, list[str | Path], dict[str, str]]

PRODUCTION = {
    "PRODUCTION": "1",
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": "a-long-key-for-the-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "klankbord.example",
    "BASE_URL": "https://klankbord.example",
    "DATABASE_URL": "",
    "REDIS_URL": "",
    "EMAIL_URL": "smtp://localhost:25",
    "MAIL_FROM": "Klankbord <noreply@klankbord.example>",
}
LOCAL = {"DATABASE_URL": "", "REDIS_URL": "", "PRODUCTION": "0"}


def all_checks() -> list[Check]:
    """Each check: its name, its command, and what it needs in the environment."""
    manage = python("manage.py")
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    return [
        ("ruff", python("-m", "ruff", "check", "."), {}),
        ("ruff format", python("-m", "ruff", "format", "--check", "--quiet", "."), {}),
        ("mypy", python("-m", "mypy"), LOCAL),
        ("import-linter", [VENV / "bin" / "lint-imports"], LOCAL),
        ("djlint", python("-m", "djlint", "--lint", "--quiet", "templates", *_app_templates()), {}),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"], LOCAL),
        ("check --deploy", [*manage, *deploy], PRODUCTION),
        ("pins", python("-m", "deploy.pins"), {}),
    ]


def _app_templates() -> list[str | Path]:
    return sorted(ROOT.glob("platform/*/templates"))
