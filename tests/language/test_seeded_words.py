"""Forms and the programme's facts come in both languages, and say je."""

import json
import re
import tomllib

import pytest
from django.conf import settings

FORMAL = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
FORMS = sorted((settings.BASE_DIR / "reviews" / "seeds").glob("*.json"))
FACTS = sorted((settings.BASE_DIR / "platform" / "front" / "demo" / "data").glob("*.toml"))


def pairs(value):
    """Every text with its two languages: {"nl": .., "en": ..}, or name_nl beside name_en."""
    if isinstance(value, list):
        return [pair for part in value for pair in pairs(part)]
    if not isinstance(value, dict):
        return []
    if set(value) & {"nl", "en"}:
        return [(value.get("nl", ""), value.get("en", ""))]
    beside = {name[:-3] for name in value if name.endswith(("_nl", "_en"))}
    found = [(value.get(f"{name}_nl", ""), value.get(f"{name}_en", "")) for name in sorted(beside)]
    return found + [pair for part in value.values() for pair in pairs(part)]


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_every_text_of_a_form_stands_in_both_languages(form):
    texts = pairs(json.loads(form.read_text()))

    assert len(texts) > 60
    assert [pair for pair in texts if not all(pair)] == []
    assert [dutch for dutch, _english in texts if FORMAL.search(dutch)] == []


@pytest.mark.parametrize("facts", FACTS, ids=lambda path: path.stem)
def test_every_fact_with_two_languages_has_both(facts):
    texts = pairs(tomllib.loads(facts.read_text()))

    assert [pair for pair in texts if not all(pair)] == []
    assert FORMAL.findall(re.sub(r"^#.*$", "", facts.read_text(), flags=re.MULTILINE)) == []
