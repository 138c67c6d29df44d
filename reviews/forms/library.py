"""Which questions of other forms come along into the form that is being built."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.building.library import Shelf
from reviews.forms.building import SeenForm
from reviews.models import Form
from reviews.schema import Field, Schema

Books = list[tuple[Form, Schema, list[Shelf]]]


class LibraryForm(SeenForm):
    """Ticks at questions, by form and section."""

    def __init__(self, books: Books, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.books = books
        self.found: dict[str, tuple[Schema, Field]] = {}
        for form, schema, shelves in books:
            for shelf in shelves:
                self._shelf(form, schema, shelf)

    def _shelf(self, form: Form, schema: Schema, shelf: Shelf) -> None:
        name = _name(form, shelf)
        self.found |= {f"{form.pk}-{asked.key}": (schema, asked) for asked in shelf.questions}
        self.fields[name] = forms.MultipleChoiceField(
            label=str(shelf.section.title),
            choices=[(f"{form.pk}-{asked.key}", str(asked.prompt)) for asked in shelf.questions],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def by_form(self) -> list[tuple[Form, list[forms.BoundField]]]:
        """Every form with the inputs of its sections."""
        return [
            (form, [self[_name(form, shelf)] for shelf in shelves])
            for form, _schema, shelves in self.books
        ]

    def chosen(self) -> list[tuple[Schema, Field]]:
        """The questions that were ticked, in the order of their forms."""
        ticked = {
            value
            for form, _schema, shelves in self.books
            for shelf in shelves
            for value in self.cleaned_data.get(_name(form, shelf), ())
        }
        return [pair for value, pair in self.found.items() if value in ticked]

    def clean(self) -> dict[str, Any]:
        """One question at least."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.chosen():
            self.add_error(None, _("Tick at least one question."))
        return data


def _name(form: Form, shelf: Shelf) -> str:
    return f"from-{form.pk}-{shelf.section.key}"
