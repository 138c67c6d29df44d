"""Some things may be done in one place only, and this looks whether they are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("platform", "reviews", "sessions", "notifications", "templates")

RULES = {
    "HTML is marked safe in core.text alone": (
        r"mark_safe|SafeString\(|SafeText|\|\s*safe(?:seq)?\b|autoescape off",
        {
            "platform/core/text/safe.py",
            "platform/core/README.md",
            "platform/ui/templatetags/ui.py",  # what a component's own template has escaped
        },
    ),
    "stored HTML is shown by the filter alone": (
        r"import safe_html|safe_html\(",
        {
            "platform/core/README.md",
            "platform/core/text/__init__.py",
            "platform/core/text/safe.py",
            "platform/core/templatetags/text.py",
        },
    ),
    "tasks go through core.tasks alone": (
        r"\basync_task\b|\bAsyncTask\b",
        {"platform/core/tasks.py"},
    ),
    "the clock is asked in core.clock alone": (
        r"\btimezone\.now\(|\bdatetime\.(?:now|utcnow|today)\b|\bdate\.today\b",
        {
            "platform/core/clock.py",
            "platform/config/health.py",  # what the machine's clock says is the question
            "platform/deploy/backup.py",  # runs without Django
            "platform/people/present.py",  # Django ends its sessions by the machine's clock
            "platform/ui/gallery.py",  # examples that are always of today
        },
    ),
    "Markdown and bleach stay behind core.markup": (
        r"^\s*(?:import|from) (?:markdown|bleach)\b",
        {"platform/core/markup/html.py"},
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule):
    pattern, allowed = RULES[rule]
    breaks = re.compile(pattern, re.MULTILINE)

    found = {
        str(file.relative_to(ROOT))
        for folder in OURS
        for kind in ("*.py", "*.html", "*.md")  # in a text mail nothing is escaped
        for file in (ROOT / folder).rglob(kind)
        if not {"migrations", "static", "node_modules"} & set(file.parts)
        and breaks.search(file.read_text(encoding="utf-8"))
    }

    assert found - allowed == set()
    assert found
