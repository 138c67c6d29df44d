"""Time: the steps of a round, the story of a recommendation."""

from __future__ import annotations

from ui.components.states import TONE_ICONS, TONES
from ui.icons import ICONS
from ui.props import Component, Prop, Values

STEP_ICONS = {"done": "check", "now": "play", "next": "clock", "skipped": "minus"}


def _step(values: Values) -> Values:
    return {"icon": STEP_ICONS[str(values["status"])]}


def _timeline_item(values: Values) -> Values:
    return {"icon": values["icon"] or TONE_ICONS[str(values["tone"])]}


COMPONENTS = (
    Component("step_bar", "Steps of a round, side by side; below each other on a phone. Content: step.",
              (Prop("label", "What these are, for screen readers.", required=True),), content=True, attrs=True),
    Component(
        "step",
        "One step: name, state in words, dates.",
        (
            Prop("label", "Name of the step.", required=True),
            Prop("status", "Where it stands.", default="next", choices=tuple(STEP_ICONS)),
            Prop("state", "The state in words: 'open until Friday'."),
            Prop("when", "Dates in words."),
            Prop("href", "The step's page.", kind="url"),
        ),
        content=True, attrs=True, prepare=_step,
    ),
    Component("timeline", "A story from top to bottom. Content: timeline_item.",
              (Prop("label", "Whose story, for screen readers."),), content=True, attrs=True),
    Component(
        "timeline_item",
        "One moment of the story. Slots: who (a person), action.",
        (
            Prop("title", "What happened.", required=True),
            Prop("at", "When.", kind="moment", default=None),
            Prop("when", "When, in words, instead of at."),
            Prop("tone", "Meaning of the colour.", default="neutral", choices=TONES),
            Prop("icon", "Another symbol.", choices=("", *ICONS)),
            Prop("future", "Has not happened yet.", kind="bool", default=False),
            Prop("level", "Heading level.", kind="number", default=3),
        ),
        slots=("who", "action"), content=True, attrs=True, prepare=_timeline_item,
    ),
)  # fmt: skip
