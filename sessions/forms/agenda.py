"""The steps of an agenda, row by row."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.agenda import Line
from sessions.models import AgendaKind, AgendaTemplate, Speaker

MOST = 30


class AgendaLineForm(forms.Form):
    """One step: what happens, how long, who speaks."""

    kind = forms.ChoiceField(label=_("Step"), choices=AgendaKind.choices, initial=AgendaKind.FREE)
    title = forms.CharField(label=_("Other title"), required=False, max_length=160)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=480)
    speaker = forms.ChoiceField(
        label=_("Who speaks"), choices=Speaker.choices, initial=Speaker.EVERYBODY
    )
    instruction = forms.CharField(label=_("Instruction"), required=False, max_length=400)

    def clean(self) -> dict[str, Any]:
        """Something else has a title of its own."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == AgendaKind.FREE and not cleaned.get("title", "").strip():
            self.add_error("title", _("Give this step a title."))
        return cleaned


class _Lines(forms.BaseFormSet):
    """All steps; the order is that of the numbers that were given."""

    def clean(self) -> None:
        """An agenda has at least one step."""
        if not any(self.errors) and not self.lines():
            raise forms.ValidationError(_("Keep at least one step."), code="empty")

    def lines(self) -> list[Line]:
        """What was filled in, in its order, without what was taken away."""
        kept = [
            (form.cleaned_data.get("ORDER") or index, index, form.cleaned_data)
            for index, form in enumerate(self.forms, 1)
            if form.has_changed() | (index <= self.initial_form_count())
            and getattr(form, "cleaned_data", None)
            and not form.cleaned_data.get("DELETE")
        ]
        return [_line(data) for _order, _index, data in sorted(kept, key=lambda row: row[:2])]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Words for the boxes that Django adds."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Order")
        form.fields["DELETE"].label = _("Take away")


def _line(data: dict[str, Any]) -> Line:
    return Line(
        AgendaKind(data["kind"]),
        data["minutes"],
        Speaker(data["speaker"]),
        data["title"].strip(),
        data["instruction"].strip(),
    )


AgendaFormSet = forms.formset_factory(
    AgendaLineForm,
    formset=_Lines,
    extra=1,
    can_order=True,
    can_delete=True,
    max_num=MOST,
    absolute_max=MOST,
    validate_max=True,
)


class TemplateForm(forms.Form):
    """Another agenda in place of the present steps."""

    template = forms.ChoiceField(label=_("Agenda"), choices=AgendaTemplate.choices)
