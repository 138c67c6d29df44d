"""Every template of the product can be read: no component gets a prop that it does not know."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
OURS = [
    name for name in TEMPLATES if not name.startswith("emails/")
]  # mail readers know no style sheets


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name):
    get_template(name)


@pytest.mark.parametrize("name", OURS)
def test_a_template_holds_no_style_or_script_of_its_own(name):
    source = (FOLDER / name).read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", source) == []
    assert re.findall(r"<script(?![^>]*(?:\ssrc=|type=\"application/json\"))[^>]*>", source) == []


def test_components_are_asked_for_by_name_and_not_included():
    """{% c %} checks props; {% include "ui/button.html" %} would not."""
    wrong = []
    for name in TEMPLATES:
        found = re.findall(r'include "ui/(?!_|frame/|gallery/)[^"]+"', (FOLDER / name).read_text())
        wrong += [(name, include) for include in found]

    assert wrong == []
