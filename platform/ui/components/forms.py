"""Fields and what is wrong with them."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, widgets
from django.forms.boundfield import BoundWidget

from ui.props import Component, Prop, Values

LOOKS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (widgets.CheckboxSelectMultiple, "utrecht-checkbox utrecht-checkbox--html-input"),
    (widgets.RadioSelect, "utrecht-radio-button utrecht-radio-button--html-input"),
    (widgets.SelectMultiple, "utrecht-select utrecht-select--html-select field__list"),
    (widgets.Select, "utrecht-select utrecht-select--html-select"),
    (widgets.Textarea, "utrecht-textarea"),
    (widgets.FileInput, "field__file"),
    (widgets.Input, "utrecht-textbox"),
)
GROUPS = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


def _field(values: Values) -> Values:
    field = values["field"]
    if not isinstance(field, BoundField):
        raise TypeError("The prop 'field' of the component 'field' takes a bound form field.")
    hint = values["hint"] or field.help_text
    ids = [f"{field.auto_id}_hint"] * bool(hint)
    ids += [f"{field.auto_id}_error"] * bool(field.errors)
    ids += [f"{field.auto_id}_words"] * bool(values["word_limit"])
    return {
        "hint": hint,
        "label": values["label"] or field.label,
        "layout": _layout(field),
        "widget": field.as_widget(attrs=_widget_attrs(field, values, ids)),
        "options": _options(field),
        "described_by": " ".join(ids),
        "optional": values["mark"] == "optional" and _may_be_empty(field),
        "must": values["mark"] == "required" and field.field.required,
    }


def _may_be_empty(field: BoundField) -> bool:
    """Whether to say so: a single box to tick says it by itself."""
    return not field.field.required and _layout(field) != "checkbox"


def _layout(field: BoundField) -> str:
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (*GROUPS, widgets.MultiWidget)):
        return "group"
    return "line"


def _options(field: BoundField) -> list[BoundWidget]:
    """Radio buttons or boxes one by one, so that each can stand in its own row."""
    widget = field.field.widget
    if not isinstance(widget, GROUPS):
        return []
    looks = next(css for kind, css in LOOKS if isinstance(widget, kind))
    attrs = {"class": looks, "id": field.auto_id} | (
        {"aria-invalid": "true"} if field.errors else {}
    )
    parts = widget.subwidgets(field.html_name, field.value(), attrs)
    return [BoundWidget(widget, part, field.form.renderer) for part in parts]


def _widget_attrs(field: BoundField, values: Values, ids: list[str]) -> dict[str, Any]:
    widget = field.field.widget
    looks = next((css for kind, css in LOOKS if isinstance(widget, kind)), "")
    if field.errors and looks.startswith(("utrecht-text", "utrecht-select")):
        looks += f" {looks.split()[0]}--invalid"
    attrs: dict[str, Any] = {"class": f"{looks} {widget.attrs.get('class', '')}".strip()}
    attrs["aria-describedby"] = " ".join(ids) or False
    attrs["data-word-limit"] = values["word_limit"] or False
    attrs["placeholder"] = values["placeholder"] or _example(field)
    if values["rows"]:
        attrs["rows"] = values["rows"]
    if values["autofocus"]:
        attrs["autofocus"] = True
    return attrs


def _example(field: BoundField) -> object:
    """The widget's own placeholder, unless it only says what everybody knows or repeats the label."""
    widget = field.field.widget
    own = widget.attrs.get("placeholder", False)
    known = getattr(widget, "input_type", "") in ("email", "password")
    return False if known or str(own) == str(field.label) else own


COMPONENTS = (
    Component(
        "field",
        "One form field with label, hint, error, word counter. Knows every Django widget.",
        (
            Prop("field", "The bound field: form.title.", kind="object", required=True),
            Prop("label", "Instead of the field's own label."),
            Prop("hint", "Instead of the field's help text."),
            Prop("word_limit", "Counts words and says how many are left.", kind="number", default=0),
            Prop(
                "markdown",
                "Buttons for bold, lists, links and quotes above a text area.",
                kind="bool",
                default=False,
            ),
            Prop("rows", "Height of a text area.", kind="number", default=0),
            Prop("placeholder", "An example; never instead of a label."),
            Prop("mark", "Which fields carry a word.", default="optional", choices=("optional", "required", "none")),
            Prop("hide_label", "Hide the label for the eye (search boxes).", kind="bool", default=False),
            Prop("size", "Width of the control.", choices=("", "short", "medium", "full")),
            Prop("autofocus", "Put the cursor here.", kind="bool", default=False),
        ),
        slots=("after",),
        attrs=True,
        prepare=_field,
    ),
    Component(
        "form_errors",
        "Summary of all errors above a form, with links to the fields; silent without errors.",
        (Prop("form", "The bound form.", kind="object", required=True),),
    ),
    Component(
        "fields",
        "All fields of a form in their order, errors on top.",
        (
            Prop("form", "The form.", kind="object", required=True),
            Prop("errors", "Show the summary too.", kind="bool", default=True),
        ),
    ),
    Component(
        "fieldset",
        "A group of fields with a heading of its own.",
        (Prop("legend", "What these fields are about.", required=True), Prop("hint", "What to know before.")),
        content=True,
        attrs=True,
    ),
    Component(
        "saved",
        "When a draft was last saved; the autosave script writes in it.",
        (Prop("at", "Moment of the last save.", kind="moment", default=None),),
        attrs=True,
    ),
)  # fmt: skip
