"""What a form calls its fields can be said in Dutch."""

from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.urls import get_resolver
from django.utils.functional import Promise

OURS = {"core", "people", "programme", "plans", "sessions", "reviews", "discussion"}
NAMED_BY_THE_PLAN = {"SectionForm", "QuestionForm"}  # each asks in the words of its section
OURS |= {"notifications", "front", "monitor", "library", "reports", "search"}


def our_forms():
    """Every form class of ours; loading the addresses loads the forms."""
    assert get_resolver().url_patterns
    for config in apps.get_app_configs():
        if config.name in OURS:
            import_module(config.name)
    found = {form for form in _below(forms.BaseForm) if form.__name__ not in NAMED_BY_THE_PLAN}
    return sorted(
        (form for form in found if form.__module__.split(".")[0] in OURS),
        key=lambda form: f"{form.__module__}.{form.__qualname__}",
    )


def _below(parent):
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)


@pytest.mark.parametrize("form", our_forms(), ids=lambda form: form.__qualname__)
def test_every_label_can_be_translated(form):
    named = {name: field for name, field in form.base_fields.items() if not field.widget.is_hidden}

    assert [name for name, field in named.items() if not isinstance(field.label, Promise)] == []
