"""Examples for the gallery: a form with every widget, right and wrong, and some moments."""

from __future__ import annotations

from datetime import timedelta

from django import forms

from core import clock

DIFF = [
    ("same", "We ask "),
    ("removed", "all businesses"),
    ("added", "twelve businesses with fewer than fifty people"),
    ("same", " what they need to hire somebody this year."),
]
CHOICES = [("yes", "Adopted"), ("part", "Partly adopted"), ("no", "Not adopted, with a reason")]


class ExampleForm(forms.Form):
    """Every widget that the product uses."""

    title = forms.CharField(
        label="Title of the plan", help_text="Say it as you would to a neighbour.", max_length=80
    )
    question = forms.CharField(
        label="Your question to the friends", widget=forms.Textarea(attrs={"rows": 3})
    )
    email = forms.EmailField(label="E-mail address", required=False)
    people = forms.IntegerField(label="Number of people", required=False, min_value=0)
    day = forms.DateField(
        label="Ready on", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    step = forms.ChoiceField(label="Step", choices=[("", "Choose a step"), *CHOICES])
    answer = forms.ChoiceField(
        label="What do you do with this advice?", choices=CHOICES, widget=forms.RadioSelect
    )
    elements = forms.MultipleChoiceField(
        label="Which elements does it touch?",
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(
        label="Attachment", required=False, help_text="PDF, Word or picture, at most 10 MB."
    )
    agree = forms.BooleanField(label="The region may see my name with this review")


def blank_form() -> ExampleForm:
    """The form as one first sees it."""
    return ExampleForm(auto_id="ok_%s")


def limited_form() -> ExampleForm:
    """The form once more, for a field with a word limit."""
    return ExampleForm(auto_id="limited_%s")


def wrong_form() -> ExampleForm:
    """The same form sent with everything missing or wrong."""
    form = ExampleForm(
        {"title": "", "email": "ada", "people": "-3", "day": "31-31"}, auto_id="wrong_%s"
    )
    form.full_clean()
    return form


def moments() -> dict[str, object]:
    """Deadlines far, near, today and past."""
    now = clock.now()
    return {
        "far": now + timedelta(days=24),
        "near": now + timedelta(days=2),
        "tomorrow": clock.today() + timedelta(days=1),
        "past": now - timedelta(days=4),
    }
