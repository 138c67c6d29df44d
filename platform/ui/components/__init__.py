"""All components of the interface, by name."""

from __future__ import annotations

from ui.components import actions, content, forms, navigation, people, states, story
from ui.props import Component

PARTS: dict[str, tuple[Component, ...]] = {
    "Actions": actions.COMPONENTS,
    "Forms": forms.COMPONENTS,
    "States and messages": states.COMPONENTS,
    "People": people.COMPONENTS,
    "Navigation": navigation.COMPONENTS,
    "Content": content.COMPONENTS,
    "Time and story": story.COMPONENTS,
}
COMPONENTS: dict[str, Component] = {c.name: c for part in PARTS.values() for c in part}
