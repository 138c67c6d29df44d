"""Things to read."""

from __future__ import annotations

from ui.components.states import TONES
from ui.icons import ICONS
from ui.props import Component, Prop, Values

DIFF_OPS = {"=": "same", "+": "added", "-": "removed", "equal": "same", "insert": "added",
            "delete": "removed", "same": "same", "added": "added", "removed": "removed"}  # fmt: skip


def _diff(values: Values) -> Values:
    parts = values["parts"]
    if not isinstance(parts, list | tuple):
        raise TypeError(
            "The prop 'parts' of the component 'diff' takes a list of (operation, text)."
        )
    return {"pieces": [(DIFF_OPS[op], text) for op, text in parts]}


COMPONENTS = (
    Component(
        "card",
        "Something that can be picked up: a plan, a recommendation. Slots: state, meta, action.",
        (
            Prop("title", "Its name.", required=True),
            Prop("href", "Its page; makes the whole card lead there.", kind="url"),
            Prop("eyebrow", "A short line above: region, kind."),
            Prop("level", "Heading level.", kind="number", default=3),
            Prop("tone", "A line at the side in this tone.", choices=("", *TONES)),
            Prop("tag", "Element around it.", default="article", choices=("article", "li", "div")),
        ),
        slots=("state", "meta", "action"), content=True, attrs=True,
    ),
    Component(
        "section",
        "A part of a page with a heading. Slot action: links at the right of the heading.",
        (
            Prop("title", "The heading.", required=True),
            Prop("level", "Heading level.", kind="number", default=2),
            Prop("intro", "One sentence under it."),
            Prop("count", "A number behind it.", kind="number", default=None),
        ),
        slots=("action",), content=True, attrs=True,
    ),
    Component("heading", "A heading.", (
        Prop("text", "Its words.", required=True), Prop("level", "1 to 5.", kind="number", default=2)), attrs=True),
    Component("prose", "People's text that was rendered to safe HTML.",
              (Prop("html", "Safe HTML.", kind="html"),), content=True, attrs=True),
    Component(
        "table",
        "A table that scrolls sideways on a phone. Content: thead and tbody.",
        (
            Prop("caption", "What it shows.", required=True),
            Prop("hide_caption", "Hide the caption for the eye.", kind="bool", default=False),
            Prop("stack", "On a phone each row becomes a block; give cells data-label.", kind="bool", default=False),
            Prop("dense", "Less air.", kind="bool", default=False),
        ),
        content=True, attrs=True,
    ),
    Component("definition_list", "Facts: terms and values. Content: definition.",
              (Prop("columns", "Terms beside values on wide screens.", kind="bool", default=True),), content=True, attrs=True),
    Component("definition", "One fact.", (Prop("term", "The term.", required=True), Prop("text", "The value, when there is no content.")),
              content=True),
    Component("quote", "Somebody's words.", (
        Prop("text", "The words, when there is no content."),
        Prop("author", "Who said it."), Prop("source", "Where."), Prop("href", "Link to the place.", kind="url")),
        content=True, attrs=True),
    Component(
        "diff",
        "What changed between two texts.",
        (Prop("parts", "List of (operation, text); operation is same, added or removed.", kind="object", required=True),),
        attrs=True, prepare=_diff,
    ),
    Component(
        "file",
        "An attached file.",
        (
            Prop("name", "File name.", required=True),
            Prop("href", "Where to get it.", kind="url"),
            Prop("size", "Size in bytes.", kind="number", default=0),
            Prop("kind", "What it is: 'PDF'."),
            Prop("note", "Who added it, when."),
        ),
        slots=("action",), attrs=True,
    ),
    Component("fact", "A number or word with what it means; for summaries, never to compare people.", (
        Prop("value", "The number or word.", required=True), Prop("label", "What it means.", required=True),
        Prop("href", "Where it comes from.", kind="url"), Prop("icon", "A symbol.", choices=("", *ICONS))), attrs=True),
)  # fmt: skip
