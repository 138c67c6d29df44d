"""The things to choose from at a question of a form that is being built."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.schema import Field, Option, Words


class OptionForm(forms.Form):
    """One thing to choose; empty in both languages takes it away."""

    key = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    nl = forms.CharField(label=_("Option in Dutch"), max_length=200, required=False)
    en = forms.CharField(label=_("Option in English"), max_length=200, required=False)


OptionFormSet = forms.formset_factory(OptionForm, extra=3, can_order=True, max_num=60)


def options_in(formset: Any, asked: Field) -> list[Option]:
    """The options that have words, in their order; unknown keys are no keys."""
    known = {option.key for option in asked.options}
    found = []
    for row in formset.ordered_forms:
        words = Words(row.cleaned_data.get("nl", ""), row.cleaned_data.get("en", ""))
        key = row.cleaned_data.get("key", "")
        if words:
            found.append(Option(key if key in known else "", words))
    return found
