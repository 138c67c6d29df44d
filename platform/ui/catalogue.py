"""The list of components as a page of Markdown, so that the README cannot lag behind the code."""

from __future__ import annotations

from ui.components import PARTS
from ui.props import Component, Prop


def markdown() -> str:
    """All components with their props, slots and content."""
    lines: list[str] = []
    for title, components in PARTS.items():
        lines += [f"### {title}", ""]
        for component in components:
            lines += _component(component)
    return "\n".join(lines).rstrip() + "\n"


def _component(component: Component) -> list[str]:
    notes = []
    if component.content:
        notes.append("takes content (`{% cblock %}`)")
    if component.slots:
        notes.append("slots " + ", ".join(f"`{slot}`" for slot in component.slots))
    if component.attrs:
        notes.append("passes `id`, `data-*`, `hx-*`, `aria-*` on")
    head = f"**`{component.name}`** - {component.doc}"
    if notes:
        head += " *" + "; ".join(notes).capitalize() + ".*"
    return [head, "", *[_prop(prop) for prop in component.props], ""]


def _prop(prop: Prop) -> str:
    star = "*" if prop.required else ""
    choices = [c for c in prop.choices if c]
    if len(choices) > 12:
        kind = "icon name"
    elif choices:
        kind = " \\| ".join(f"`{c}`" for c in choices)
    else:
        kind = prop.kind
    default = f", default `{prop.default}`" if prop.default not in ("", None, False, 0) else ""
    return f"- `{prop.name}`{star} ({kind}{default}): {prop.doc}"
