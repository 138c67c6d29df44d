"""Fields for people's own texts."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.forms import MarkdownField, MaxWords, TextField


class PlanForm(forms.Form):
    """A form with one of each."""

    core = MarkdownField(max_words=3)
    note = TextField(required=False, max_length=10)


def test_text_is_cleaned_before_it_is_judged():
    form = PlanForm(
        {"core": "one\r\ntwo\x00\ud800 three\r\n\r\n", "note": "a\r\n\r\n\r\nb\r\nc\r\nd"}
    )

    assert form.is_valid()
    assert form.cleaned_data == {"core": "one\ntwo three", "note": "a\n\n\nb\nc\nd"}


def test_too_many_words_says_how_many_and_keeps_the_text():
    with override("en"):
        form = PlanForm({"core": "one two three four"})

        assert form.errors["core"] == ["Use at most 3 words. You have 4 now."]
        assert "one two three four" in str(form["core"])


def test_too_long_text_is_refused_at_the_field():
    assert not MarkdownFormOf("a" * 20_001).is_valid()
    assert MarkdownFormOf("a" * 20_000).is_valid()


def MarkdownFormOf(text: str) -> forms.Form:  # noqa: N802 -- makes a form
    """A form with a field of the usual length."""
    kind = type("F", (forms.Form,), {"text": MarkdownField()})
    return kind({"text": text})


def test_only_control_signs_is_nothing():
    assert "core" in PlanForm({"core": "\x00\x01 \n"}).errors


def test_boxes_carry_what_the_page_needs():
    form = PlanForm()

    assert form.fields["core"].widget.attrs == {
        "cols": "40",
        "rows": "6",
        "maxlength": "20000",
        "data-max-words": "3",
        "data-markdown": "",
    }
    assert "data-markdown" not in form.fields["note"].widget.attrs


def test_max_words_counts_words_not_marks():
    MaxWords(2)("**one** - two")

    with pytest.raises(ValidationError):
        MaxWords(2)("one two three")


def test_equal_limits_are_equal_validators():
    assert MaxWords(2) == MaxWords(2)
    assert MaxWords(2) != MaxWords(3)
    assert MaxWords(2).deconstruct() == ("core.forms.MaxWords", (2,), {})
