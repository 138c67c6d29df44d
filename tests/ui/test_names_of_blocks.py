"""A name that one block of a page gives is gone in the next: a link with it would lead nowhere, a button would send."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
BLOCK = re.compile(r"{% block (\w+) %}(.*?)(?={% block |\Z)", re.DOTALL)
GIVEN = re.compile(r"{% url [^%]*\bas (\w+) %}")


def lost(source: str) -> list[str]:
    """Addresses that a block uses and only another block gives."""
    blocks = BLOCK.findall(source)
    given = {name for _block, body in blocks for name in GIVEN.findall(body)}
    return [
        f"{block}: {name}"
        for block, body in blocks
        for name in sorted(given - set(GIVEN.findall(body)))
        if re.search(rf"(?:href|action|_url)={name}\b|{{{{ {name}\b", body)
    ]


def test_a_lost_address_is_found():
    source = '{% block a %}{% url "x" as there %}{% endblock %}{% block b %}{% c "button" href=there %}{% endblock %}'

    assert lost(source) == ["b: there"]


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.html")), ids=lambda path: str(path.relative_to(FOLDER))
)
def test_no_address_is_lost_between_blocks(path):
    assert lost(path.read_text()) == []
