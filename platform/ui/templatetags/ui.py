"""The template tags of the interface: {% c %}, {% cblock %}, {% slot %} and {% icon %}."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template import Context, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Node, Parser, Token
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe

from core import clock, zones
from ui.components import COMPONENTS
from ui.icons import ICONS, icon_html
from ui.props import Component, Values

register = template.Library()

PAIR = re.compile(r"^([A-Za-z_][\w-]*)=(.+)$", re.DOTALL)
SLOTS = "__ui_slots__"
NO_SLOTS: tuple[Component | None, dict[str, SafeString]] = (None, {})
CARRIED = ("request", "csrf_token", "user", "perms", "debug")


class ComponentNode(Node):
    """One use of a component in a template."""

    child_nodelists = ("nodelist",)

    def __init__(
        self,
        component: Component,
        given: dict[str, FilterExpression],
        nodelist: NodeList | None,
        target: str,
    ) -> None:
        self.component = component
        self.given = given
        self.nodelist = nodelist or NodeList()
        self.target = target

    def render(self, context: Context) -> SafeString:
        values = self._values(context)
        values.update(self._content(context))
        if self.component.prepare:
            values.update(self.component.prepare(values))
        drawn = context.template.engine.get_template(self.component.template)  # type: ignore[union-attr]  # set while rendering
        html = drawn.render(context.new({**_carried(context), **values})).strip()
        if not self.target:
            return mark_safe(html)  # noqa: S308 -- the component's own template escaped it
        context[self.target] = mark_safe(html)  # noqa: S308 -- the same
        return SafeString("")

    def _values(self, context: Context) -> Values:
        resolved = {name: value.resolve(context) for name, value in self.given.items()}
        props = {p.name: resolved.get(p.name, p.default) for p in self.component.props}
        for name, value in props.items():
            prop = self.component.by_name[name]
            if not prop.allows(value):
                raise TemplateSyntaxError(_bad_choice(self.component, name, value))
        rest = {k: v for k, v in resolved.items() if k not in props}
        return {**props, "attrs": _attributes(rest), "uid": SimpleLazyObject(_uid)}

    def _content(self, context: Context) -> Values:
        slots: dict[str, SafeString] = {}
        with context.push(**{SLOTS: (self.component, slots)}):
            body = self.nodelist.render(context).strip()
        content: Values = {name: slots.get(name, "") for name in self.component.slots}
        return {**content, "content": mark_safe(body)}  # noqa: S308 -- rendered by the page's own template


class SlotNode(Node):
    """A named part of a component's content."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> SafeString:
        component, slots = context.get(SLOTS) or NO_SLOTS
        if component is None or self.name not in component.slots:
            where = component.signature() if component else "Put it inside {% cblock %}."
            raise TemplateSyntaxError(f"No slot '{self.name}' here. {where}")
        slots[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 -- as above
        return SafeString("")


@register.tag("c")
def do_component(parser: Parser, token: Token) -> ComponentNode:
    """Draw a component without content: {% c "button" label=_("Save") %}."""
    return _parse(parser, token, block=False)


@register.tag("cblock")
def do_block(parser: Parser, token: Token) -> ComponentNode:
    """Draw a component around content: {% cblock "card" title=plan.title %}...{% endcblock %}."""
    return _parse(parser, token, block=True)


@register.tag("slot")
def do_slot(parser: Parser, token: Token) -> SlotNode:
    """Fill a named part of the component around it: {% slot "action" %}...{% endslot %}."""
    words = token.split_contents()
    if len(words) != 2:
        raise TemplateSyntaxError('Write {% slot "name" %}.')
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(words[1].strip("\"'"), nodelist)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw one symbol of the sprite; silent for screen readers unless it has a label."""
    if name not in ICONS:
        raise TemplateSyntaxError(f"No icon '{name}'. There are: {', '.join(ICONS)}.")
    return icon_html(name, label=label, css=css)


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in Amsterdam's time, and beside it the reader's own where that is another."""
    if at is None:
        return ""
    words, there = date_format(clock.local(at), "j F Y, H:i"), zones.beside(at)
    return f"{words} ({there})" if there else words


def _parse(parser: Parser, token: Token, *, block: bool) -> ComponentNode:
    _tag, *words = token.split_contents()
    component = _component(words)
    target = ""
    if len(words) > 2 and words[-2] == "as":
        target, words = words[-1], words[:-2]
    given = dict(_pair(parser, component, word) for word in words[1:])
    if complaint := component.complaint(given, block=block):
        raise TemplateSyntaxError(complaint)
    for name, value in given.items():
        _check_constant(component, name, value)
    nodelist = None
    if block:
        nodelist = parser.parse(("endcblock",))
        parser.delete_first_token()
    return ComponentNode(component, given, nodelist, target)


def _component(words: list[str]) -> Component:
    name = words[0].strip("\"'") if words else ""
    if name not in COMPONENTS:
        raise TemplateSyntaxError(f"No component '{name}'. There are: {', '.join(COMPONENTS)}.")
    return COMPONENTS[name]


def _pair(parser: Parser, component: Component, word: str) -> tuple[str, FilterExpression]:
    match = PAIR.match(word)
    if not match:
        raise TemplateSyntaxError(f"Write prop=value, not '{word}'. {component.signature()}")
    return match[1], parser.compile_filter(match[2])


def _check_constant(component: Component, name: str, value: FilterExpression) -> None:
    """Refuse a wrong choice as soon as the template is read, where it is written out."""
    constant = isinstance(value.var, str) and not value.filters
    if constant and name in component.by_name and not component.by_name[name].allows(value.var):
        raise TemplateSyntaxError(_bad_choice(component, name, value.var))


def _carried(context: Context) -> Values:
    return {name: context[name] for name in CARRIED if name in context}


def _attributes(rest: dict[str, Any]) -> SafeString:
    kept = {name: value for name, value in rest.items() if value not in (None, False, "")}
    return flatatt(kept) if kept else SafeString("")


def _uid() -> str:
    return f"u{secrets.token_hex(4)}"


def _bad_choice(component: Component, name: str, value: object) -> str:
    choices = ", ".join(repr(choice) for choice in component.by_name[name].choices)
    return f"Component '{component.name}': {name}={value!r} is none of {choices}."
